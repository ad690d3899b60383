// Objects, promises, streams, paths and arguments.
import { createRequire } from "node:module";
import { Buffer } from "node:buffer";

const require = createRequire(import.meta.url);

export const programs = {
  // Objects, promises, events, streams
  dequal: async () => {
    const { dequal } = await import("dequal");
    return [dequal({ a: [1, new Map([["k", new Set([1])]])] }, { a: [1, new Map([["k", new Set([1])]])] }), dequal(new Date(1), new Date(2)), dequal(NaN, NaN), dequal(new Uint8Array([1]), new Uint8Array([2]))];
  },
  "copy-anything": async () => {
    const { copy } = await import("copy-anything");
    const source = { a: { b: [1, { c: 2 }] }, d: new Date(0) };
    const made = copy(source);
    made.a.b[1].c = 9;
    return [source.a.b[1].c, made.a.b[1].c, made.d === source.d];
  },
  "lodash.merge": () => require("lodash.merge")({ a: [{ b: 2 }, { d: 4 }] }, { a: [{ c: 3 }, { e: 5 }], f: new Date(0) }),
  extend: () => require("extend")(true, { a: { b: 1 } }, { a: { c: [2] } }, JSON.parse('{"__proto__": {"x": 1}}')),
  "kind-of": () => [undefined, null, 1, "", /x/, [], new Map(), function* () {}, new Int8Array(1), Promise.resolve(), Buffer.from(""), Symbol.iterator, new Error("e")].map((value) => require("kind-of")(value)),
  "object-inspect": () => {
    const inspect = require("object-inspect");
    const cyclic = { a: [1, "two", /three/g, new Map([[{ k: 1 }, new Set(["x"])]]), Symbol("s"), 5n], f: function named() {} };
    cyclic.self = cyclic;
    return [inspect(cyclic), inspect("it's", { quoteStyle: "double" }), inspect({ a: { b: { c: 1 } } }, { depth: 1 }), inspect([1, 2], { indent: 2 })];
  },
  "is-plain-object": async () => {
    const { isPlainObject } = await import("is-plain-object");
    return [isPlainObject({}), isPlainObject(Object.create(null)), isPlainObject(new (class A {})()), isPlainObject([])];
  },
  "which-typed-array": () => [new Float32Array(1), new BigInt64Array(1), [], Buffer.from("a")].map((value) => require("which-typed-array")(value)),
  "which-collection": () => [new Map(), new Set(), new WeakMap(), new WeakSet(), {}].map((value) => require("which-collection")(value)),
  "which-boxed-primitive": () => [Object(1), Object("s"), Object(true), Object(1n), Object(Symbol.iterator), 1, {}].map((value) => require("which-boxed-primitive")(value)),
  "es-get-iterator": () => {
    const iterate = require("es-get-iterator");
    const list = (iterator) => { const all = []; for (let next = iterator.next(); !next.done; next = iterator.next()) all.push(next.value); return all; };
    return [list(iterate("a\u{1f600}")), list(iterate(new Map([[1, 2]]))), iterate(5) === undefined];
  },
  "side-channel": () => {
    const channel = require("side-channel")();
    const key = {};
    channel.set(key, 42);
    channel.set("s", 1);
    return [channel.get(key), channel.has("s"), channel.has({}), channel.delete("s")];
  },
  "get-intrinsic": () => {
    const intrinsic = require("get-intrinsic");
    return [intrinsic("%Array.prototype.push%") === Array.prototype.push, typeof intrinsic("%AsyncGeneratorFunction%"), intrinsic("%TypedArray%").name];
  },
  "call-bind": () => require("call-bind")(Array.prototype.join, [1, 2, 3])("-"),
  "regexp.prototype.flags": () => [/a/dgimsuy, /a/v, /b/].map((regex) => require("regexp.prototype.flags")(regex)),
  toposort: () => {
    const toposort = require("toposort");
    let wrong;
    try { toposort([["a", "b"], ["b", "a"]]); } catch (error) { wrong = error.message; }
    return [toposort([["put on your shoes", "tie your shoes"], ["put on your jacket", "be happy"]]), toposort.array(["d", "c", "a", "b"], [["a", "b"], ["b", "c"]]), wrong];
  },
  "@hapi/topo": () => {
    const { Sorter } = require("@hapi/topo");
    const sorter = new Sorter();
    sorter.add("b", { after: "x", group: "y" });
    sorter.add("a", { group: "x" });
    sorter.add("c", { before: "x" });
    return sorter.nodes;
  },
  "@hapi/hoek": () => {
    const hoek = require("@hapi/hoek");
    return [hoek.merge({ a: { b: 1 } }, { a: { c: [1] } }), hoek.deepEqual({ a: new Set([1]) }, { a: new Set([1]) }), hoek.reach({ a: { b: [1, 2] } }, "a.b.-1"), hoek.escapeHtml("<a&b>"), hoek.clone(new Map([[1, { a: 1 }]]))];
  },
  "@hapi/address": () => {
    const { isEmailValid, isDomainValid, ipRegex } = require("@hapi/address");
    return [isEmailValid("a@example.com"), isEmailValid("a@b"), isDomainValid("x..y"), ipRegex({ version: "ipv6" }).regex.test("::1")];
  },
  "property-expr": () => {
    const { getter, setter, normalizePath, join } = require("property-expr");
    const value = { a: [{ "b c": 1 }] };
    setter("a[0]['b c']")(value, 5);
    return [getter("a[0]['b c']")(value), normalizePath("a[0].b"), join(["a", "0", "b-c"]), getter("x.y", true)({})];
  },
  "jws": () => {
    const jws = require("jws");
    const token = jws.sign({ header: { alg: "HS256" }, payload: "hi", secret: "s" });
    return [token, jws.verify(token, "HS256", "s"), jws.verify(token, "HS256", "t"), jws.decode(token)];
  },
  "@ungap/structured-clone": async () => {
    const { default: clone, serialize } = await import("@ungap/structured-clone");
    const value = { a: new Map([[1, new Set([2n])]]), d: new Date(0), r: /x/g, u: undefined };
    value.me = value;
    const made = clone(value);
    return [made.me === made, [...made.a.get(1)], made.r.flags, serialize({ a: [1] })];
  },
  seroval: async () => {
    const { serialize, deserialize, toJSON, fromJSON } = await import("seroval");
    const value = { a: new Map([["k", [1n, undefined, -0]]]), e: new RangeError("bad"), t: new Uint8Array([1, 2]), d: new Date(0) };
    value.self = value;
    const back = fromJSON(toJSON(value));
    return [serialize({ a: [1, "x</script>"], b: Infinity }), back.self === back, back.e.message, back.t, deserialize(serialize(new Set([1])))];
  },
  promise: async () => {
    const Own = require("promise");
    const read = Own.denodeify((name, done) => setTimeout(() => done(null, `${name}!`), 1));
    return [await read("a"), await Own.all([1, Own.resolve(2)]), await Own.race([new Own((r) => setTimeout(r, 50, "slow")), "fast"]), await Own.reject(new Error("no")).catch((e) => e.message)];
  },
  lie: async () => {
    const Lie = require("lie");
    return [await Lie.all([Lie.resolve(1), new Lie((resolve) => resolve(2))]), await Lie.reject(3).finally(() => {}).catch((reason) => reason)];
  },
  asap: async () => {
    const asap = require("asap");
    const order = [];
    await new Promise((resolve) => { asap(() => order.push("asap")); setTimeout(() => { order.push("timer"); resolve(); }, 5); order.push("now"); });
    return order;
  },
  "neo-async": async () => {
    const async = require("neo-async");
    return new Promise((resolve) => async.mapLimit([3, 1, 2], 2, (n, done) => setTimeout(() => done(null, n * n), n), (error, list) => resolve([error ?? null, list])));
  },
  "p-locate": async () => {
    const { default: locate } = await import("p-locate");
    return locate([1, 5, 8].map(async (n) => n), (n) => n > 4);
  },
  "yocto-queue": async () => {
    const { default: Queue } = await import("yocto-queue");
    const queue = new Queue();
    queue.enqueue("a");
    queue.enqueue("b");
    return [queue.dequeue(), queue.size, [...queue]];
  },
  yallist: async () => {
    const module = await import("yallist");
    const Yallist = module.Yallist ?? module.default;
    const list = new Yallist([1, 2, 3]);
    list.unshift(0);
    return [list.toArray(), list.reverse().map((n) => n * 2).toArray(), list.length];
  },
  internmap: async () => {
    const { InternMap, InternSet } = await import("internmap");
    const map = new InternMap([[new Date(0), "a"]]);
    return [map.get(new Date(0)), new InternSet([[1], [1]], JSON.stringify).size];
  },
  events: () => {
    const EventEmitter = require("events/");
    const emitter = new EventEmitter();
    const seen = [];
    emitter.prependOnceListener("a", (x) => seen.push(["once", x]));
    emitter.on("a", (x) => seen.push(["on", x]));
    emitter.emit("a", 1);
    emitter.emit("a", 2);
    let wrong;
    try { emitter.emit("error", new Error("bad")); } catch (error) { wrong = error.message; }
    return [seen, emitter.listenerCount("a"), wrong];
  },
  "event-target-shim": () => {
    const { EventTarget: Shim, defineEventAttribute } = require("event-target-shim");
    class Foo extends Shim {}
    defineEventAttribute(Foo.prototype, "ping");
    const foo = new Foo();
    const seen = [];
    foo.onping = (event) => seen.push(event.type);
    foo.addEventListener("ping", { handleEvent: () => seen.push("object") }, { once: true });
    foo.dispatchEvent({ type: "ping" });
    foo.dispatchEvent({ type: "ping" });
    return seen;
  },
  split2: async () => {
    const split = require("split2");
    const { Readable } = require("node:stream");
    const lines = [];
    for await (const line of Readable.from(["a\nb", "c\n", "d"]).pipe(split())) lines.push(line);
    return lines;
  },
  inherits: () => {
    const inherits = require("inherits");
    function A() {}
    A.prototype.hi = () => "hi";
    function B() {}
    inherits(B, A);
    return [new B().hi(), B.super_ === A, new B() instanceof A];
  },
  errno: () => [require("errno").code.ENOENT.errno, require("errno").errno[13].description],
  tslib: () => {
    const { __awaiter, __generator, __rest, __spreadArray, __decorate } = require("tslib");
    class A { m() { return 1; } }
    __decorate([(target, key, descriptor) => ({ ...descriptor, value: () => 2 })], A.prototype, "m", null);
    return [__rest({ a: 1, b: 2, c: 3 }, ["a"]), __spreadArray([1], [2, 3], true), new A().m(), typeof __awaiter, typeof __generator];
  },
  debug: () => {
    const debug = require("debug");
    debug.enable("a:*,-a:c");
    return [debug.enabled("a:b"), debug.enabled("a:c"), debug.disable(), debug("x").namespace];
  },
  // Paths, arguments, files
  "path-parse": () => [require("path-parse")("/home/user/dir/file.txt"), require("path-parse").win32("C:\\path\\dir\\index.html")],
  picomatch: () => {
    const pm = require("picomatch");
    const match = pm("**/!(*.test).{js,ts}");
    return [match("a/b.js"), match("a/b.test.js"), pm.isMatch("a/.b", "a/*"), String(pm.makeRe("a/[b-d]?/*.md")), pm.scan("!./foo/*.js").base];
  },
  "is-glob": () => ["a/*", "a/b", "!a", "a\\*", "{a,b}"].map((glob) => require("is-glob")(glob)),
  "fast-uri": () => {
    const uri = require("fast-uri");
    return [uri.parse("uri://user:pass@example.com:123/one/two.three?q1=a1#body"), uri.resolve("uri://a/b/c/d?q", "../../g"), uri.normalize("HTTP://ABC.com:80/%7Esmith/home.html"), uri.equal("http://example.com/%7ea", "http://EXAMPLE.com/~a")];
  },
  mdurl: async () => {
    const { parse, encode, decode, format } = await import("mdurl");
    return [encode("a b\u00e9%20"), decode("a%20b%zz%C3%A9"), format(parse("http://u@h:8/p?q#f"))];
  },
  "yargs-parser": async () => {
    const { default: parse } = await import("yargs-parser");
    return parse("--foo=99 --no-bar -xyz 3 --list a --list b --deep.key v -- rest".split(" "), { array: ["list"], number: ["foo"] });
  },
  argparse: () => {
    const { ArgumentParser } = require("argparse");
    const parser = new ArgumentParser({ prog: "p", description: "d" });
    parser.addArgument(["-n", "--number"], { type: "int", defaultValue: 3, help: "how many" });
    parser.addArgument("files", { nargs: "*" });
    return [parser.parseArgs(["-n", "5", "a", "b"]), parser.formatHelp()];
  },
  cliui: async () => {
    const module = await import("cliui");
    const ui = (module.default ?? module.cliui)({ width: 40 });
    ui.div({ text: "Usage: x", padding: [0, 0, 1, 2] });
    ui.div({ text: "-f, --file", width: 15 }, { text: "the file to load, which is long", align: "right" });
    return ui.toString();
  },
  y18n: async () => {
    const { default: y18n } = await import("y18n");
    const { __, __n } = y18n({ updateFiles: false, directory: "./none" });
    return [__("hello %s", "you"), __n("%d cat", "%d cats", 3)];
  },
  resolve: () => [require("resolve").isCore("fs"), require("resolve").sync("entities", { basedir: process.cwd() }).endsWith(".js")],
  picocolors: () => require("picocolors").createColors(true).bold(require("picocolors").createColors(true).red("x")),
  "json-schema-traverse": () => {
    const seen = [];
    require("json-schema-traverse")({ properties: { a: { items: [{ type: "string" }] }, "b/c": {} }, anyOf: [{ not: {} }] }, { allKeys: true, cb: (schema, pointer) => seen.push(pointer) });
    return seen;
  },
  "@formatjs/icu-messageformat-parser": async () => {
    const { parse } = await import("@formatjs/icu-messageformat-parser");
    return parse("{n, plural, =0 {none} one {# item} other {# items}} for <b>{who}</b> {when, date, ::yMMMd}", { captureLocation: false });
  },
  "section-matter": () => require("section-matter")("---\ntitle: x\n---\ntext\n---one\na: b\n---\ncontent one"),
  dijkstrajs: () => require("dijkstrajs").find_path({ a: { b: 10, d: 1 }, b: { a: 1, c: 1, e: 1 }, c: { b: 1, f: 1 }, d: { a: 1, e: 1 }, e: { b: 1, d: 1, f: 1 }, f: { c: 1, e: 1 } }, "a", "f"),
  "quick-format-unescaped": () => require("quick-format-unescaped")("%s is %d and %j %o %%", ["x", 3.5, { a: 1 }, [1]], {}),
};
