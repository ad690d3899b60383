// Types, state, templates, documents, numbers, colours, parsers.
import { createRequire } from "node:module";
import { Buffer } from "node:buffer";

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
};
