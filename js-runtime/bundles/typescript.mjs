// Makes the kept TypeScript bundle: `npm ci && npm run typescript` in this folder, then commit what changed.
// Of TypeScript's own bundle only what transpileModule reaches is kept: a third of it.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "node_modules/typescript");
const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const OPEN = "var ts = {}; ((module) => {";
const EXPORTED = "module.exports = __toCommonJS(typescript_exports);";
const ANNOTATION = "0 && (module.exports";

/** The text of lib/typescript.js as an ES module, so that esbuild sees what is not used. */
const asModule = () => {
  const text = readFileSync(join(folder, "lib/typescript.js"), "utf8");
  for (const part of [OPEN, EXPORTED, ANNOTATION]) {
    if (!text.includes(part)) throw new Error(`typescript ${version} has no "${part}": adapt typescript.mjs to it`);
  }
  const body = text.slice(text.indexOf(OPEN) + OPEN.length, text.lastIndexOf(ANNOTATION)).replace(EXPORTED, "");
  const pure = body.replace(/^__export\(/gm, "/* @__PURE__ */ __export(");
  return `${pure}\nexport { createSourceFile, forEachChild, SyntaxKind, transpileModule };`;
};

const core = {
  name: "typescript-core",
  setup(b) {
    b.onResolve({ filter: /^typescript-core$/ }, () => ({ path: "typescript-core", namespace: "core" }));
    b.onLoad({ filter: /.*/, namespace: "core" }, () => ({ contents: asModule(), loader: "js" }));
  },
};

const result = await build({
  entryPoints: [join(here, "typescript-entry.js")],
  bundle: true,
  write: false,
  format: "iife",
  platform: "neutral",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  minify: true,
  // No part of a system is there: what asks for one is dropped.
  define: { process: "undefined", require: "undefined" },
  plugins: [core],
});
const notice = `/*! typescript ${version}, Apache License 2.0, (c) Microsoft Corporation; made by js-runtime/bundles/typescript.mjs */`;
const out = join(here, "../src/main/resources/dev/intarsia/js/typescript/typescript.js");
writeFileSync(out, `${notice}\n${result.outputFiles[0].text}`);
console.log(`${out}: ${result.outputFiles[0].text.length} characters`);
