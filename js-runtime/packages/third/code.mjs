// Markdown, trees and source code.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export const programs = {
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
};
