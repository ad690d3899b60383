// Geometry, text, HTML, XML and CSS.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const round = (value) => (typeof value === "number" ? Math.round(value * 1e9) / 1e9 : value.map(round));

export const programs = {
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
};
