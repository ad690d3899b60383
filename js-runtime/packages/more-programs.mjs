// A second set, kept apart from the first so that each stays readable. Same rules as in programs.mjs.
import { createRequire } from "node:module";
import { Buffer } from "node:buffer";
import { tasks } from "./tasks.mjs";

const require = createRequire(import.meta.url);
const hex = (bytes) => Buffer.from(bytes).toString("hex");

export const programs = {
  // Validation and types
  superstruct: async () => {
    const { object, string, number, optional, validate, coerce } = await import("superstruct");
    const User = object({ name: string(), age: coerce(number(), string(), (text) => Number(text)), mail: optional(string()) });
    const [error, value] = validate({ name: "x", age: "4" }, User, { coerce: true });
    return [error ?? null, value, validate({ name: 1 }, User)[0].message];
  },
  "io-ts": async () => {
    const t = require("io-ts");
    const { PathReporter } = require("io-ts/PathReporter");
    const User = t.type({ name: t.string, age: t.union([t.number, t.undefined]) });
    return [User.decode({ name: "a" })._tag, PathReporter.report(User.decode({ name: 3, age: "x" }))];
  },
  "fp-ts": () => {
    const { pipe } = require("fp-ts/function");
    const O = require("fp-ts/Option");
    const A = require("fp-ts/Array");
    return pipe([1, 2, 3], A.map((n) => n * 2), A.findFirst((n) => n > 3), O.map((n) => `found ${n}`), O.getOrElse(() => "none"));
  },
  effect: async () => {
    const { Effect, Schema, pipe } = await import("effect");
    const work = Effect.gen(function* () {
      const a = yield* Effect.succeed(2);
      const b = yield* Effect.promise(async () => 3);
      return a * b;
    });
    const Person = Schema.Struct({ name: Schema.String, age: Schema.NumberFromString });
    return [await Effect.runPromise(work), Schema.decodeUnknownSync(Person)({ name: "x", age: "7" }),
      await Effect.runPromise(pipe(Effect.fail("bad"), (Effect.catchAll ?? Effect.catch)((e) => Effect.succeed(`caught ${e}`))))];
  },
  arktype: async () => {
    const { type } = await import("arktype");
    const user = type({ name: "string > 2", age: "number.integer >= 0", "tags?": "string[]" });
    return [user({ name: "abc", age: 3 }), String(user({ name: "a", age: -1 }))];
  },
  "@sinclair/typebox": async () => {
    const { Type } = await import("@sinclair/typebox");
    const { TypeCompiler } = await import("@sinclair/typebox/compiler");
    const check = TypeCompiler.Compile(Type.Object({ x: Type.Number({ minimum: 1 }), y: Type.Optional(Type.String()) }));
    return [check.Check({ x: 2 }), check.Check({ x: 0 }), [...check.Errors({ x: 0 })].map((e) => e.message)];
  },
  // State and streams
  mobx: async () => {
    const { observable, autorun, computed, action, configure } = await import("mobx");
    configure({ enforceActions: "never" });
    const state = observable({ items: [1, 2] });
    const total = computed(() => state.items.reduce((a, b) => a + b, 0));
    const seen = [];
    autorun(() => seen.push(total.get()));
    action(() => state.items.push(3))();
    return seen;
  },
  xstate: async () => {
    const { createMachine, createActor, assign } = await import("xstate");
    const machine = createMachine({ id: "m", initial: "off", context: { n: 0 }, states: {
      off: { on: { TOGGLE: { target: "on", actions: assign({ n: ({ context }) => context.n + 1 }) } } }, on: { on: { TOGGLE: "off" } } } });
    const actor = createActor(machine).start();
    actor.send({ type: "TOGGLE" });
    return [actor.getSnapshot().value, actor.getSnapshot().context];
  },
  redux: async () => {
    const { createStore, combineReducers } = await import("redux");
    const store = createStore(combineReducers({ n: (state = 0, action) => (action.type === "add" ? state + action.by : state) }));
    store.dispatch({ type: "add", by: 4 });
    return store.getState();
  },
  // Templates
  pug: () => require("pug").render("ul\n  each item in items\n    li(class=item.c)= item.t\n", { items: [{ c: "a", t: "<x>" }, { c: "b", t: "y" }] }),
  liquidjs: async () => {
    const { Liquid } = require("liquidjs");
    return new Liquid().parseAndRender("{% for i in list %}{{ i | upcase }}-{{ forloop.index }} {% endfor %}{{ 'now' | size }}", { list: ["a", "b"] });
  },
  eta: async () => {
    const { Eta } = await import("eta");
    return new Eta().renderString("<% it.list.forEach((x) => { %><i><%= x %></i><% }) %>", { list: ["<a>", "b"] });
  },
  // Documents and markup
  "remark-html": async () => {
    const { remark } = await import("remark");
    const { default: html } = await import("remark-html");
    const { default: gfm } = await import("remark-gfm");
    return String(await remark().use(gfm).use(html).process("# Title\n\n| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\n- [x] done <script>1</script>"));
  },
  "highlight.js": () => require("highlight.js").highlight("const a: number = `x${1}`; // c", { language: "typescript" }).value,
  prismjs: () => {
    const Prism = require("prismjs");
    return Prism.highlight("let a = /re/g.test('x') && <b>1</b>;", Prism.languages.javascript, "javascript");
  },
  katex: () => require("katex").renderToString("\\frac{a^2}{\\sqrt{b}} \\le \\sum_{i=0}^n i"),
  parse5: async () => {
    const { parse, serialize } = await import("parse5");
    return serialize(parse("<table><tr><td>1<p>x</table><svg><foreignObject><b></svg>"));
  },
  xml2js: async () => require("xml2js").parseStringPromise("<a x='1'><b>t</b><b><![CDATA[<c>]]></b></a>"),
  "gray-matter": () => require("gray-matter")("---\ntitle: x\ntags: [a, b]\n---\nbody").data,
  he: () => [require("he").encode("foo © bar ≠ baz 𝌆"), require("he").decode("&lt;&amp;&#x1D306;&notin;")],
  // Data formats
  json5: () => [require("json5").parse("{a: 1, 'b': [+2, .5,], /* c */ c: 'x\\\ny', d: Infinity}"), require("json5").stringify({ a: [1, "x"] })],
  toml: () => require("toml").parse("a = 1979-05-27T07:32:00Z\n[t]\nx = [1, 2]\ny = \"é\""),
  "jsonpath-plus": async () => {
    const { JSONPath } = await import("jsonpath-plus");
    return JSONPath({ path: "$..book[?(@.price < 10)].title", json: { store: { book: [{ title: "A", price: 8 }, { title: "B", price: 12 }] } } });
  },
  jmespath: () => require("jmespath").search({ people: [{ n: "a", age: 30 }, { n: "b", age: 20 }] }, "sort_by(people, &age)[].{name: n}"),
  msgpackr: async () => {
    const { pack, unpack } = await import("msgpackr");
    const bytes = pack({ a: [1, -5, 1.5, "é"], b: new Date(5), c: new Map([[1, 2]]), d: new Uint8Array([1, 2]) });
    return [hex(bytes), unpack(bytes)];
  },
  "cbor-x": async () => {
    const { encode, decode } = await import("cbor-x");
    const bytes = encode({ a: [1, -5n, 1.5, "é"], s: new Set([1, "x"]) });
    return [hex(bytes), [...decode(bytes).s], decode(bytes).a.map(String)];
  },
  "@msgpack/msgpack": async () => {
    const { encode, decode } = await import("@msgpack/msgpack");
    return [hex(encode({ a: [1, 70000, -3, 2.5], b: "x".repeat(40) })), decode(encode([new Date(1000), null]))];
  },
  protobufjs: () => {
    const protobuf = require("protobufjs");
    const Message = protobuf.parse('syntax = "proto3"; message M { string a = 1; repeated int32 b = 2; map<string, double> c = 3; int64 d = 4; }').root.lookupType("M");
    const bytes = Message.encode(Message.create({ a: "é", b: [1, -1], c: { x: 0.5 }, d: 12345 })).finish();
    return [hex(bytes), Message.toObject(Message.decode(bytes), { longs: String })];
  },
  avsc: () => {
    const avro = require("avsc");
    const type = avro.Type.forSchema({ type: "record", name: "R", fields: [{ name: "a", type: ["null", "string"] }, { name: "b", type: { type: "array", items: "long" } }] });
    return [hex(type.toBuffer({ a: "x", b: [1, 300] })), type.fromBuffer(type.toBuffer({ a: null, b: [] })), type.isValid({ a: 3 })];
  },
  bson: async () => {
    const { serialize, deserialize, ObjectId, Long } = await import("bson");
    return [hex(serialize({ id: new ObjectId("0123456789abcdef01234567"), n: Long.fromNumber(5), d: new Date(7) })), deserialize(serialize({ a: [1, "x", null] }))];
  },
  "@bufbuild/protobuf": async () => {
    const { create, toBinary, fromJson, toJson } = await import("@bufbuild/protobuf");
    const { TimestampSchema, StructSchema } = await import("@bufbuild/protobuf/wkt");
    return [hex(toBinary(TimestampSchema, create(TimestampSchema, { seconds: 5n, nanos: 3 }))), toJson(StructSchema, fromJson(StructSchema, { a: [1, "x", { b: null }] }))];
  },
  // Numbers
  "big-integer": () => require("big-integer")("123456789012345678901234567890").pow(3).mod(97).toString(),
  "bn.js": () => new (require("bn.js"))("dead", 16).pow(new (require("bn.js"))(20)).umod(new (require("bn.js"))("ffffffffffffffc5", 16)).toString(16),
  "fraction.js": async () => {
    const { default: Fraction } = await import("fraction.js");
    return [new Fraction("1.(3)").toFraction(), new Fraction(1, 3).add("1/6").toString()];
  },
  "simple-statistics": async () => {
    const s = await import("simple-statistics");
    return [s.mean([1, 2, 4]), s.standardDeviation([1, 2, 4]), s.linearRegression([[0, 1], [1, 3], [2, 5]]), s.quantile([3, 1, 2, 5], 0.5)];
  },
  "ml-matrix": async () => {
    const { Matrix, inverse, EigenvalueDecomposition } = await import("ml-matrix");
    const m = new Matrix([[2, 1], [1, 3]]);
    return [inverse(m).to2DArray(), new EigenvalueDecomposition(m).realEigenvalues, m.mmul(m).to2DArray()];
  },
  seedrandom: () => [require("seedrandom")("hello")(), require("seedrandom").alea("x")()],
  three: async () => {
    const { Vector3, Matrix4, Quaternion, Euler, Box3 } = await import("three");
    const v = new Vector3(1, 2, 3).applyMatrix4(new Matrix4().makeRotationFromEuler(new Euler(0.1, 0.2, 0.3)));
    return [v.toArray(), new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), 1).toArray(), new Box3().setFromPoints([v]).isEmpty()];
  },
  "@turf/turf": async () => {
    const turf = await import("@turf/turf");
    const polygon = turf.polygon([[[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]]);
    return [turf.area(polygon), turf.booleanPointInPolygon(turf.point([1, 1]), polygon), turf.distance([0, 0], [1, 1])];
  },
  "d3-array": async () => {
    const { extent, bin, group, rollup, ticks, median } = await import("d3-array");
    return [extent([3, 1, 2]), bin()([1, 2, 2, 5]).map((b) => b.length), [...group(["ab", "ac", "b"], (s) => s[0])], ticks(0, 10, 5), median([1, 9, 4])];
  },
  "d3-scale": async () => {
    const { scaleLinear, scaleTime, scaleOrdinal, scaleLog } = await import("d3-scale");
    return [scaleLinear([0, 10], ["red", "blue"])(5), scaleLog([1, 1000], [0, 3])(100), scaleOrdinal(["a", "b"], [1, 2])("b"), scaleTime([new Date(0), new Date(864e5)], [0, 1]).ticks(4).length, scaleLinear([0, 1], [0, 1]).tickFormat(5, "%")(0.25)];
  },
  // Colours, images
  "chroma-js": async () => {
    const { default: chroma } = await import("chroma-js");
    return [chroma("hotpink").darken().hex(), chroma.scale(["yellow", "008ae5"]).mode("lch").colors(4), chroma.contrast("pink", "black")];
  },
  tinycolor2: () => [require("tinycolor2")("hsl(0, 100%, 50%)").toHexString(), require("tinycolor2")("red").lighten(10).toRgbString()],
  color: async () => {
    const { default: Color } = await import("color");
    return [Color("#7743CE").alpha(0.5).lighten(0.5).string(), Color.rgb(255, 0, 10).hsl().round().array()];
  },
  pngjs: () => {
    const { PNG } = require("pngjs");
    const png = new PNG({ width: 3, height: 2 });
    png.data.fill(200);
    const back = PNG.sync.read(PNG.sync.write(png));
    return [back.width, back.height, hex(back.data)];
  },
  "jpeg-js": () => {
    const jpeg = require("jpeg-js");
    const encoded = jpeg.encode({ width: 4, height: 4, data: Buffer.alloc(64, 120) }, 80);
    return [encoded.data.length, hex(jpeg.decode(encoded.data, { useTArray: true }).data)];
  },
  qrcode: async () => [await require("qrcode").toString("hello world", { type: "utf8" }), (await require("qrcode").toString("x", { type: "svg" })).length],
  // Parsers and compilers
  "@babel/parser": () => {
    const { parse } = require("@babel/parser");
    return parse("const a: number = b?.c ?? ((x) => x) as any;", { sourceType: "module", plugins: ["typescript"] }).program.body[0].declarations[0].init.type;
  },
  "@babel/core": () => {
    const babel = require("@babel/core");
    const swap = { visitor: { Identifier(path) { if (path.node.name === "foo") path.node.name = "bar"; } } };
    return babel.transformSync("const foo = () => { return foo?.x ** 2 };", { plugins: [swap], configFile: false, babelrc: false, compact: true }).code;
  },
  typescript: () => {
    const ts = require("typescript");
    return ts.transpileModule("enum E { A, B } class C { constructor(private x: number) {} @d m() {} } export const y = <T,>(a: T) => a satisfies T;", { compilerOptions: { target: "ES2017", module: "CommonJS", experimentalDecorators: true } }).outputText;
  },
  prettier: async () => {
    const prettier = await import("prettier/standalone");
    const [babel, estree, css] = await Promise.all([import("prettier/plugins/babel"), import("prettier/plugins/estree"), import("prettier/plugins/postcss")]);
    return [await prettier.format("const a={b:1,c:[1,2,3]};if(a)b()", { parser: "babel", plugins: [babel.default ?? babel, estree.default ?? estree] }), await prettier.format("a{b:c;d:e}", { parser: "css", plugins: [css.default ?? css] })];
  },
  terser: async () => (await require("terser").minify("function add(first, second) { const sum = first + second; if (false) { dead(); } return sum; } console.log(add(1, 2));", { mangle: true, toplevel: true })).code,
  postcss: async () => {
    const postcss = require("postcss");
    const plugin = { postcssPlugin: "x", Declaration(d) { if (d.prop === "color" && d.value !== "blue") d.value = "blue"; } };
    return (await postcss([plugin]).process("a{color:red;&:hover{b:c}}", { from: undefined })).css;
  },
  sass: async () => (await import("sass")).compileString("$c: #336699; .a { .b & { color: lighten($c, 10%); width: math.div(10px, 4); } @each $i in 1, 2 { .m-#{$i} { margin: $i * 2px; } } }".replace("$c", '@use "sass:math"; $c')).css,
  less: async () => (await require("less").render("@c: #123456; .m(@x) { width: @x * 2 } .a { .m(3px); color: darken(@c, 5%); &:hover { b: c } }")).css,
  graphql: async () => {
    const { graphql, buildSchema, parse, print } = require("graphql");
    const schema = buildSchema("type Query { hello(name: String!): String, list: [Int!] }");
    return [await graphql({ schema, source: '{ hello(name: "x") list }', rootValue: { hello: ({ name }) => `hi ${name}`, list: [1, 2] } }), (await graphql({ schema, source: "{ nope }" })).errors[0].message, print(parse("{a(b:[1,{c:D}])}"))];
  },
  peggy: async () => {
    const { generate } = (await import("peggy")).default;
    return generate('s = h:n t:("+" @n)* { return t.reduce((a, b) => a + b, h); }\nn = d:[0-9]+ { return Number(d.join("")); }').parse("1+22+3");
  },
  chevrotain: async () => {
    const { createToken, Lexer } = await import("chevrotain");
    const N = createToken({ name: "N", pattern: /\d+/ });
    const W = createToken({ name: "W", pattern: /\s+/, group: Lexer.SKIPPED });
    return new Lexer([W, N]).tokenize("12 34 x").tokens.map((t) => [t.image, t.startOffset]);
  },
  "magic-string": async () => {
    const { default: MagicString } = await import("magic-string");
    const s = new MagicString("problems = 99").overwrite(0, 8, "answer").append(";");
    return [s.toString(), s.generateMap({ hires: true, source: "a.js" }).mappings];
  },
  svgo: async () => {
    const { optimize } = await import("svgo/browser").catch(() => import("svgo"));
    return optimize('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><!-- c --><g><rect x="0" y="0" width="10.000" height="10" fill="#ff0000"/></g></svg>').data;
  },
  // Collections and caches
  "lodash-es": async () => {
    const { groupBy, debounce, merge, chunk, template } = await import("lodash-es");
    return [groupBy([1.2, 1.8, 2.1], Math.floor), typeof debounce(() => {}), merge({ a: [1] }, { a: [2, 3], b: 1 }), chunk([1, 2, 3], 2), template("hi <%- x %>")({ x: "<" })];
  },
  underscore: async () => (await import("underscore")).default.chain([3, 1, 2]).sortBy().map((n) => n * 2).value(),
  "lru-cache": async () => {
    const { LRUCache } = await import("lru-cache");
    const cache = new LRUCache({ max: 2, ttl: 60_000 });
    cache.set("a", 1).set("b", 2).set("c", 3);
    return [cache.has("a"), [...cache.keys()], cache.size];
  },
  "quick-lru": async () => {
    const { default: QuickLRU } = await import("quick-lru");
    const lru = new QuickLRU({ maxSize: 2 });
    lru.set("a", 1).set("b", 2).set("c", 3);
    return [lru.get("c"), [...lru.keys()]];
  },
  mingo: async () => {
    const { Query, Aggregator } = await import("mingo");
    return [new Query({ a: { $gt: 1 } }).find([{ a: 1 }, { a: 2 }]).all(), new Aggregator([{ $group: { _id: "$k", n: { $sum: "$v" } } }, { $sort: { _id: 1 } }]).run([{ k: "x", v: 1 }, { k: "y", v: 2 }, { k: "x", v: 3 }])];
  },
  "object-hash": () => [require("object-hash")({ a: [1, { b: 2 }], c: new Date(5) }), require("object-hash")([new Set([1])], { algorithm: "md5" })],
  "fast-json-patch": async () => {
    const { default: patch } = await import("fast-json-patch");
    return [patch.compare({ a: 1, b: [1, 2] }, { a: 2, b: [1] }), patch.applyPatch({ a: 1 }, [{ op: "add", path: "/c", value: 3 }]).newDocument];
  },
  // Search and text
  minisearch: async () => {
    const { default: MiniSearch } = await import("minisearch");
    const index = new MiniSearch({ fields: ["t"], storeFields: ["t"] });
    index.addAll([{ id: 1, t: "zen and art" }, { id: 2, t: "art of war" }, { id: 3, t: "nothing" }]);
    return index.search("atr", { fuzzy: 0.4, prefix: true }).map((r) => [r.id, r.terms, r.score.toFixed(6)]);
  },
  lunr: () => {
    const lunr = require("lunr");
    const index = lunr(function () {
      this.ref("id");
      this.field("t");
      this.add({ id: "1", t: "green plants grow" });
      this.add({ id: "2", t: "the growing garden" });
    });
    return index.search("grow +plant*").map((r) => [r.ref, r.score]);
  },
  compromise: async () => {
    const { default: nlp } = await import("compromise");
    return nlp("she sells seashells by the seashore").verbs().toPastTense().all().text();
  },
  stemmer: async () => (await import("stemmer")).stemmer("considerations"),
  "franc-min": async () => (await import("franc-min")).franc("Alle menslike wesens word vry, met gelyke waardigheid en regte, gebore."),
  "fastest-levenshtein": () => [require("fastest-levenshtein").distance("kitten", "sitting"), require("fastest-levenshtein").closest("fast", ["slow", "faster"])],
  slugify: () => require("slugify")("Ünïcode & Straße 100%", { lower: true }),
  pluralize: () => ["person", "quizzes", "octopus"].map((w) => [require("pluralize")(w), require("pluralize").singular(w)]),
  "change-case": async () => {
    const c = await import("change-case");
    return [c.camelCase("foo-bar baz"), c.constantCase("fooBar"), c.kebabCase("FooBar2")];
  },
  "intl-messageformat": async () => {
    const { IntlMessageFormat } = await import("intl-messageformat");
    return new IntlMessageFormat("{n, plural, one {# item} other {# items}} for {who} at {p, number, percent}", "en").format({ n: 3, who: "x", p: 0.25 });
  },
  i18next: async () => {
    const { default: i18next } = await import("i18next");
    const t = await i18next.createInstance().init({ lng: "de", showSupportNotice: false, resources: { de: { translation: { key: "Hallo {{who}}", item_one: "ein", item_other: "{{count}}" } } } });
    return [t("key", { who: "W" }), t("item", { count: 1 }), t("item", { count: 5 })];
  },
  numeral: () => [require("numeral")(1234567.891).format("0,0.00"), require("numeral")(0.974).format("0.0%"), require("numeral")(1e9).format("0.0b")],
  "currency.js": () => [require("currency.js")("$1,234.56").add(0.1).format(), require("currency.js")(100).distribute(3).map(String)],
  // Time
  rrule: async () => {
    const { RRule } = (await import("rrule")).default ?? (await import("rrule"));
    return new RRule({ freq: RRule.WEEKLY, count: 3, byweekday: [RRule.MO, RRule.FR], dtstart: new Date(Date.UTC(2024, 0, 1)) }).all();
  },
  "cron-parser": async () => {
    const { CronExpressionParser } = require("cron-parser");
    const cron = CronExpressionParser.parse("*/15 8-9 * * 1-5", { currentDate: "2024-03-01T08:20:00Z", tz: "UTC" });
    return [cron.next().toISOString(), cron.next().toISOString(), cron.prev().toISOString()];
  },
  "humanize-duration": async () => [require("humanize-duration")(3661000), require("humanize-duration")(97320000, { language: "de", round: true })],
  "@js-temporal/polyfill": async () => {
    const { Temporal } = await import("@js-temporal/polyfill");
    return [Temporal.PlainDate.from("2024-01-31").add({ months: 1 }).toString(), Temporal.ZonedDateTime.from("2024-03-31T01:30[Europe/Berlin]").add({ hours: 1 }).toString(), Temporal.Duration.from("PT130M").round({ largestUnit: "hour" }).toString()];
  },
  // Cryptography and ids
  elliptic: () => {
    const { ec } = require("elliptic");
    const key = new ec("secp256k1").keyFromPrivate("1".repeat(64), "hex");
    return [key.getPublic("hex"), key.sign("ab".repeat(32), { canonical: true }).toDER("hex")];
  },
  "@noble/ciphers": async () => {
    const { chacha20poly1305 } = await import("@noble/ciphers/chacha.js");
    const { gcm } = await import("@noble/ciphers/aes.js");
    const key = new Uint8Array(32).fill(1);
    return [hex(chacha20poly1305(key, new Uint8Array(12)).encrypt(new Uint8Array([1, 2, 3]))), hex(gcm(key, new Uint8Array(12)).encrypt(new Uint8Array(4)))];
  },
  "node-forge": () => {
    const forge = require("node-forge");
    const md = forge.md.sha256.create();
    md.update("x");
    const cipher = forge.cipher.createCipher("AES-CBC", "k".repeat(16));
    cipher.start({ iv: "i".repeat(16) });
    cipher.update(forge.util.createBuffer("hello"));
    cipher.finish();
    return [md.digest().toHex(), cipher.output.toHex(), forge.pki.oids.sha1];
  },
  ulid: async () => {
    const { ulid, decodeTime } = await import("ulid");
    return [ulid(1469918176385, () => 0.5).length, decodeTime(ulid(1469918176385))];
  },
  hashids: async () => {
    const { default: Hashids } = await import("hashids");
    return [new Hashids("salt", 8).encode(1, 2, 3), new Hashids("salt", 8).decode(new Hashids("salt", 8).encode(45))];
  },
  ethers: async () => {
    const { keccak256, toUtf8Bytes, Wallet, parseEther, AbiCoder } = await import("ethers");
    return [keccak256(toUtf8Bytes("x")), new Wallet(`0x${"11".repeat(32)}`).address, parseEther("1.5"), AbiCoder.defaultAbiCoder().encode(["uint256", "string"], [5, "hi"])];
  },
  // Archives and documents
  jszip: async () => {
    const JSZip = require("jszip");
    const zip = new JSZip();
    zip.file("a.txt", "hello").folder("f").file("b.bin", new Uint8Array([1, 2]));
    const back = await JSZip.loadAsync(await zip.generateAsync({ type: "uint8array", compression: "DEFLATE" }));
    return [Object.keys(back.files), await back.file("a.txt").async("string"), hex(await back.file("f/b.bin").async("uint8array"))];
  },
  "pdf-lib": async () => {
    const { PDFDocument, StandardFonts, rgb } = require("pdf-lib");
    const doc = await PDFDocument.create();
    doc.setCreationDate(new Date(0));
    doc.setModificationDate(new Date(0));
    const page = doc.addPage([200, 100]);
    page.drawText("Hello é", { x: 10, y: 50, size: 12, font: await doc.embedFont(StandardFonts.Helvetica), color: rgb(1, 0, 0) });
    const back = await PDFDocument.load(await doc.save({ useObjectStreams: false }));
    return [back.getPageCount(), back.getPage(0).getSize(), (await back.save({ useObjectStreams: false })).length > 500];
  },
  xlsx: () => {
    const XLSX = require("xlsx");
    const sheet = XLSX.utils.aoa_to_sheet([["a", "b"], [1, new Date(Date.UTC(2024, 0, 1))], [2.5, true]]);
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, "S");
    const back = XLSX.read(XLSX.write(book, { type: "buffer", bookType: "xlsx" }));
    return [XLSX.utils.sheet_to_csv(back.Sheets.S), XLSX.utils.sheet_to_json(back.Sheets.S)];
  },
  // Rendering
  vue: async () => {
    const { createSSRApp, h, ref } = require("vue");
    const { renderToString } = require("@vue/server-renderer");
    return renderToString(createSSRApp({ setup: () => { const n = ref(2); return () => h("p", { class: ["a"], title: "<\"" }, [String(n.value * 2), h("b", "x")]); } }));
  },
  svelte: async () => {
    const { compile } = await import("svelte/compiler");
    return compile("<script>let { n = 1 } = $props();</script>{#if n > 0}<p>{n}</p>{/if}", { generate: "server", filename: "A.svelte" }).js.code.includes("renderer");
  },
  "solid-js": async () => {
    const { createSignal, createMemo, createRoot } = await import("solid-js/dist/solid.js");
    return createRoot(() => { const [n, set] = createSignal(1); const d = createMemo(() => n() * 2); set(5); return d(); });
  },
  // Odds and ends
  kysely: async () => {
    const { Kysely, DummyDriver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } = await import("kysely");
    const db = new Kysely({ dialect: { createAdapter: () => new SqliteAdapter(), createDriver: () => new DummyDriver(), createIntrospector: (d) => new SqliteIntrospector(d), createQueryCompiler: () => new SqliteQueryCompiler() } });
    const query = db.selectFrom("person").select(["id", "name"]).where("age", ">", 18).orderBy("id").limit(3).compile();
    return [query.sql, query.parameters];
  },
  "node-sql-parser": () => {
    const { Parser } = require("node-sql-parser/build/postgresql");
    return new Parser().sqlify(new Parser().astify("select a, count(*) from t where b = 'x' group by a having count(*) > 2", { database: "postgresql" }), { database: "postgresql" });
  },
  minimist: () => require("minimist")(["-a", "1", "--b=c", "--no-d", "x", "--", "y"]),
  yargs: async () => {
    const { default: yargs } = await import("yargs");
    return yargs(["--n", "3", "run"]).exitProcess(false).option("n", { type: "number" }).parseSync().n;
  },
  dotenv: () => require("dotenv").parse("A=1\nB=\"x y\"\n# c\nC='q'"),
  "itty-router": async () => {
    const { Router, json } = await import("itty-router");
    const router = Router().get("/u/:id", ({ params, query }) => json({ id: params.id, q: query.q }));
    return (await router.fetch(new Request("https://x.test/u/7?q=a"))).json();
  },
  "path-to-regexp": async () => {
    const { match, compile } = await import("path-to-regexp");
    return [match("/u/:id{/:op}")("/u/5/edit").params, compile("/u/:id")({ id: "é" })];
  },
  pino: () => {
    const pino = require("pino");
    const lines = [];
    pino({ base: null, timestamp: false, redact: ["secret"] }, { write: (line) => lines.push(line) }).info({ a: 1, secret: "x" }, "hello %s", "w");
    return lines;
  },
  "deep-equal": () => [require("deep-equal")({ a: [1, new Map([[1, { b: 2 }]])] }, { a: [1, new Map([[1, { b: 2 }]])] }), require("deep-equal")(NaN, 0)],
  "fast-deep-equal": () => require("fast-deep-equal")({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }),
  deepmerge: () => require("deepmerge")({ a: { b: [1] } }, { a: { b: [2], c: 3 } }),
  "core-js": async () => {
    await import("core-js/actual/array/group-by.js");
    return [1, 2, 3].groupBy((n) => (n % 2 ? "odd" : "even")).odd;
  },
  "web-streams-polyfill": async () => {
    const { ReadableStream: Ponyfill } = await import("web-streams-polyfill");
    const parts = [];
    for await (const part of new Ponyfill({ start(c) { c.enqueue("a"); c.enqueue("b"); c.close(); } })) parts.push(part);
    return parts;
  },
  "readable-stream": async () => {
    const { Readable, Transform, pipeline } = require("readable-stream");
    const parts = [];
    await new Promise((resolve, reject) => pipeline(Readable.from(["a", "b"]), new Transform({ objectMode: true, transform: (c, e, done) => done(null, c.toUpperCase()) }), async function* (source) { for await (const c of source) parts.push(c); }, (e) => (e ? reject(e) : resolve())));
    return parts;
  },
  "safe-stable-stringify": () => require("safe-stable-stringify")({ b: 1, a: { c: 2n, toJSON: () => "j" } }),
};

/** Tasks: the result of one program as JSON text, and the names of all. */
export const { run, names } = tasks(programs);
