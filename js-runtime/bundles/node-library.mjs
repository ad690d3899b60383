// Makes the kept bundle of Node's own modules: `npm ci && npm run build` in this folder, then commit what changed.
// Node carries the text of its modules. Each becomes one function of what Node hands to it.
import { transform } from "esbuild";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/main/resources/dev/intarsia/js/api/bundles/node-library.cjs");
const require = createRequire(import.meta.url);
const { version } = require("./node_modules/node/package.json");

const names = [
  "net", "http", "https", "readline", "readline/promises", "_http_agent", "_http_client", "_http_common", "_http_incoming", "_http_outgoing", "_http_server",
  "internal/assert", "internal/blocklist", "internal/constants", "internal/errors", "internal/freelist", "internal/http",
  "internal/net", "internal/per_context/primordials", "internal/socketaddress", "internal/stream_base_commons",
  "internal/readline/callbacks", "internal/readline/emitKeypressEvents", "internal/readline/interface",
  "internal/readline/promises", "internal/readline/utils", "internal/repl/history", "internal/validators",
];

/** Writes the bundle. */
export async function bundleNodeLibrary() {
  const print = `const all = process.binding("natives"), wanted = ${JSON.stringify(names)};
    process.stdout.write(JSON.stringify([process.versions.node, wanted.map((name) => all[name])]));`;
  const node = join(here, "node_modules/node/bin/node");
  const [found, texts] = JSON.parse(execFileSync(node, ["--no-deprecation", "-e", print], { encoding: "utf8", maxBuffer: 1 << 26 }));
  if (found !== version) throw new Error(`node_modules/node is Node ${found}, not ${version}`);

  const parameters = "exports, require, module, process, internalBinding, primordials, privateSymbols, perIsolateSymbols";
  const parts = [];
  for (const [i, name] of names.entries()) {
    if (texts[i] === undefined) throw new Error(`Node ${version} has no module ${name}`);
    const { code } = await transform(`made = function (${parameters}) {${texts[i]}\n};`, {
      minifyWhitespace: true, minifySyntax: true, legalComments: "none", target: "es2022", charset: "utf8",
    });
    parts.push(`${JSON.stringify(name)}: ${code.trim().replace(/^made=/, "").replace(/;$/, "")}`);
  }
  const notice = `/*! Modules of Node ${version}; its licence stands in NOTICE; made by js-runtime/bundles/node-library.mjs */`;
  writeFileSync(out, `${notice}\n(function (exports, require, module) {module.exports = {\n${parts.join(",\n")}\n};})\n`);
}
