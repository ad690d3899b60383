// How the modules of Node behave beyond their plain use: codes, shapes, corner cases. Compared with what Node gave; see record.mjs.
import { AsyncLocalStorage } from "node:async_hooks";
import crypto from "node:crypto";
import { addAbortListener } from "node:events";
import fs from "node:fs";
import fsPromises from "node:fs/promises";
import module, { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import stream, { Duplex, Readable, Writable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import util from "node:util";

const require = createRequire(import.meta.url);
const attempt = async (body) => {
  try {
    return await body();
  } catch (error) {
    return `${error?.name} ${error?.code ?? ""} ${error?.message}`;
  }
};
const all = (...bodies) => Promise.all(bodies.map(attempt));
const time = (text) => { const ms = Date.parse(text); return Number.isNaN(ms) ? "none" : new Date(ms).toISOString(); };
const zoned = (text) => time(`${text} UTC`);
const folder = async (body) => {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "node-calls-"));
  try {
    for (const name of ["a", "a/b"]) fs.mkdirSync(path.join(made, name));
    for (const name of ["x.js", "a/y.js", "a/b/z.js", "a/b/z.txt"]) fs.writeFileSync(path.join(made, name), name);
    return await body(made);
  } finally {
    fs.rmSync(made, { recursive: true });
  }
};
const ec = crypto.generateKeyPairSync("ec", { namedCurve: "P-256" });
const rsa = crypto.generateKeyPairSync("rsa", { modulusLength: 1024 });
const exported = (key, options) => () => { const out = key.export(options); return typeof out === "string" ? out.split("\n")[0] : Buffer.isBuffer(out) ? "bytes" : Object.keys(out).sort(); };
const seal = (algorithm, bits, iv, authTagLength) => {
  const options = authTagLength === undefined ? undefined : { authTagLength };
  const [key, nonce] = [Buffer.alloc(bits / 8, 3), Buffer.alloc(iv, 5)];
  const cipher = crypto.createCipheriv(algorithm, key, nonce, options).setAAD(Buffer.from("more"));
  const text = Buffer.concat([cipher.update("hello, "), cipher.update("world"), cipher.final()]);
  const open = (tag) => { const d = crypto.createDecipheriv(algorithm, key, nonce, options).setAAD(Buffer.from("more")); d.setAuthTag(tag); return d.update(text, undefined, "utf8") + d.final("utf8"); };
  const tag = cipher.getAuthTag();
  const wrong = Buffer.from(tag);
  wrong[0] ^= 1;
  return [text.toString("hex"), tag.toString("hex"), open(tag), attempt(() => open(wrong))];
};

const calls = {
  "Date.parse (legacy texts)": () => ["2024-02-03t10:11:00z", "x 1 UTC", "Jan 5 2001 GMT", "5 Jan 99 UTC", "2024/02/03 10:11:12 PM UTC", "Tue, 03 Feb 2024 10:11:12 GMT-0800", "Thu Jan 01 1970 00:00:00 GMT+0100 (any)", "2024-02-30", "2024-13-01", "+012345-01-02", "-000000-01-01", "2024-02-03T24:00Z", "2024-02-03T24:01Z", "2024-02-03T10Z", "1 2 3 UTC", "12:30", "", "2024-02-03T10:11:12.1234567Z", "10 Foo 2024", "Foo10 2024", "1/2/3 4:5:6.7 +0130", "1/2/50 UTC", "1/2/49 UTC"].map(time),
  "Date (texts, parts, as a function)": () => [new Date("Feb 3 2024 UTC").toISOString(), new Date(2024, 1).getMonth(), Date.length, Date.name, typeof Date(), new Date(new Date(5)).getTime(), new Date({ valueOf: () => 7 }).getTime(), new Date([]).getTime(), class extends Date { get two() { return 2; } }.prototype.constructor.length, new (class extends Date { get two() { return 2; } })(0).two, new Date(0).constructor === Date, Date.UTC(2024, 0), Object.prototype.toString.call(new Date()), new Date(undefined).getTime(), new Date(null).getTime(), [new Date(0)].map(String)[0].includes(" ("), zoned("2024-01-01")],
  "times (spaces)": () => [new Date(0).toLocaleTimeString("en-US", { timeZone: "UTC" }), new Date(0).toLocaleString("en-US", { timeZone: "UTC" }), new Intl.DateTimeFormat("en", { timeStyle: "short", timeZone: "UTC" }).format(0), new Intl.DateTimeFormat("en", { timeStyle: "short", timeZone: "UTC" }).formatToParts(0), [0].map(new Intl.DateTimeFormat("en", { timeZone: "UTC" }).format), new Intl.DateTimeFormat("en").format === new Intl.DateTimeFormat("en").format, new Intl.DateTimeFormat("en", { hour: "numeric", timeZone: "UTC" }).format(0)],
  "zones by name": () => [/\((.*)\)/.exec(new Date(0).toString())[1].includes(" "), /\((.*)\)/.exec(new Date(0).toTimeString())[1].includes(" "), String(new Date(NaN)), new Date(0).toString.name],
  "util.parseEnv": () => ["A=1\nE\n=F\nB=2", "# c\nA = b # d\nexport B='c d'\nC=\"x\\ny\" z", "A=\"x\nB=2", "A=`a\nb`\r\nD", "export =1", "A=\n B=2", "=", "A='x"].map((text) => JSON.stringify(util.parseEnv(text))),
  "process.loadEnvFile": () => folder((made) => { const file = path.join(made, "env"); fs.writeFileSync(file, "NODE_CALLS=1 # x"); process.loadEnvFile(file); return all(() => process.env.NODE_CALLS, () => process.loadEnvFile(path.join(made, "none")) ?? "x").then(([a, b]) => [a, b.slice(0, 12)]); }),
  "built-in modules": () => all(...["sys", "node:test", "node:sqlite", "node:sea", "node:test/reporters", "_http_agent"].map((name) => () => typeof require(name)), () => attempt(() => require("test")).then((text) => text.slice(0, 22)), () => require("node:sea").isSea(), () => ["sys", "test", "node:test", "sea", "fs/promises"].map(module.isBuiltin), () => module.builtinModules.includes("node:test")).then((list) => list.map((each) => String(each).split("\n")[0])),
  "hashes": () => all(...["ripemd160", "rmd160", "RSA-RIPEMD160", "blake2b512", "BLAKE2s256", "sm3", "md5-sha1", "sha512-256", "no"].map((name) => () => crypto.createHash(name).update("abc").digest("hex")), () => crypto.createHash("sm3").update("a").copy().update("b").digest("hex"), () => crypto.createHash("md5-sha1").update("a").copy().update("b").digest("hex"), () => crypto.hash("ripemd160", "x"), () => crypto.createHash("sha256", { outputLength: 8 }), () => crypto.createHash("sha256", { outputLength: 32 }).copy({ outputLength: 31 })),
  "SHAKE (copies)": () => [undefined, { outputLength: 8 }, { outputLength: 40 }].flatMap((first) => [undefined, { outputLength: 5 }].map((second) => { const hash = crypto.createHash("shake256", first).update("a"); return [hash.copy(second).digest("hex"), hash.digest("hex")]; })),
  "AES-GCM (nonces and tags of all lengths)": async () => Promise.all([[256, 1, 4], [128, 12, 8], [192, 16, 12], [256, 12, 16], [128, 7, 15], [128, 12]].map(async (given) => Promise.all(seal(`aes-${given[0]}-gcm`, ...given)))),
  "AES-GCM (wrong tags)": () => all(...[0, 3, 5, 11, 17].map((authTagLength) => () => crypto.createCipheriv("aes-128-gcm", Buffer.alloc(16), Buffer.alloc(12), { authTagLength })), () => crypto.createDecipheriv("aes-128-gcm", Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 8 }).setAuthTag(Buffer.alloc(16)), () => typeof crypto.createCipheriv("aes-128-gcm", Buffer.alloc(16), Buffer.alloc(12)).setAuthTag),
  "KeyObject.export": () => all(...[undefined, null, {}, { format: "x" }, { type: "pkcs1", format: "pem" }, { type: "sec1", format: "pem" }, { type: "spki", format: "der" }, { type: "pkcs8", format: "pem" }, { type: "pkcs8", format: "pem", passphrase: "x" }, { type: "pkcs8", format: "pem", cipher: "aes-128-cbc" }, { type: "pkcs8", format: "pem", cipher: 5, passphrase: "x" }, { type: "sec1", format: "der", cipher: "aes-128-cbc", passphrase: "x" }, { format: "jwk" }, { format: "jwk", passphrase: "x" }, { format: "buffer" }].flatMap((options) => [ec.privateKey, ec.publicKey, rsa.privateKey, rsa.publicKey, crypto.createSecretKey(Buffer.alloc(4))].map((key) => exported(key, options)))),
  "keys that are refused": () => all(() => crypto.createPrivateKey({ key: { kty: "oct", k: "AA" }, format: "jwk" }), () => crypto.createPublicKey({ key: {}, format: "jwk" }), () => crypto.createPublicKey({ key: "x", format: "jwk" }), () => crypto.createPublicKey({ key: { kty: "EC", crv: "no" }, format: "jwk" }), () => crypto.createPublicKey({ key: { kty: "EC", crv: "P-256", x: 1, y: 2 }, format: "jwk" }), () => crypto.createPublicKey({ key: { kty: "RSA", n: 1 }, format: "jwk" }), () => crypto.createPrivateKey({ key: { kty: "EC", crv: "P-256", x: "AA", y: "AA" }, format: "jwk" }), () => crypto.createPublicKey({ key: "x", format: "no" }), () => crypto.createPrivateKey({ key: Buffer.alloc(4), format: "der" }), () => crypto.createPublicKey(ec.publicKey), () => crypto.createPublicKey("x")),
  "AsyncLocalStorage (thenables)": async () => { const storage = new AsyncLocalStorage(); const seen = []; const thenable = (name) => ({ then(resolve) { seen.push(`${name} ${storage.getStore()}`); resolve(name); } }); await storage.run(1, async () => { await Promise.resolve().then(() => thenable("then")); await Promise.reject(new Error("x")).catch(() => thenable("catch")); await thenable("await"); await Promise.resolve(thenable("resolve")); await (async () => thenable("async"))(); await new Promise((resolve) => resolve(thenable("new"))); }); return [seen, storage.getStore()]; },
  "addAbortListener": () => { const controller = new AbortController(); const seen = []; controller.signal.addEventListener("abort", (event) => event.stopImmediatePropagation()); controller.signal.addEventListener("abort", () => seen.push("stopped")); addAbortListener(controller.signal, () => seen.push("told")); addAbortListener(controller.signal, () => seen.push("no more"))[Symbol.dispose](); controller.abort(); addAbortListener(controller.signal, () => seen.push("late")); return new Promise((resolve) => setImmediate(() => resolve(seen))); },
  "stack traces": () => { const thrown = new Error("text"); const odd = Object.assign(new Error("a"), { name: "N" }); return [thrown.stack.split("\n")[0], thrown.stack.split("\n")[1].includes(`(${import.meta.url}:`), odd.stack.split("\n")[0], new TypeError().stack.split("\n")[0], typeof Error.prepareStackTrace]; },
  "folders": () => folder(async (made) => { const names = []; for await (const entry of await fsPromises.opendir(made)) names.push([entry.name, entry.isDirectory()]); const dir = fs.opendirSync(made); const count = [dir.readSync(), dir.readSync(), dir.readSync()].filter((entry) => entry !== null).length; dir.closeSync(); return [names.sort(), count, dir.path === made, await all(() => dir.readSync(), () => dir.closeSync()), await all(() => fs.opendirSync(path.join(made, "no"))).then(([text]) => text.split(",")[0])]; }),
  "globs": () => folder(async (cwd) => { const found = []; for await (const name of fsPromises.glob("**/*.js", { cwd })) found.push(name); return [found.sort(), fs.globSync(["a/*", "*.js"], { cwd }).sort(), fs.globSync("**/*.txt", { cwd, exclude: (name) => name === "b" }), fs.globSync("none*", { cwd }), await all(() => fs.globSync(5))]; }),
  "several buffers": () => folder((made) => { const file = path.join(made, "v"); const fd = fs.openSync(file, "w+"); const written = fs.writevSync(fd, [Buffer.from("ab"), Buffer.from("cde")]); const [one, two] = [Buffer.alloc(3), Buffer.alloc(9)]; const read = fs.readvSync(fd, [one, two], 0); fs.closeSync(fd); return [written, read, one.toString(), two.subarray(0, 2).toString()]; }),
  "system errors": () => all(() => util.getSystemErrorName(-2), () => util.getSystemErrorMessage(-2), () => util.getSystemErrorMap().get(-13), () => util.getSystemErrorName(5), () => util.getSystemErrorMessage("x"), () => util.getSystemErrorName(-99999)),
  "util.inspect (what values hide)": () => { const entries = new Map([[1, 2]]).entries(); return [new Uint8Array(2), Object(1n), entries, Promise.resolve(4), Promise.resolve("a\"b"), new Promise(() => {}), new Set([1]).values(), new Set([1]).entries(), new Map().keys(), new Float64Array(0), new (class Mine extends Uint8Array {})(1), Object.create(null), Object.create({}), new WeakMap(), [1, , 3], function f() {}, class A extends Set {}, Symbol("x"), -0, new URL("http://a/b"), Buffer.from("ab"), new AbortController().signal].map((value) => util.inspect(value)).concat([[...entries].length]); },
  "util.inspect (options)": () => [util.inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }), util.inspect("a'b"), util.inspect([..."abc"], { compact: false }), util.inspect({ b: 1, a: 2 }, { sorted: true }), util.inspect({ get a() { return 1; } }, { getters: true }), util.inspect("x".repeat(50), { maxStringLength: 5 }), util.inspect(new Map([[{ a: 1 }, "b"]]), { colors: true }), util.inspect(1234567.891, { numericSeparator: true }), util.format("%s %d %i %j %o %O %c%%", 1n, "2", 3.5, { a: 1 }, [1], { b: 2 }, "css", "y"), util.format("%s", { toString: () => "own" })],
  "util (Node's own functions)": () => all(() => util.parseArgs({ args: ["-f", "--bar", "b", "--no-color", "rest"], options: { f: { type: "boolean", short: "f" }, bar: { type: "string" }, color: { type: "boolean", default: true } }, allowPositionals: true, allowNegative: true }), () => util.parseArgs({ args: ["--x"] }), () => util.parseArgs({ options: { a: { type: "no" } } }), () => util.styleText("no", "x"), () => util.styleText(["red", "bold"], "x", { validateStream: false }), () => util.diff("ab", "ac"), () => util.promisify(5), () => util.callbackify(async () => 1).name, () => util.inherits({}, {}), () => new util.MIMEType("text/html; charset=utf-8").essence, () => new util.MIMEType("no"), () => util.deprecate(() => 5, "m", "C")(), () => util.stripVTControlCharacters("\u001b[31mx\u001b[0m"), () => util.toUSVString("\ud800"), () => util.getCallSites(1).length, () => util.aborted({}, {}), () => util.types.isPromise(Promise.resolve())),
  "streams (Node's own)": async () => { const written = []; const sink = () => new Writable({ objectMode: true, write(chunk, encoding, done) { written.push(`${chunk}`); done(); } }); const [left, right] = stream.duplexPair(); left.end("pair"); return all(() => Readable.from([1, 2]).compose(async function* (source) { for await (const each of source) yield String(each * 2); }).toArray(), () => right.setEncoding("utf8").toArray(), () => pipeline(Readable.from(["a", "b"]), async function* (source) { for await (const each of source) yield each.toUpperCase(); }, sink()).then(() => written), () => Readable.from([1, 2, 3]).filter((each) => each > 1).map((each) => each * 2).reduce((sum, each) => sum + each, 0), () => Readable.from([1, 2, 3]).drop(1).take(1).toArray(), () => Readable.fromWeb(new ReadableStream({ start(controller) { controller.enqueue("x"); controller.close(); } })).toArray().then(String), async () => { const seen = []; for await (const each of Readable.toWeb(Readable.from(["a"]))) seen.push(each); return seen; }, () => { const through = Duplex.from(async function* (source) { for await (const each of source) yield `${each}!`; }); through.end("hi"); return through.toArray().then(String); }, () => new Readable({ highWaterMark: -1 }), () => new Readable().on("error", () => 1).read() === null, () => new Writable().write(null), () => new Writable().write(5), () => stream.pipeline(), () => stream.finished(5), () => Readable.from(5), () => typeof Writable.prototype[Symbol.asyncDispose], () => stream.setDefaultHighWaterMark(false, -1), () => Readable.from([1]).map(5), () => finished(Object.assign(new Readable({ read() {} }), {}).destroy(new Error("gone")))); },
};

/** A task: the names of all calls. */
export const names = () => Object.keys(calls);

/** A task: what a call gives, as text. */
export const run = async (name) => {
  try {
    const value = await calls[name]();
    const settled = Array.isArray(value) ? await Promise.all(value) : value;
    return util.inspect(settled, { depth: 9, breakLength: Infinity, maxArrayLength: 200, maxStringLength: 3000 });
  } catch (error) {
    return `! ${error?.stack ?? error}`;
  }
};
