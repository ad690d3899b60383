// One call for each API: it gives text that is compared with what Node gave. See record.mjs.
import assert from "node:assert";
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { Buffer as NodeBuffer, constants as bufferConstants } from "node:buffer";
import crypto from "node:crypto";
import events from "node:events";
import fs from "node:fs";
import fsp from "node:fs/promises";
import module from "node:module";
import os from "node:os";
import path from "node:path";
import perf from "node:perf_hooks";
import punycode from "node:punycode";
import querystring from "node:querystring";
import stream from "node:stream";
import consumers from "node:stream/consumers";
import streams from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import timers from "node:timers/promises";
import url from "node:url";
import util from "node:util";
import workers from "node:worker_threads";
import zlib from "node:zlib";

const hex = (bytes) => Buffer.from(bytes).toString("hex");
const text = (value) => new TextEncoder().encode(value);
const fail = (body) => {
  try {
    body();
    return "no error";
  } catch (error) {
    return `${error.name} ${error.code} ${error.message}`;
  }
};
const subtle = globalThis.crypto.subtle;
const rsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
const signs = async (algorithm, parameters) => {
  const pair = await subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const spki = await subtle.importKey("spki", await subtle.exportKey("spki", pair.publicKey), algorithm, true, ["verify"]);
  const jwk = await subtle.importKey("jwk", await subtle.exportKey("jwk", pair.privateKey), algorithm, true, ["sign"]);
  const pkcs8 = await subtle.importKey("pkcs8", await subtle.exportKey("pkcs8", pair.privateKey), algorithm, true, ["sign"]);
  const signature = await subtle.sign(parameters, jwk, text("m"));
  return [await subtle.verify(parameters, spki, signature, text("m")), await subtle.verify(parameters, spki, signature, text("n")),
    await subtle.verify(parameters, pair.publicKey, await subtle.sign(parameters, pkcs8, text("m")), text("m"))];
};
const agrees = async (algorithm) => {
  const a = await subtle.generateKey(algorithm, true, ["deriveBits"]);
  const b = await subtle.generateKey(algorithm, true, ["deriveBits"]);
  const raw = await subtle.importKey("raw", await subtle.exportKey("raw", b.publicKey), algorithm, true, []);
  return hex(await subtle.deriveBits({ name: algorithm.name, public: raw }, a.privateKey, 256))
    === hex(await subtle.deriveBits({ name: algorithm.name, public: a.publicKey }, b.privateKey, 256));
};
const aes = async (name, parameters) => {
  const key = await subtle.importKey("raw", new Uint8Array(32).fill(7), name, true, ["encrypt", "decrypt"]);
  const sealed = await subtle.encrypt(parameters, key, text("hello world, hello"));
  return [hex(sealed), hex(await subtle.decrypt(parameters, key, sealed))];
};
const cipher = (name, ivBytes) => {
  const [key, iv, options] = [Buffer.alloc(32, 1), Buffer.alloc(ivBytes, 2), { authTagLength: 16 }];
  const sealing = crypto.createCipheriv(name, key, iv, options);
  const sealed = sealing.update("hello ", "utf8", "hex") + sealing.final("hex");
  const opening = crypto.createDecipheriv(name, key, iv, options);
  const tag = ivBytes === 12 ? sealing.getAuthTag() : undefined;
  if (tag) opening.setAuthTag(tag);
  return [sealed, tag?.toString("hex"), opening.update(sealed, "hex", "utf8") + opening.final("utf8")];
};
const inTheFolder = (body) => {
  const folder = fs.mkdtempSync(path.join(process.cwd(), "t-"));
  try {
    return body(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};

export const calls = {
  "TextEncoder.encode": () => [...new TextEncoder().encode("aé€😀\ud800")],
  "TextEncoder.encodeInto": () => new TextEncoder().encodeInto("héé", new Uint8Array(4)),
  "TextDecoder (UTF-8, UTF-16)": () => [new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 65, 255])), new TextDecoder("utf-16le").decode(new Uint8Array([65, 0]))],
  "TextDecoder (fatal)": () => fail(() => new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([255]))),
  "TextDecoder (legacy encodings)": () => [new TextDecoder("latin1").decode(new Uint8Array([0xe9, 0x80])), new TextDecoder("shift_jis").decode(new Uint8Array([0x93, 0xfa]))],
  "atob, btoa": () => [atob("aGk="), btoa("hi"), fail(() => btoa("€"))],
  "URL": () => [new URL("https://us%20er:pä@exämple.org:443/a/../b?x=1#h").href, new URL("../c", "http://a/b/d").href, URL.canParse("x"), new URL("http://[::1]/").hostname],
  "URL (error)": () => fail(() => new URL("nope")),
  "URLSearchParams": () => { const p = new URLSearchParams("a=1&b=2&a=%20"); p.append("c", "ü"); p.sort(); return [p.getAll("a"), `${p}`, p.size, [...p.keys()]]; },
  "structuredClone": () => { const a = { d: new Date(5), m: new Map([[{ x: 1 }, new Set([1])]]), e: new RangeError("r"), b: new Uint8Array([1, 2]), r: /x/g }; a.self = a; const c = structuredClone(a); return [util.inspect(c.m), c.self === c, c.e.name, c.d.getTime(), fail(() => structuredClone(() => 1)).slice(0, 21)]; },
  "queueMicrotask, setTimeout, setImmediate, nextTick": () => new Promise((resolve) => { setTimeout(() => { const seen = []; setTimeout(() => { seen.push("timeout"); resolve(seen); }, 300); setImmediate(() => seen.push("immediate")); queueMicrotask(() => seen.push("microtask")); process.nextTick(() => seen.push("tick")); }, 1); }).then((seen) => [seen.slice(0, 2).sort(), seen.slice(2)]),
  "setInterval, clearInterval": () => new Promise((resolve) => { let n = 0; const timer = setInterval(() => { if (++n === 3) { clearInterval(timer); resolve(n); } }, 1); }),
  "AbortController, AbortSignal": () => { const c = new AbortController(); const any = AbortSignal.any([c.signal]); let seen; any.onabort = (e) => { seen = e.type; }; c.abort(); return [seen, any.reason.name, any.reason.message, AbortSignal.abort(1).reason]; },
  "AbortSignal.timeout": () => new Promise((resolve) => { const s = AbortSignal.timeout(2); s.addEventListener("abort", () => resolve(s.reason.name)); setTimeout(() => {}, 50); }),
  "Event, EventTarget, CustomEvent": () => { const t = new EventTarget(); const seen = []; t.addEventListener("a", (e) => seen.push(e.type, e.detail), { once: true }); t.dispatchEvent(new CustomEvent("a", { detail: 3 })); return [seen, t.dispatchEvent(new Event("a"))]; },
  "MessageChannel": () => new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port2.onmessage = (e) => { port1.close(); resolve(e.data); }; port1.postMessage({ a: [1] }); }),
  "DOMException": () => { const e = new DOMException("m", "AbortError"); return [e.name, e.code, e instanceof Error, DOMException.ABORT_ERR]; },
  "Blob, File": async () => { const b = new Blob(["a", new Uint8Array([98])], { type: "T/x" }); return [await b.text(), b.type, b.size, await b.slice(1).text(), new File(["x"], "n").name]; },
  "FormData": async () => { const f = new FormData(); f.append("a", "1"); f.append("f", new File(["x"], "n.txt", { type: "text/plain" })); const g = await new Response(f).formData(); return [g.get("a"), g.get("f").name, await g.get("f").text()]; },
  "Headers": () => { const h = new Headers({ B: "2", a: "1" }); h.append("a", "3"); h.append("set-cookie", "x"); return [[...h], h.getSetCookie()]; },
  "Request": async () => { const r = new Request("http://a/b", { method: "post", body: '{"x":1}' }); return [r.method, r.url, r.headers.get("content-type"), await r.json()]; },
  "Response": async () => { const r = Response.json({ a: 1 }, { status: 201 }); return [r.status, r.ok, r.headers.get("content-type"), await r.clone().text(), await r.json(), r.bodyUsed]; },
  "fetch (data URL)": async () => (await fetch("data:text/plain;base64,aGk=")).text(),
  "ReadableStream, TransformStream": async () => { const out = []; for await (const c of ReadableStream.from([1, 2]).pipeThrough(new TransformStream({ transform: (c, k) => k.enqueue(c * 2) }))) out.push(c); return out; },
  "WritableStream": async () => { const seen = []; const w = new WritableStream({ write: (c) => { seen.push(c); } }).getWriter(); await w.write("a"); await w.close(); return seen; },
  "CompressionStream, DecompressionStream": async () => new Response(new Blob(["hello"]).stream().pipeThrough(new CompressionStream("gzip")).pipeThrough(new DecompressionStream("gzip"))).text(),
  "TextDecoderStream": async () => { let s = ""; for await (const c of new Blob(["é"]).stream().pipeThrough(new TextDecoderStream())) s += c; return s; },
  "performance": () => [typeof performance.now(), performance.mark("a").name, performance.measure("m", "a").entryType],
  "crypto.getRandomValues, randomUUID": () => [globalThis.crypto.getRandomValues(new Uint8Array(4)).length, globalThis.crypto.randomUUID().length],
  "crypto.subtle digest": async () => Promise.all(["SHA-1", "SHA-256", "SHA-384", "SHA-512"].map(async (n) => hex(await subtle.digest(n, text("abc"))))),
  "crypto.subtle HMAC": async () => { const k = await subtle.importKey("raw", text("k"), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]); return hex(await subtle.sign("HMAC", k, text("m"))); },
  "crypto.subtle PBKDF2": async () => hex(await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: text("s"), iterations: 100 }, await subtle.importKey("raw", text("p"), "PBKDF2", false, ["deriveBits"]), 256)),
  "crypto.subtle HKDF": async () => hex(await subtle.deriveBits({ name: "HKDF", hash: "SHA-512", salt: text("s"), info: text("i") }, await subtle.importKey("raw", text("p"), "HKDF", false, ["deriveBits"]), 256)),
  "crypto.subtle AES-GCM": () => aes("AES-GCM", { name: "AES-GCM", iv: new Uint8Array(12), additionalData: text("a") }),
  "crypto.subtle AES-CBC": () => aes("AES-CBC", { name: "AES-CBC", iv: new Uint8Array(16) }),
  "crypto.subtle AES-CTR": () => aes("AES-CTR", { name: "AES-CTR", counter: new Uint8Array(16).fill(255), length: 64 }),
  "crypto.subtle RSASSA-PKCS1-v1_5": () => signs({ name: "RSASSA-PKCS1-v1_5", ...rsa }, "RSASSA-PKCS1-v1_5"),
  "crypto.subtle RSA-PSS": () => signs({ name: "RSA-PSS", ...rsa }, { name: "RSA-PSS", saltLength: 32 }),
  "crypto.subtle RSA-OAEP": async () => { const p = await subtle.generateKey({ name: "RSA-OAEP", ...rsa }, true, ["encrypt", "decrypt"]); return hex(await subtle.decrypt("RSA-OAEP", p.privateKey, await subtle.encrypt("RSA-OAEP", p.publicKey, text("m")))); },
  "crypto.subtle ECDSA": () => signs({ name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }),
  "crypto.subtle Ed25519": () => signs({ name: "Ed25519" }, "Ed25519"),
  "crypto.subtle ECDH": () => agrees({ name: "ECDH", namedCurve: "P-384" }),
  "crypto.subtle X25519": () => agrees({ name: "X25519" }),
  "WebAssembly": async () => (await WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 97, 100, 100, 0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11]))).instance.exports.add(2, 3),
  "console": () => Object.keys(console).includes("log") && typeof console.table,
  "process": () => [typeof process.env, typeof process.version, process.platform, typeof process.hrtime.bigint(), process.argv.length > 1, typeof process.memoryUsage().heapUsed, typeof process.cwd()],
  "Error.captureStackTrace": () => { const o = {}; Error.captureStackTrace(o); return typeof o.stack; },
  "Iterator, disposed of": () => { const log = []; const made = (function* () { try { yield 1; } finally { log.push("ended"); } })(); made.next(); made[Symbol.dispose](); return [...log, made.next().done]; },
  "RegExp.escape": () => [RegExp.escape("a.b-c\u2028 d"), fail(() => RegExp.escape(1)).split(" ")[0]],
  "Error.isError": () => [Error.isError(new TypeError()), Error.isError({ __proto__: Error.prototype })],
  "Array.fromAsync": async () => Array.fromAsync([1, Promise.resolve(2)]),
  "node:assert": () => [fail(() => assert.strictEqual(1, 2)), fail(() => assert.deepStrictEqual({ a: [1] }, { a: [1] })), fail(() => assert.throws(() => { throw new TypeError("x"); }, TypeError)), fail(() => assert(0, "msg"))],
  "node:async_hooks AsyncLocalStorage": async () => { const s = new AsyncLocalStorage(); return s.run(1, async () => { await null; await timers.setTimeout(1); return [s.getStore(), await new Promise((r) => setTimeout(() => r(s.getStore()), 1)), s.exit(() => s.getStore())]; }); },
  "node:async_hooks AsyncResource": () => new AsyncResource("x").runInAsyncScope((a) => a + 1, null, 1),
  "node:buffer Buffer": () => [hex(Buffer.from("aé€")), Buffer.from("aGk", "base64url").toString(), Buffer.from("ff0g", "hex").length, Buffer.concat([Buffer.from("a"), Buffer.alloc(2, "bc")]).toString(), Buffer.from([1, 2, 3]).readUIntBE(0, 3), util.inspect(Buffer.from("abc")), Buffer.byteLength("€"), Buffer.from("abcabc").indexOf("ca"), JSON.stringify(Buffer.from("a")), Buffer.compare(Buffer.from("a"), Buffer.from("b")), NodeBuffer === Buffer],
  "node:buffer (writes)": () => { const b = Buffer.alloc(16); b.writeDoubleLE(1.5); b.writeInt32BE(-2, 8); b.write("hé", 12); return [hex(b), fail(() => b.writeUInt8(300)), b.subarray(8, 12).readInt32BE()]; },
  "node:buffer (strings too long)": () => { const most = bufferConstants.MAX_STRING_LENGTH; const half = Buffer.alloc(most / 2 + 1); return [most, fail(() => half.toString("hex")), fail(() => " ".repeat(most + 1)), fail(() => half.hexSlice(0, most / 2 + 1))]; },
  "node:crypto hashes, hmac": () => [...["md5", "sha1", "sha256", "sha512", "sha3-256"].map((n) => crypto.createHash(n).update("a").update("b").digest("hex")), crypto.createHmac("sha256", "k").update("m").digest("base64"), crypto.hash("sha1", "x"), fail(() => crypto.createHash("nope"))],
  "node:crypto pbkdf2, scrypt, hkdf": () => [hex(crypto.pbkdf2Sync("p", "s", 10, 20, "sha512")), hex(crypto.scryptSync("p", "s", 32)), hex(crypto.hkdfSync("sha256", "k", "s", "i", 20))],
  "node:crypto ciphers": () => [cipher("aes-256-cbc", 16), cipher("aes-256-ctr", 16), cipher("aes-256-gcm", 12), cipher("chacha20-poly1305", 12)],
  "node:crypto random, timingSafeEqual": () => [crypto.randomBytes(4).length, crypto.randomInt(1, 2), crypto.timingSafeEqual(Buffer.from("a"), Buffer.from("a")), crypto.randomUUID().length],
  "node:crypto sign, verify": () => ["rsa", "ec", "ed25519"].map((type) => { const { publicKey, privateKey } = crypto.generateKeyPairSync(type, { modulusLength: 2048, namedCurve: "P-256" }); const digest = type === "ed25519" ? null : "sha256"; return [publicKey.asymmetricKeyType, crypto.verify(digest, Buffer.from("m"), publicKey, crypto.sign(digest, Buffer.from("m"), privateKey)), crypto.createPublicKey(privateKey.export({ type: "pkcs8", format: "pem" })).equals(publicKey)]; }),
  "node:events": async () => { const e = new events(); const seen = []; e.once("a", (v) => seen.push(v)); e.emit("a", 1); setImmediate(() => e.emit("b", 2)); return [seen, await events.once(e, "b"), e.listenerCount("a"), fail(() => e.emit("error", new RangeError("r")))]; },
  "node:fs": () => inTheFolder((d) => { fs.writeFileSync(path.join(d, "a"), "hi"); fs.mkdirSync(path.join(d, "x/y"), { recursive: true }); return [fs.readFileSync(path.join(d, "a"), "utf8"), fs.readdirSync(d), fs.statSync(path.join(d, "a")).size, fs.existsSync(path.join(d, "b")), fail(() => fs.readFileSync("/none/x"))]; }),
  "node:fs/promises": async () => [(await fsp.stat(process.cwd())).isDirectory(), await fsp.readFile("/none/x").catch((e) => `${e.code} ${e.syscall}`)],
  "node:module": () => [module.isBuiltin("node:fs"), module.builtinModules.includes("path"), module.createRequire(import.meta.url)("node:path") === path],
  "node:os": () => [os.EOL, os.endianness(), os.platform() === process.platform, os.constants.signals.SIGINT],
  "node:path": () => [path.join("a", "..", "/b"), path.resolve("/a", "b"), path.relative("/a/b", "/a/c"), path.parse("/x/y.tar.gz"), path.extname(".a")],
  "node:perf_hooks": () => typeof perf.performance.now(),
  "node:punycode": () => punycode.toASCII("mañana.com"),
  "node:querystring": () => [querystring.parse("a=1&b=%20+x&a=2"), querystring.stringify({ a: [1, "ü"], b: true })],
  "node:stream": async () => { const out = []; await streams.pipeline(stream.Readable.from(["a", "b"]), new stream.Transform({ transform(c, e, done) { done(null, String(c).toUpperCase()); } }), async function (source) { for await (const c of source) out.push(String(c)); }); return [out, await consumers.text(stream.Readable.from(["x", "y"]))]; },
  "node:string_decoder": () => { const d = new StringDecoder("utf8"); return d.write(Buffer.from([0xe2, 0x82])) + d.write(Buffer.from([0xac])) + d.end(); },
  "node:timers/promises": async () => [await timers.setTimeout(1, "v"), await timers.setImmediate(2)],
  "node:url": () => [url.parse("http://u:p@a.b:8/c?d=e#f").path, url.fileURLToPath("file:///a%20b"), url.pathToFileURL("/a b#c").href, url.format({ protocol: "http", host: "x", pathname: "/y" })],
  "node:util inspect": () => util.inspect({ a: [1, { b: { c: {} } }], m: new Map([["k", new Set([1n])]]), f() {}, s: "it's", [Symbol("y")]: null, d: new Date(0), u: undefined, e: new Uint8Array(3), g: class A {}, long: "x".repeat(80) }, { depth: 3 }),
  "node:util format": () => util.format("%s %d %i %j %o %%", "a", "1.5", 2.7, { a: 1 }, [1], "more"),
  "node:util promisify, types": async () => [await util.promisify((a, done) => done(null, a + 1))(1), util.types.isPromise(Promise.resolve()), util.isDeepStrictEqual({ a: [1] }, { a: [1] }), util.types.isTypedArray(new Uint8Array()), util.parseArgs({ args: ["-a", "--b", "x"], options: { a: { type: "boolean", short: "a" }, b: { type: "string" } } }).values],
  "node:worker_threads": () => [typeof workers.isMainThread, typeof workers.threadId],
  "node:zlib gzip, deflate": () => [zlib.gunzipSync(zlib.gzipSync("hello")).toString(), zlib.inflateSync(zlib.deflateSync("a")).toString(), zlib.inflateRawSync(zlib.deflateRawSync("b")).toString(), zlib.crc32("hello"), fail(() => zlib.gunzipSync(Buffer.from("xxxxxxxxxxxxxxxxxxxx")))],
  "node:zlib Brotli": () => [zlib.brotliDecompressSync(zlib.brotliCompressSync("hello hello")).toString(), hex(zlib.brotliCompressSync("hello hello"))],
  "node:zlib (callbacks, streams)": async () => [String(await util.promisify(zlib.gunzip)(await util.promisify(zlib.gzip)("x"))), await consumers.text(stream.Readable.from([zlib.gzipSync("y")]).pipe(zlib.createGunzip()))],
};

/** A task: what a call gives, as text. */
export const run = async (name) => {
  try {
    return util.inspect(await calls[name](), { depth: 8 });
  } catch (error) {
    return `! ${error?.stack ?? error}`;
  }
};

/** A task: the names of all calls. */
export const names = () => Object.keys(calls);
