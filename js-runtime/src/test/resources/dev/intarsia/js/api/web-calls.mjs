// How the Web APIs behave beyond their plain use: members, errors, order. Compared with what Node gave; see record.mjs.
import { createHash, createSecretKey } from "node:crypto";
import consumers from "node:stream/consumers";
import { Readable } from "node:stream";
import util from "node:util";
import zlib from "node:zlib";

const attempt = async (body) => {
  try {
    return await body();
  } catch (error) {
    return `${error?.constructor?.name} ${error?.name} ${error?.code ?? ""}`;
  }
};
const all = (...bodies) => Promise.all(bodies.map(attempt));
/** The members of a class: e for enumerable, then the length of a method, g for a getter, s for a setter. */
const members = (type) => Object.entries(Object.getOwnPropertyDescriptors(type.prototype))
  .filter(([name, { value }]) => name !== "constructor" && typeof value !== "number")
  .map(([name, { enumerable, value, get, set }]) => `${name}:${enumerable ? "e" : "-"}${value?.length ?? ""}${get ? "g" : ""}${set ? "s" : ""}`)
  .sort().join(" ");
const shape = (type) => {
  const { value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(type.prototype, Symbol.toStringTag) ?? {};
  return [members(type), value, writable, enumerable, configurable, type.length, Object.getPrototypeOf(type).name];
};
const request = (init, input = "http://a/b") => {
  const made = new Request(input, init);
  return [made.url, made.method, made.mode, made.credentials, made.cache, made.redirect, made.referrer, made.referrerPolicy, made.integrity, made.keepalive];
};
const response = (body, init) => {
  const made = new Response(body, init);
  return [made.status, made.statusText, made.ok, made.type, [...made.headers]];
};
const bytes = (...values) => new Uint8Array(values);
const through = (stream, ...chunks) => new Response(ReadableStream.from(chunks).pipeThrough(stream)).bytes().then((out) => out.length);
const until = async (ready) => {
  while (!ready()) await new Promise((resolve) => setTimeout(resolve, 1));
};
const subtle = globalThis.crypto.subtle;
const aes = (name, usages = ["encrypt", "decrypt"], size = 16) => subtle.importKey("raw", new Uint8Array(size), name, true, usages);
const hex = (buffer) => Buffer.from(buffer).toString("hex");
const gcm = async (tagLength) => {
  const key = await aes("AES-GCM");
  const algorithm = { name: "AES-GCM", iv: new Uint8Array(12), tagLength, additionalData: bytes(1, 2) };
  const made = await subtle.encrypt(algorithm, key, bytes(5, 6, 7));
  const broken = new Uint8Array(made.slice());
  broken[0] ^= 1;
  return [hex(made), hex(await subtle.decrypt(algorithm, key, made)), await attempt(() => subtle.decrypt(algorithm, key, broken))];
};

const calls = {
  "interfaces of fetch": () => [Headers, Request, Response, FormData, Blob].map((type) => type === Request ? members(type).replace("attribute:e ", "") : shape(type)),
  "interfaces of streams of bytes": () => [CompressionStream, DecompressionStream].map(shape),
  "interfaces of events": () => [shape(CustomEvent), shape(MessageEvent), shape(CloseEvent), shape(EventTarget)],
  "interfaces of URL": () => [shape(URL), Object.keys(URL).sort(), URL.name, new (class extends URL { get two() { return 2; } })("http://a/").two],
  "interfaces of performance": () => [members(PerformanceEntry), shape(PerformanceObserverEntryList), PerformanceMark.length, Object.getPrototypeOf(PerformanceMeasure).name],
  "interfaces of crypto": () => [shape(CryptoKey), Object.prototype.toString.call(subtle), subtle.unwrapKey.length, subtle.digest.length],
  "illegal constructors": () => all(() => new Performance(), () => new PerformanceEntry(), () => new PerformanceMeasure(), () => new PerformanceObserverEntryList(), () => new Crypto(), () => new SubtleCrypto(), () => new CryptoKey(), () => new AbortSignal(), () => new Navigator()),
  "DOMException": () => { const e = new DOMException("m", "DataCloneError"); return [Object.hasOwn(e, "message"), e.message, e.name, e.code, e.INUSE_ATTRIBUTE_ERR, DOMException.VALIDATION_ERR, e instanceof Error, String(e), e.stack.split("\n")[0], Object.getPrototypeOf(DOMException) === Function.prototype, new DOMException("x", { name: "N", cause: 5 }).cause]; },
  "Headers (wrong input)": () => all(() => new Headers(null), () => new Headers("x"), () => new Headers([["a"]]), () => new Headers([["a", "b", "c"]]), () => new Headers([1]), () => new Headers(["ab"]), () => new Headers({ "a b": "1" }), () => new Headers({ a: "x\ny" }), () => new Headers({ a: "\u0100" }), () => new Headers({ [Symbol("x")]: 1 }), () => new Headers({ a: Symbol("x") }), () => new Headers().append("a"), () => new Headers().get(), () => Headers.prototype.get.call({}, "a"), () => new Headers().forEach({})),
  "Headers (iteration sees changes)": () => { const h = new Headers({ b: 1, a: 2 }); const seen = []; for (const [name] of h) { seen.push(name); if (seen.length < 4) h.append(`c${seen.length}`, "1"); } for (const name of h.keys()) { seen.push(name); h.delete(name); } return [seen, Object.prototype.toString.call(h.keys()), Headers.prototype[Symbol.iterator] === Headers.prototype.entries]; },
  "Headers (closed)": () => all(() => Response.error().headers.append("a", "b"), () => Response.redirect("http://a/").headers.set("a", "b")),
  "Request (members)": () => all(...[{ mode: "x" }, { mode: "navigate" }, { credentials: "x" }, { cache: "x" }, { cache: "only-if-cached" }, { redirect: "x" }, { referrerPolicy: "x" }, { priority: "x" }, { duplex: "full" }, { method: "tRace" }, { method: "a b" }, { signal: {} }, { signal: null }, { window: 1 }, { body: "x" }, { referrer: "::" }, { referrer: "" }, { integrity: 5 }, { keepalive: 1 }, null].map((init) => () => request(init)), () => new Request(), () => request(5), () => request({}, "x"), () => request({}, "http://u:p@a/")),
  "Request (bodies)": async () => { const make = () => new Request("http://a/", { method: "POST", body: "x" }); const first = make(); const second = new Request(first); const cloned = make(); const clone = cloned.clone(); return [first.bodyUsed, await second.text(), await cloned.text(), await clone.text(), await attempt(() => new Request(first)), await attempt(() => first.clone()), await new Request(first, { method: "POST", body: "y" }).text()]; },
  "Response (members)": () => all(...[{ status: 199 }, { status: 600 }, { status: 204 }, { status: "201" }, { status: 65736 }, { status: NaN }, { statusText: "a\nb" }, { statusText: "\u0100" }, null, 5].flatMap((init) => [() => response("b", init), () => response(null, init)]), () => Response.redirect("http://a/", 200), () => Response.redirect(), () => Response.json(), () => Response.json({}, { status: 204 }), () => Response.json(Symbol("x"))),
  "bodies (wrong input)": async () => { const used = new Response("x"); await used.text(); const locked = new Response("x"); locked.body.getReader(); return all(() => used.text(), () => used.clone(), () => locked.text(), () => locked.clone(), () => new Response("{").json(), () => new Response("x").formData(), () => Response.prototype.text.call({}), () => Response.prototype.body); },
  "FormData (wrong input, changes)": () => { const f = new FormData(); f.append("a", "1"); f.append("b", "2"); const seen = []; for (const [name] of f) { seen.push(name); if (seen.length < 3) f.append("c", "1"); } return all(() => seen, () => f.append("a"), () => f.append("a", "b", "c"), () => f.forEach(), () => f.delete(), () => Object.prototype.toString.call(f.keys())); },
  "fetch (data and blob URLs)": async () => { const url = URL.createObjectURL(new Blob(["hello"], { type: "a/b" })); const part = await fetch(url, { headers: { range: "bytes=1-2" } }); const data = await fetch("data:x y/z,abc"); return [part.status, part.statusText, await part.text(), part.headers.get("content-range"), part.type, data.url, data.type, data.headers.get("content-type"), await attempt(() => fetch(url, { method: "POST" }))]; },
  "performance.mark": () => all(() => performance.mark(), () => performance.mark(Symbol("x")), () => performance.mark("a", { startTime: -1 }), () => performance.mark("a", 5), () => performance.mark("nodeStart"), () => performance.mark("m", { startTime: 3, detail: { x: [1] } }).toJSON(), () => performance.mark("m", { detail: () => 1 }), () => { const detail = { a: 1 }; return performance.mark("m", { detail }).detail === detail; }, () => new PerformanceMark(), () => performance.mark.call({}, "a")),
  "performance.measure": () => { performance.mark("from", { startTime: 2 }); performance.mark("to", { startTime: 5 }); return all(() => performance.measure("m", "from", "to").toJSON(), () => performance.measure("m", { start: "from", duration: 1, detail: 7 }).toJSON(), () => performance.measure("m", { end: 9, duration: 4 }).startTime, () => performance.measure("m", "nothing"), () => performance.measure("m", { start: 1, end: 2, duration: 1 }), () => performance.measure("m", { start: 1 }, "to"), () => performance.measure("m", { start: -1 }), () => performance.measure()); },
  "performance timeline": () => { performance.clearMarks(); performance.clearMeasures(); performance.mark("b", { startTime: 9 }); performance.mark("a", { startTime: 1 }); const names = () => performance.getEntries().map(({ name }) => name); const before = names(); performance.clearMarks("a"); return all(() => [before, names()], () => performance.getEntriesByName(), () => performance.getEntriesByType("mark").length, () => performance.getEntriesByName("b", "measure").length); },
  "PerformanceObserver": async () => { const seen = []; const observer = new PerformanceObserver(function (list, given) { seen.push([this === given, list.getEntriesByType("mark").map(({ name }) => name), list.getEntriesByName("y").length]); }); observer.observe({ entryTypes: ["mark"] }); performance.mark("y"); performance.mark("z"); await until(() => seen.length > 0); performance.mark("w"); const taken = observer.takeRecords().map(({ name }) => name); observer.disconnect(); performance.mark("v"); return [seen, taken, PerformanceObserver.supportedEntryTypes.includes("measure")]; },
  "PerformanceObserver (wrong input)": () => all(() => new PerformanceObserver(), () => new PerformanceObserver(() => 1).observe(), () => new PerformanceObserver(() => 1).observe({ entryTypes: ["mark"], type: "mark" }), () => { const o = new PerformanceObserver(() => 1); o.observe({ entryTypes: ["mark"] }); o.observe({ type: "mark" }); }, () => { const o = new PerformanceObserver(() => 1); o.observe({ entryTypes: ["nothing"] }); return "no error"; }),
  "BroadcastChannel": async () => { const [one, two, three] = [1, 2, 3].map(() => new BroadcastChannel("c")); const seen = []; for (const [name, channel] of [["two", two], ["three", three]]) channel.onmessage = ({ data }) => seen.push(`${name} ${data.x}`); one.onmessage = () => seen.push("one"); one.postMessage({ x: 1 }); one.postMessage({ x: 2 }); await until(() => seen.length > 3); three.close(); const errors = await all(() => three.postMessage(1), () => two.postMessage(Symbol("x")), () => two.postMessage(), () => new BroadcastChannel(), () => two.name); one.close(); two.close(); return [seen.sort(), errors]; },
  "console (a namespace)": () => { const tag = Object.getOwnPropertyDescriptor(console, Symbol.toStringTag); const parent = Object.getPrototypeOf(console); return [tag, Object.keys(parent), Object.getPrototypeOf(parent) === Object.prototype, console instanceof console.Console, typeof Object.getOwnPropertyDescriptor(console, "log").value]; },
  "console (labels)": () => all(...["count", "countReset", "time", "timeLog", "timeEnd"].map((name) => () => console[name]({ toString() { throw new RangeError(name); } }))),
  "DecompressionStream (wrong input)": () => { const z = bytes(120, 156, 75, 4, 0, 0, 98, 0, 98); const broken = z.slice(); broken[0] = 0; const check = z.slice(); check[7] ^= 1; return all(() => through(new DecompressionStream("deflate"), z), () => through(new DecompressionStream("deflate"), broken), () => through(new DecompressionStream("deflate"), check), () => through(new DecompressionStream("deflate"), z, bytes(0)), () => through(new DecompressionStream("deflate"), z.slice(0, 5)), () => through(new DecompressionStream("gzip"), bytes(31, 139, 8)), () => through(new CompressionStream("gzip"), new Uint8Array(new SharedArrayBuffer(1))), () => new CompressionStream("zip"), () => new CompressionStream()); },
  "gzip members": () => { const member = zlib.gzipSync("ab"); const gunzip = (...chunks) => consumers.text(Readable.from(chunks).pipe(zlib.createGunzip())); return all(() => through(new DecompressionStream("gzip"), member, member), () => gunzip(member, member), () => gunzip(member, member.subarray(0, 1), member.subarray(1)), () => gunzip(member, bytes(0, 0)), () => zlib.gunzipSync(Buffer.concat([member, member, bytes(0)])).toString()); },
  "zlib (junk, dictionaries, info)": () => { const member = zlib.gzipSync("a"); const raw = { dictionary: Buffer.from("abcabc") }; return all(...["junk", "\x1f", "x"].map((junk) => () => zlib.gunzipSync(Buffer.concat([member, Buffer.from(junk, "latin1")]))), () => zlib.inflateRawSync(zlib.deflateRawSync("abcabcabc", raw), raw).toString(), () => zlib.inflateSync(zlib.deflateSync("abc", { dictionary: Buffer.from("abc") }), { dictionary: Buffer.from("zz") }), () => zlib.gunzipSync(member, { info: true }).engine.constructor.name); },
  "structuredClone (buffers, keys, modules)": () => all(() => structuredClone(new ArrayBuffer(2, { maxByteLength: 8 })).resizable, () => structuredClone(createSecretKey(Buffer.alloc(4))).type, () => structuredClone(new WebAssembly.Module(bytes(0, 97, 115, 109, 1, 0, 0, 0))) instanceof WebAssembly.Module, () => structuredClone(1, 5)),
  "multipart forms": () => { const read = async (body) => { const form = await new Response(body, { headers: { "content-type": "multipart/form-data; boundary=B" } }).formData(); const [name, value] = [...form][0]; return [name, typeof value === "string" ? value : await value.text()]; }; const head = "--B\r\nContent-Disposition: form-data; name="; return all(() => read(`${head}"x%22y%0d%0Az"\r\n\r\nd\r\n--B--\r\n`), () => read(`${head}"f"; filename="t"\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--B--\r\n`), () => read(`${head}"a"\r\n\r\nd\r\n-`)); },
  "Blob (wrong input)": () => all(() => new Blob([], { endings: "x" }), () => new Blob([], 5), () => new Blob("x"), () => new Blob([], null).size, () => new Blob(["a\r\nb"], { endings: "native" }).size),
  "DisposableStack": async () => { const seen = []; const stack = new DisposableStack(); stack.defer(() => seen.push(1)); stack.use({ [Symbol.dispose]() { seen.push(2); } }); stack.adopt(3, (value) => seen.push(value)); const moved = stack.move(); moved.dispose(); moved.dispose(); const broken = new DisposableStack(); broken.defer(() => { throw new Error("a"); }); broken.defer(() => { throw new Error("b"); }); const later = new AsyncDisposableStack(); later.defer(async () => seen.push(4)); later.use({ [Symbol.dispose]() { seen.push(5); } }); await later.disposeAsync(); return all(() => [seen, stack.disposed, moved.disposed, later.disposed, String(stack)], () => stack.defer(() => 1), () => new DisposableStack().use({}), () => new DisposableStack().defer(1), () => broken.dispose()); },
  "SHAKE": () => all(...[["shake128", 0], ["shake128", 64], ["shake256", 200], ["shake256", 7]].map(([name, outputLength]) => () => createHash(name, { outputLength }).update("a".repeat(500)).digest("hex")), () => createHash("shake128", { outputLength: 40 }).update("a").copy().update("b").digest("hex"), () => createHash("shake128", { outputLength: "x" })),
  "AES-GCM with short tags": async () => [await gcm(32), await gcm(64), await gcm(96)],
  "WebCrypto (arguments)": () => all(() => subtle.digest("SHA-256"), () => subtle.digest("no", bytes(1)), () => subtle.digest({}, bytes(1)), () => subtle.digest("SHA-256", "text"), () => subtle.encrypt("AES-GCM", {}, bytes(1)), () => subtle.importKey("rw", bytes(1), "HMAC", true, []), () => subtle.importKey("raw", bytes(1), "HMAC", true, ["sign"]), () => subtle.importKey("raw", bytes(1), { name: "HMAC", hash: "no" }, true, ["sign"]), () => subtle.importKey("raw", bytes(1), "HKDF", true, ["fly"]), () => subtle.importKey("raw", bytes(1), "AES-CBC", true, ["sign"]), () => subtle.importKey("jwk", bytes(1), "AES-CBC", true, ["encrypt"]), () => subtle.generateKey({ name: "AES-CBC", length: 100 }, true, ["encrypt"]), () => subtle.generateKey({ name: "AES-CBC", length: 128 }, true, []), () => subtle.generateKey({ name: "AES-CBC", length: 128 }, true, ["sign"]), () => subtle.generateKey("AES-CBC", true, ["encrypt"]), () => subtle.generateKey({ name: "ECDSA", namedCurve: "P-1" }, true, ["sign"]), () => subtle.generateKey({ name: "ECDSA", namedCurve: "P-1" }, true, ["encrypt"]), () => subtle.generateKey({ name: "RSA-PSS", modulusLength: 2048, publicExponent: bytes(1, 0, 0), hash: "SHA-256" }, true, ["sign"])),
  "WebCrypto (keys)": async () => { const key = await aes("AES-CBC", ["encrypt"]); const usages = key.usages; usages.push("decrypt"); return all(() => [key.usages === usages, key.algorithm === key.algorithm, Object.prototype.toString.call(key)], () => subtle.decrypt({ name: "AES-CBC", iv: new Uint8Array(16) }, key, bytes(1)), () => subtle.encrypt({ name: "AES-CTR", counter: new Uint8Array(16), length: 8 }, key, bytes(1)), () => subtle.encrypt({ name: "AES-CBC", iv: bytes(1) }, key, bytes(1)), () => subtle.encrypt("AES-CBC", key, bytes(1))); },
  "PBKDF2 by digest": async () => Promise.all(["SHA-1", "SHA-256", "SHA-384", "SHA-512"].map(async (hash) => hex(await subtle.deriveBits({ name: "PBKDF2", hash, salt: bytes(1), iterations: 7 }, await subtle.importKey("raw", new Uint8Array(150).fill(7), "PBKDF2", false, ["deriveBits"]), 600)))),
  "PBKDF2 (wrong input)": async () => { const key = await subtle.importKey("raw", bytes(1), "PBKDF2", false, ["deriveBits"]); const derive = (more, length = 128) => () => subtle.deriveBits({ name: "PBKDF2", hash: "SHA-1", salt: bytes(1), iterations: 1, ...more }, key, length); return all(derive({ hash: "no" }), derive({ iterations: 0 }), derive({}, null), derive({}, 9), derive({ salt: undefined }), () => subtle.importKey("raw", bytes(1), "PBKDF2", true, ["deriveBits"])); },
};

/** A task: the names of all calls. */
export const names = () => Object.keys(calls);

/** A task: what a call gives, as text. */
export const run = async (name) => {
  try {
    return util.inspect(await calls[name](), { depth: 9, breakLength: Infinity, maxArrayLength: 200, maxStringLength: 3000 });
  } catch (error) {
    return `! ${error?.stack ?? error}`;
  }
};
