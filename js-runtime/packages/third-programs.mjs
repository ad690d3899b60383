// A third set: what popular packages are themselves made of. Same rules as in programs.mjs.
import { createRequire } from "node:module";
import { Buffer } from "node:buffer";
import { tasks } from "./tasks.mjs";

const require = createRequire(import.meta.url);
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const text = new TextEncoder();
const round = (value) => (typeof value === "number" ? Math.round(value * 1e9) / 1e9 : value.map(round));

export const programs = {
  // Hashes, ciphers, bytes
  "hash.js": () => {
    const hash = require("hash.js");
    return [hash.sha256().update("abc").digest("hex"), hash.ripemd160().update("abc").digest("hex"),
      hash.hmac(hash.sha512, "key").update("data").digest("hex")];
  },
  "aes-js": () => {
    const { CTR, CBC, pkcs7Pad } = require("aes-js");
    const key = Uint8Array.from({ length: 16 }, (_, i) => i);
    return [hex(new CTR(key, 5).encrypt(text.encode("attack at dawn"))), hex(new CBC(key, key).encrypt(pkcs7Pad(text.encode("attack"))))];
  },
  "hmac-drbg": () => {
    const DRBG = require("hmac-drbg");
    const hash = require("hash.js");
    const drbg = new DRBG({ hash: hash.sha256, entropy: "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", nonce: "secret nonce", pers: "my drbg" });
    return [drbg.generate(32, "hex"), drbg.generate(32, "hex")];
  },
  "adler-32": () => {
    const adler = require("adler-32");
    return [adler.str("Wikipedia"), adler.buf(Buffer.from("SheetJS")), adler.bstr("abc", 5)];
  },
  "crc-32": () => {
    const crc = require("crc-32");
    return [crc.str("SheetJS"), crc.buf([83, 104, 101]), crc.bstr("abc")];
  },
  cfb: () => {
    const CFB = require("cfb");
    const file = CFB.utils.cfb_new();
    CFB.utils.cfb_add(file, "/folder/hello.txt", Buffer.from("hello"));
    const back = CFB.read(CFB.write(file, { type: "buffer" }), { type: "buffer" });
    return [back.FullPaths.filter((path) => path.includes("hello")), CFB.find(back, "hello.txt").content.toString()];
  },
  codepage: () => {
    const codepage = require("codepage");
    return [hex(codepage.utils.encode(1252, "caf\u00e9 \u20ac")), codepage.utils.decode(932, [0x83, 0x65, 0x83, 0x58]), codepage.utils.encode(65001, "\u20ac").length];
  },
  "base64-js": () => {
    const base64 = require("base64-js");
    return [base64.fromByteArray(text.encode("light work")), hex(base64.toByteArray("_-9hYg==")), base64.byteLength("aGk=")];
  },
  buffer: () => {
    const { Buffer: Own } = require("buffer/");
    const buffer = Own.concat([Own.from("h\u00e9"), Own.alloc(2, 7)]);
    buffer.writeInt16BE(-2, 3);
    return [buffer.toString("hex"), Own.from("ff00", "hex").readUInt16LE(0), Own.byteLength("\u20ac"), buffer.indexOf("h")];
  },
  ieee754: () => {
    const ieee754 = require("ieee754");
    const bytes = new Uint8Array(8);
    ieee754.write(bytes, 0.1, 0, false, 52, 8);
    return [hex(bytes), ieee754.read([0x42, 0x29, 0xae, 0x14], 0, false, 23, 4)];
  },
  long: async () => {
    const { default: Long } = await import("long");
    return [Long.fromString("9223372036854775807").add(1).toString(), Long.fromBits(-1, -1, true).toString(), Long.fromNumber(-7).div(2).toNumber()];
  },
  jsbi: () => {
    const JSBI = require("jsbi");
    const big = JSBI.exponentiate(JSBI.BigInt(7), JSBI.BigInt(60));
    return [big.toString(), JSBI.remainder(big, JSBI.BigInt(1e9)).toString(), JSBI.asUintN(16, JSBI.BigInt(-1)).toString()];
  },
  "safe-buffer": () => {
    const { Buffer: Safe } = require("safe-buffer");
    return [Safe.from([1, 2]).equals(Buffer.from([1, 2])), Safe.alloc(3, "ab").toString()];
  },
  "string_decoder": () => {
    const { StringDecoder } = require("string_decoder/");
    const decoder = new StringDecoder("utf8");
    return [decoder.write(Buffer.from([0xe2, 0x82])), decoder.write(Buffer.from([0xac])), decoder.end(Buffer.from([0xc3]))];
  },
  "whatwg-encoding": () => {
    const encoding = require("whatwg-encoding");
    return [encoding.labelToName("latin1"), encoding.decode(Buffer.from([0xef, 0xbb, 0xbf, 0x61]), "windows-1252"), encoding.getBOMEncoding(Buffer.from([0xfe, 0xff]))];
  },
  "@pdf-lib/upng": async () => {
    const module = await import("@pdf-lib/upng");
    const UPNG = module.default.default ?? module.default;
    const png = UPNG.encode([new Uint8Array([255, 0, 0, 255, 0, 255, 0, 128]).buffer], 2, 1, 0);
    const back = UPNG.decode(png);
    return [back.width, back.height, hex(UPNG.toRGBA8(back)[0])];
  },
  // Colour and numbers
  "color-convert": async () => {
    const { default: convert } = await import("color-convert");
    return [convert.rgb.hsl(140, 200, 100), convert.keyword.hex("olive"), convert.hsl.cmyk(96, 48, 59), convert.rgb.ansi256(92, 191, 84)];
  },
  "color-string": async () => {
    const { default: string } = await import("color-string");
    return [string.get("rgba(10, 20, 30, 0.5)"), string.get("hsl(120deg 60% 40%)"), string.to.hex([255, 0, 170, 0.4])];
  },
  "color-name": async () => (await import("color-name")).default.rebeccapurple,
  "d3-color": async () => {
    const { rgb, hsl, lab, hcl } = await import("d3-color");
    return [rgb("steelblue").brighter().formatHex(), hsl("#abc").toString(), round(lab("teal").l), hcl(120, 50, 60).formatRgb()];
  },
  "d3-format": async () => {
    const { format, formatLocale, precisionFixed } = await import("d3-format");
    return [format(".2s")(42e6), format("+$,.2f")(1234.567), format("#x")(48879), format(".1%")(0.1234), precisionFixed(0.05),
      formatLocale({ decimal: ",", thousands: ".", grouping: [3], currency: ["", " \u20ac"] }).format("$,.2f")(1e6)];
  },
  "d3-interpolate": async () => {
    const { interpolate, interpolateRgb, interpolateZoom, quantize } = await import("d3-interpolate");
    return [interpolate("10px 5em", "20px 1em")(0.5), interpolateRgb("red", "blue")(0.25), round(interpolateZoom([0, 0, 1], [9, 9, 2])(0.5)),
      quantize(interpolate({ a: [1, "x2"] }, { a: [3, "x4"] }), 2)];
  },
  "d3-time": async () => {
    const { utcDay, utcMonday, utcMonth, utcTicks } = await import("d3-time");
    const at = new Date(Date.UTC(2024, 1, 29, 13));
    return [utcDay.floor(at), utcMonday.ceil(at), utcMonth.offset(at, 12), utcTicks(new Date(0), new Date(864e5), 4)];
  },
  "d3-time-format": async () => {
    const { utcFormat, utcParse } = await import("d3-time-format");
    return [utcFormat("%A %d %B %Y %H:%M:%S.%L %j %U")(new Date(86399999)), utcParse("%d/%m/%Y")("29/02/2024")];
  },
  "d3-geo": async () => {
    const { geoMercator, geoPath, geoArea, geoDistance, geoCentroid } = await import("d3-geo");
    const square = { type: "Polygon", coordinates: [[[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]] };
    return [geoPath(geoMercator().scale(100).translate([0, 0]))(square), round(geoArea(square)), round(geoDistance([0, 0], [90, 0])), round(geoCentroid(square))];
  },
  "d3-voronoi": () => {
    const { voronoi } = require("d3-voronoi");
    const diagram = voronoi().extent([[0, 0], [10, 10]])([[2, 2], [8, 2], [5, 8]]);
    return [diagram.triangles(), round(diagram.polygons().map((cell) => cell.length)), diagram.links().length];
  },
  "complex.js": async () => {
    const { default: Complex } = await import("complex.js");
    return [new Complex("3+4i").mul("2-i").toString(), round(new Complex(1, 1).sqrt().toVector()), new Complex(-1, 0).pow(0.5).round(6).toString()];
  },
  "robust-predicates": async () => {
    const { orient2d, incircle } = await import("robust-predicates");
    return [orient2d(0.5, 0.5, 12, 12, 24, 24.000000000000004) < 0, Math.sign(incircle(0, 0, 1, 0, 0, 1, 0.5, 0.5))];
  },
  "typed-function": async () => {
    const { default: typed } = await import("typed-function");
    const add = typed("add", { "number, number": (a, b) => a + b, "string, string": (a, b) => `${a}&${b}` });
    let wrong;
    try { add(1, true); } catch (error) { wrong = error.message; }
    return [add(1, 2), add("a", "b"), wrong];
  },
  "javascript-natural-sort": () => ["a10", "a2", "b1", "a1.5", "2020-01-02", ""].sort(require("javascript-natural-sort")),
  "ml-array-rescale": async () => {
    const { default: rescale } = await import("ml-array-rescale");
    const { default: max } = await import("ml-array-max");
    return [rescale([1, 2, 5], { min: 0, max: 10 }), max([3, 9, 2])];
  },
  skmeans: () => {
    const { k, idxs, centroids } = require("skmeans")([1, 2, 3, 20, 21, 22], 2, [1, 20]);
    return [k, idxs, centroids];
  },
  // Geometry
  earcut: async () => {
    const module = await import("earcut");
    const earcut = module.default;
    return [earcut([0, 0, 100, 0, 100, 100, 0, 100, 20, 20, 80, 20, 80, 80, 20, 80], [4])];
  },
  concaveman: async () => {
    const { default: concaveman } = await import("concaveman");
    return concaveman([[0, 0], [4, 0], [4, 4], [0, 4], [2, 1], [2, 2]], 1, 0);
  },
  rbush: async () => {
    const { default: RBush } = await import("rbush");
    const tree = new RBush(4).load(Array.from({ length: 50 }, (_, i) => ({ minX: i, minY: i % 7, maxX: i + 1, maxY: (i % 7) + 1, i })));
    return [tree.search({ minX: 10, minY: 0, maxX: 14, maxY: 3 }).map(({ i }) => i).sort((a, b) => a - b), tree.toJSON().height];
  },
  quickselect: async () => {
    const { default: quickselect } = await import("quickselect");
    const list = [65, 28, 59, 33, 21, 56, 22, 95, 50, 12];
    quickselect(list, 4);
    return [list[4], Math.max(...list.slice(0, 4)) <= list[4]];
  },
  tinyqueue: async () => {
    const { default: Queue } = await import("tinyqueue");
    const queue = new Queue([7, 5, 10, 1], (a, b) => b - a);
    queue.push(8);
    return [queue.pop(), queue.pop(), queue.peek(), queue.length];
  },
  "splaytree-ts": async () => {
    const { SplayTreeSet } = await import("splaytree-ts");
    const set = new SplayTreeSet();
    [5, 3, 9, 3].forEach((n) => set.add(n));
    return [[...set], set.first(), set.firstAfter(5), set.size];
  },
  "point-in-polygon": () => {
    const inside = require("point-in-polygon");
    const polygon = [[1, 1], [1, 2], [2, 2], [2, 1]];
    return [inside([1.5, 1.5], polygon), inside([4.9, 1.2], polygon)];
  },
  "point-in-polygon-hao": async () => {
    const { default: inside } = await import("point-in-polygon-hao");
    return [inside([1, 1], [[[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]]), inside([2, 1], [[[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]])];
  },
  "polyclip-ts": async () => {
    const { union, intersection } = await import("polyclip-ts");
    const a = [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]];
    const b = [[[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]]];
    return [union(a, b), intersection(a, b)];
  },
  "topojson-client": () => {
    const { topology } = require("topojson-server");
    const { feature, mesh } = require("topojson-client");
    const made = topology({ shapes: { type: "GeometryCollection", geometries: [
      { type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }, { type: "Polygon", coordinates: [[[0, 0], [1, 1], [0, 1], [0, 0]]] }] } });
    return [made.arcs.length, feature(made, made.objects.shapes), mesh(made).coordinates.length];
  },
  jsts: () => {
    const jsts = require("jsts/dist/jsts.min.js");
    const line = new jsts.io.WKTReader().read("LINESTRING (0 0, 10 0)");
    return [round(jsts.operation.buffer.BufferOp.bufferOp(line, 1).getArea()), line.getLength()];
  },
  // Text
  "string-width": async () => {
    const { default: width } = await import("string-width");
    return ["abc", "\u4f60\u597d", "\u001b[31mred\u001b[39m", "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}", "e\u0301"].map((string) => width(string));
  },
  "strip-ansi": async () => (await import("strip-ansi")).default("\u001b[1mbold\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007"),
  "wrap-ansi": async () => (await import("wrap-ansi")).default("The quick \u001b[31mbrown fox jumped\u001b[39m over the lazy dog", 14),
  "emoji-regex": async () => [..."a\u{1f600}b\u2764\ufe0f".matchAll((await import("emoji-regex")).default())].map(([found]) => found),
  "get-east-asian-width": async () => {
    const { eastAsianWidth, eastAsianWidthType } = await import("get-east-asian-width");
    return [0x5b57, 0x61, 0x3042].map((c) => [eastAsianWidth(c), eastAsianWidthType(c)]);
  },
  camelcase: async () => {
    const { default: camelcase } = await import("camelcase");
    return [camelcase("foo-bar_baz"), camelcase(["Foo", "BAR"], { pascalCase: true }), camelcase("\u0131\u015f-lem", { locale: "tr-TR" })];
  },
  decamelize: async () => {
    const { default: decamelize } = await import("decamelize");
    return [decamelize("unicornRainbowXML"), decamelize("fooBar", "-")];
  },
  "tiny-case": async () => {
    const { camelCase, snakeCase, titleCase } = await import("tiny-case");
    return [camelCase("hello big world"), snakeCase("helloBigWorld"), titleCase("hello_world")];
  },
  wordwrap: () => require("wordwrap")(5, 20)("You and your whole family are made out of meat."),
  "escape-string-regexp": async () => (await import("escape-string-regexp")).default("How much $ for a \ud83e\udd84? [a-z]"),
  "sprintf-js": () => {
    const { sprintf, vsprintf } = require("sprintf-js");
    return [sprintf("%2$s %3$s a %1$s", "cracker", "Polly", "wants"), sprintf("%05d|%+.2f|%x|%'*10s|%j", 42, 3.14159, 255, "pad", { a: 1 }), vsprintf("%b %e", [10, 12345])];
  },
  ssf: () => {
    const SSF = require("ssf");
    return [SSF.format("#,##0.00", 12345.678), SSF.format("yyyy-mm-dd hh:mm", 45000.5), SSF.format("# ?/?", 0.75), SSF.format("[Red]0%;-0%", -0.5)];
  },
  entities: async () => {
    const { encode, decode, escapeUTF8, decodeXML } = await import("entities");
    return [encode("\u00e9 < \u{1d558} & \""), decode("&copy;&notit;&#x1F600;&amp"), escapeUTF8("a<b>'c'"), decodeXML("&apos;&eacute;")];
  },
  "stringify-entities": async () => {
    const { stringifyEntities } = await import("stringify-entities");
    return [stringifyEntities("alpha \u00a9 bravo \u2260 \u{1d306}", { useNamedReferences: true }), stringifyEntities("a&b", { omitOptionalSemicolons: true })];
  },
  "decode-named-character-reference": async () => {
    const { decodeNamedCharacterReference } = await import("decode-named-character-reference");
    return [decodeNamedCharacterReference("hearts"), decodeNamedCharacterReference("nosuch")];
  },
  "punycode.js": async () => {
    const { default: punycode } = await import("punycode.js");
    return [punycode.toASCII("ma\u00f1ana.com"), punycode.toUnicode("xn--bcher-kva.example"), punycode.ucs2.decode("\ud834\udf06")];
  },
  "@adraffy/ens-normalize": async () => {
    const { ens_normalize, ens_beautify } = await import("@adraffy/ens-normalize");
    let wrong;
    try { ens_normalize("a\u200bb.eth"); } catch (error) { wrong = error.message; }
    return [ens_normalize("RaFFY\u{1f6b4}\u200d\u2642\ufe0f.eTh"), ens_beautify("1\u20e3.eth"), wrong];
  },
  "linkify-it": async () => {
    const module = await import("linkify-it");
    return new (module.default ?? module.LinkifyIt)().match("Site github.com! and mailto:a@b.co or //x.org/y?z=1.").map(({ index, url }) => [index, url]);
  },
  "n-gram": async () => {
    const { nGram, bigram } = await import("n-gram");
    return [bigram("n-gram"), nGram(3)(["a", "b", "c", "d"])];
  },
  "trigram-utils": async () => {
    const { asDictionary, clean } = await import("trigram-utils");
    return [clean(" t@rololol "), asDictionary("hello")];
  },
  "suffix-thumb": async () => {
    const { learn, convert, reverse } = await import("suffix-thumb");
    const model = learn([["walk", "walked"], ["talk", "talked"], ["go", "went"], ["bake", "baked"]]);
    return [convert("walk", model), convert("go", model), convert("baked", reverse(model))];
  },
  efrt: async () => {
    const { pack, unpack } = await import("efrt");
    const packed = pack({ bedfordshire: "England", aberdeenshire: "Scotland", buckinghamshire: "England" });
    return [packed, unpack(packed)];
  },
  // HTML, XML, CSS
  htmlparser2: async () => {
    const { Parser, parseDocument } = await import("htmlparser2");
    const seen = [];
    const parser = new Parser({ onopentag: (name, attributes) => seen.push([name, attributes]), ontext: (t) => seen.push(t), onclosetag: (name) => seen.push(`/${name}`) });
    parser.write("<p class=a>x<br>y &amp; z<script>1<2</scr");
    parser.end("ipt>");
    return [seen, parseDocument("<a><b/></a>", { xmlMode: true }).children[0].children.length];
  },
  domutils: async () => {
    const { parseDocument } = await import("htmlparser2");
    const utils = await import("domutils");
    const document = parseDocument("<div id=a><p>one</p><p class=x>two <b>bold</b></p></div>");
    return [utils.textContent(document), utils.getElementsByTagName("p", document).length, utils.getOuterHTML(utils.getElementById("a", document))];
  },
  "dom-serializer": async () => {
    const { parseDocument } = await import("htmlparser2");
    const { default: render } = await import("dom-serializer");
    const document = parseDocument("<p title='\"q\"'>\u00e9<img src=x></p>");
    return [render(document), render(document, { xmlMode: true }), render(document, { encodeEntities: "utf8" })];
  },
  "css-select": async () => {
    const { parseDocument } = await import("htmlparser2");
    const { selectAll, is } = await import("css-select");
    const document = parseDocument("<ul><li>1<li class='b c'>2<li data-x=y>3</ul>");
    const count = (selector) => selectAll(selector, document).length;
    return [count("li:nth-child(odd)"), count("li.b.c"), count("ul > li:not([data-x])"), count("li:contains(3), li:has(b)"), is(document.children[0], "ul")];
  },
  "css-what": async () => {
    const { parse, stringify } = await import("css-what");
    return [parse("a:hover > .b[c^='d' i]::before"), stringify(parse("foo[bar=\"b'az\"],*|x"))];
  },
  "css-tree": async () => {
    const tree = await import("css-tree");
    const ast = tree.parse("@media (width>1px){.a>b{color:red;margin:0 calc(1px + 2%)}}");
    const found = [];
    tree.walk(ast, (node) => { if (node.type === "ClassSelector") found.push(node.name); });
    return [found, tree.generate(ast), tree.lexer.matchProperty("color", "reed").error?.message ?? null];
  },
  csso: async () => {
    const { minify } = await import("csso");
    return minify(".a { color: #ff0000; color: rgba(255,0,0,1) } .b { color: red } .a{margin:0 0 0 0}").css;
  },
  "nth-check": async () => {
    const { compile, parse, generate } = await import("nth-check");
    const sequence = generate("3n+1");
    return [parse("-2n + 5"), [0, 1, 2, 3].map((n) => compile([2, 1])(n)), [sequence(), sequence()]];
  },
  "@mixmark-io/domino": () => {
    const domino = require("@mixmark-io/domino");
    const window = domino.createWindow("<h1 class=x>Hi</h1><ul><li>a<li>b</ul>", "http://example.com/a?b#c");
    const { document } = window;
    document.querySelector("h1").classList.add("y");
    return [document.querySelectorAll("li").length, document.body.innerHTML, window.location.search];
  },
  turndown: async () => {
    const { default: Turndown } = await import("turndown");
    return new Turndown({ headingStyle: "atx" }).turndown("<h2>T</h2><p>a <b>b</b> <a href='u'>l</a></p><ol><li>x<li>y</ol><pre><code>z*</code></pre>");
  },
  xmlbuilder: () => {
    const builder = require("xmlbuilder");
    return builder.create("root", { encoding: "utf-8" }).ele("a", { b: "<&\"" }, "text").up().ele("c").cdata("x]]y").end({ pretty: true });
  },
  "fast-xml-builder": async () => {
    const { default: Builder } = await import("fast-xml-builder");
    return new Builder({ ignoreAttributes: false, format: true }).build({ a: { "@_id": "1", b: ["x", "<y>"], c: { "#text": 5 } } });
  },
  strnum: async () => {
    const { default: strnum } = await import("strnum");
    return ["12", "0x2F", "1e3", "00123", "1.50", "+5", "abc", "-0.0", "9".repeat(25)].map((value) => strnum(value));
  },
  "parse-srcset": () => require("parse-srcset")("a.png 1x, b.png 2x, data:,x 300w"),
  "whatwg-mimetype": () => {
    const MIMEType = require("whatwg-mimetype");
    const type = new (MIMEType.MIMEType ?? MIMEType)("Text/HTML;Charset=\"utf-8\";x=y z");
    return [type.essence, type.parameters.get("charset"), type.toString(), type.isHTML()];
  },
  mime: () => {
    const mime = require("mime");
    return [mime.lookup?.("a/b.json") ?? mime.getType("a/b.json"), mime.extension?.("text/html") ?? mime.getExtension("text/html")];
  },
  "property-information": async () => {
    const { find, html, svg } = await import("property-information");
    return [find(html, "class").property, find(svg, "strokeWidth").attribute, find(html, "data-foo-bar").property, find(html, "ariaHidden").attribute];
  },
  "hast-util-to-html": async () => {
    const { toHtml } = await import("hast-util-to-html");
    return toHtml({ type: "element", tagName: "p", properties: { className: ["a", "b"], hidden: true, dataX: 1 }, children: [{ type: "text", value: "1 < 2 & \"3\"" }, { type: "element", tagName: "br", properties: {}, children: [] }] });
  },
  "aria-query": () => {
    const { roles, aria, elementRoles } = require("aria-query");
    return [Object.keys(roles.get("checkbox").props).length, aria.get("aria-sort").values, [...elementRoles.keys()].length > 100];
  },
  // Markdown and trees
  micromark: async () => {
    const { micromark } = await import("micromark");
    const { gfm, gfmHtml } = await import("micromark-extension-gfm");
    return micromark("# H\n\n~~s~~ *e* `c` <http://x.y>\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n- [x] t", { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  },
  "mdast-util-from-markdown": async () => {
    const { fromMarkdown } = await import("mdast-util-from-markdown");
    const { toMarkdown } = await import("mdast-util-to-markdown");
    const { toString } = await import("mdast-util-to-string");
    const tree = fromMarkdown("## Hello *you*\n\n1. a\n2. b\n\n> q");
    return [tree.children.map(({ type }) => type), toString(tree), toMarkdown(tree, { emphasis: "_" })];
  },
  unified: async () => {
    const { unified } = await import("unified");
    const { default: parse } = await import("remark-parse");
    const { default: stringify } = await import("remark-stringify");
    const { visit } = await import("unist-util-visit");
    const shout = () => (tree) => visit(tree, "text", (node) => { node.value = node.value.toUpperCase(); });
    return String(await unified().use(parse).use(shout).use(stringify).process("*hi* there\n\n* x"));
  },
  "unist-util-visit": async () => {
    const { visit, SKIP, EXIT } = await import("unist-util-visit");
    const tree = { type: "root", children: [{ type: "a", children: [{ type: "x" }] }, { type: "b" }, { type: "x" }] };
    const seen = [];
    visit(tree, (node, index, parent) => { seen.push([node.type, index ?? null, parent?.type ?? null]); return node.type === "a" ? SKIP : node.type === "b" ? EXIT : undefined; });
    return seen;
  },
  vfile: async () => {
    const { VFile } = await import("vfile");
    const file = new VFile({ path: "/a/b/c.md", value: "x\ny" });
    file.extname = ".txt";
    file.message("careful", { line: 2, column: 1 });
    return [file.path, file.stem, String(file), String(file.messages[0])];
  },
  trough: async () => {
    const { trough } = await import("trough");
    const pipeline = trough().use((x) => x + 1).use(async (x) => x * 2).use((x, next) => next(null, x - 3));
    return new Promise((resolve) => pipeline.run(5, (error, value) => resolve([error ?? null, value])));
  },
  "markdown-table": async () => {
    const { markdownTable } = await import("markdown-table");
    return markdownTable([["Branch", "Commit"], ["main", "0123"], ["\u4e2d\u6587", "x|y"]], { align: ["l", "r"] });
  },
  zwitch: async () => {
    const { zwitch } = await import("zwitch");
    const handle = zwitch("type", { invalid: () => "invalid", unknown: (value) => `unknown ${value.type}`, handlers: { a: (value) => value.n * 2 } });
    return [handle({ type: "a", n: 4 }), handle({ type: "b" }), handle(3)];
  },
  // Source code
  "@babel/generator": async () => {
    const { parse } = require("@babel/parser");
    const { default: generate } = require("@babel/generator");
    return generate(parse("const  f=async ({a,...b})=>{ await a?.b ?? `x${1}` } // c", { sourceType: "module" }), { compact: false }).code;
  },
  "@babel/traverse": () => {
    const { parse } = require("@babel/parser");
    const { default: traverse } = require("@babel/traverse");
    const seen = [];
    traverse(parse("function f(a){ let b = a; return () => b + c }"), { Identifier(path) { seen.push([path.node.name, path.scope.hasBinding(path.node.name)]); } });
    return seen;
  },
  "@babel/types": () => {
    const t = require("@babel/types");
    const node = t.callExpression(t.identifier("f"), [t.numericLiteral(1), t.valueToNode({ a: [true, null] })]);
    let wrong;
    try { t.binaryExpression("+", t.identifier("a"), t.returnStatement()); } catch (error) { wrong = error.message.split("\n")[0]; }
    return [t.isCallExpression(node, { type: "CallExpression" }), node.arguments[1].properties.length, t.toIdentifier("a-b c"), wrong];
  },
  "@babel/template": () => {
    const { default: template } = require("@babel/template");
    const { default: generate } = require("@babel/generator");
    const t = require("@babel/types");
    return generate(template("var %%name%% = require(%%source%%);")({ name: t.identifier("x"), source: t.stringLiteral("y") })).code;
  },
  "@babel/code-frame": () => require("@babel/code-frame").codeFrameColumns("class Foo {\n  constructor() {\n    console.log(x\n", { start: { line: 3, column: 5 } }, { message: "here" }),
  jsesc: () => {
    const jsesc = require("jsesc");
    return [jsesc("Ich \u2665 B\u00fccher"), jsesc({ a: new Map([["b", "\u{1d306}"]]) }, { compact: false, quotes: "double" }), jsesc([0x42], { numbers: "hexadecimal" })];
  },
  jsep: async () => {
    const { default: jsep } = await import("jsep");
    jsep.addBinaryOp("^^", 10);
    return [jsep("a + b * c(d, [1, 'x'])[2] ? !e : f.g"), jsep("1 ^^ 2 + 3").operator];
  },
  "estree-walker": async () => {
    const { walk } = await import("estree-walker");
    const acorn = await import("acorn");
    const seen = [];
    walk(acorn.parse("let a = b + 1; if (a) c()", { ecmaVersion: 2022 }), { enter(node) { if (node.type === "Identifier") seen.push(node.name); if (node.type === "IfStatement") this.skip(); } });
    return seen;
  },
  esrap: async () => {
    const { print } = await import("esrap");
    const module = await import("esrap/languages/ts").catch(() => undefined);
    const acorn = await import("acorn");
    const ast = acorn.parse("for(const x of y){if(x)continue;else z(x)}", { ecmaVersion: 2022, sourceType: "module" });
    return (module ? print(ast, module.default()) : print(ast)).code;
  },
  "uglify-js": () => {
    const { minify } = require("uglify-js");
    return minify("function add(first, second) { var unused = 1; return first + second; } console.log(add(1, 2), add(3, 4));", { toplevel: true }).code;
  },
  "pug-lexer": () => require("pug-lexer")("div.a#b(data-c='d')\n  | text #{e}\n  each f in g\n    p= f").map(({ type }) => type),
  "pug-parser": () => require("pug-parser")(require("pug-lexer")("if a\n  p b\nelse\n  +c('d')")).nodes[0].type,
  "pug-code-gen": () => {
    const code = require("pug-code-gen")(require("pug-parser")(require("pug-lexer")("p.x= y")), { compileDebug: false, pretty: true, inlineRuntimeFunctions: false, templateName: "t" });
    return [code.includes("function t"), code.length > 100];
  },
  "@chevrotain/regexp-to-ast": async () => {
    const { RegExpParser } = await import("@chevrotain/regexp-to-ast");
    return new RegExpParser().pattern("/a(b|c)*[^d-f]{2,3}?$/gi");
  },
  arkregex: async () => {
    const { regex } = await import("arkregex");
    return regex("^(?<year>\\d{4})-(?<month>\\d\\d)$").exec("2024-05").groups;
  },
  "source-map": () => {
    const { SourceMapGenerator } = require("source-map");
    const generator = new SourceMapGenerator({ file: "out.js" });
    generator.addMapping({ generated: { line: 10, column: 35 }, source: "foo.js", original: { line: 33, column: 2 }, name: "christopher" });
    generator.setSourceContent("foo.js", "x");
    return generator.toString();
  },
  "source-map-js": () => {
    const { SourceMapConsumer, SourceMapGenerator, SourceNode } = require("source-map-js");
    const { code, map } = new SourceNode(1, 0, "a.js", ["var a;\n", new SourceNode(2, 4, "a.js", "a();")]).toStringWithSourceMap({ file: "x.js" });
    const consumer = new SourceMapConsumer(map.toString());
    return [code, consumer.originalPositionFor({ line: 2, column: 0 }), SourceMapGenerator.fromSourceMap(consumer).toString()];
  },
  "@jridgewell/sourcemap-codec": async () => {
    const { decode, encode } = await import("@jridgewell/sourcemap-codec");
    return [decode("AAAA,CAAC;AACA,SAASA"), encode([[[0, 0, 0, 0]], [], [[5, 1, 2, 3, 4]]])];
  },
  "@jridgewell/trace-mapping": async () => {
    const { TraceMap, originalPositionFor, generatedPositionFor, eachMapping } = await import("@jridgewell/trace-mapping");
    const map = new TraceMap({ version: 3, sources: ["input.js"], names: ["foo"], mappings: "KAyCIA" });
    const seen = [];
    eachMapping(map, (mapping) => seen.push(mapping));
    return [originalPositionFor(map, { line: 1, column: 5 }), generatedPositionFor(map, { source: "input.js", line: 42, column: 4 }), seen];
  },
  "@jridgewell/gen-mapping": async () => {
    const { GenMapping, addMapping, toEncodedMap, setSourceContent } = await import("@jridgewell/gen-mapping");
    const map = new GenMapping({ file: "o.js" });
    addMapping(map, { generated: { line: 1, column: 2 }, source: "i.ts", original: { line: 3, column: 4 }, name: "n" });
    setSourceContent(map, "i.ts", "text");
    return toEncodedMap(map);
  },
  "@jridgewell/resolve-uri": async () => {
    const { default: resolve } = await import("@jridgewell/resolve-uri");
    return [resolve("../foo/./bar.js", "https://example.com/a/b/c"), resolve("//x/y", "http://z"), resolve("a", "./b/../../c/d")];
  },
  "@jridgewell/remapping": async () => {
    const { default: remapping } = await import("@jridgewell/remapping");
    return JSON.parse(remapping({ version: 3, sources: ["t.js"], names: [], mappings: "AAAA" }, (file) => (file === "t.js" ? { version: 3, sources: ["s.ts"], names: [], mappings: "AAEA" } : null)).toString());
  },
  "convert-source-map": () => {
    const convert = require("convert-source-map");
    const comment = convert.fromObject({ version: 3, sources: ["a"], mappings: "" }).toComment();
    return [comment, convert.fromSource(`x\n${comment}`).getProperty("sources"), convert.removeComments(`x\n${comment}`)];
  },
  "@vue/reactivity": async () => {
    const { reactive, ref, computed, effect, toRaw, readonly } = await import("@vue/reactivity");
    const state = reactive({ n: 1, list: [1], map: new Map() });
    const double = computed(() => state.n * 2);
    const seen = [];
    effect(() => seen.push([double.value, state.list.length, state.map.get("k") ?? 0]));
    state.n++;
    state.list.push(5);
    state.map.set("k", 9);
    return [seen, toRaw(state).n, ref(3).value, readonly({ a: 1 }).a];
  },
  "@vue/compiler-dom": () => {
    const { compile } = require("@vue/compiler-dom");
    return compile("<div :id='a' @click='b++'><p v-if='c'>{{ d }}</p><li v-for='(x, i) in e' :key='i'>{{ x }}</li></div>", { mode: "module" }).code;
  },
  "@vue/compiler-sfc": () => {
    const { parse, compileScript } = require("@vue/compiler-sfc");
    const { descriptor, errors } = parse("<script setup>\nconst props = defineProps(['a'])\nlet b = 1\n</script>\n<template><p>{{ a + b }}</p></template>\n<style scoped>p{}</style>");
    return [errors, descriptor.styles.length, compileScript(descriptor, { id: "x" }).content];
  },
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

export const { run, names } = tasks(programs);
