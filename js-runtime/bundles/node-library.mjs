// Makes the bundle of Node's own modules for sockets, HTTP and terminals. Each becomes one function of what Node hands to it.
import { transform } from "esbuild";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeSources, version } from "./node-sources.mjs";

const out = join(dirname(fileURLToPath(import.meta.url)), "../src/main/resources/dev/intarsia/js/api/bundles/node-library.cjs");

const names = [
  "net", "http", "https", "readline", "readline/promises", "_http_agent", "_http_client", "_http_common", "_http_incoming", "_http_outgoing", "_http_server",
  "child_process", "internal/child_process", "internal/child_process/serialization", "internal/socket_list",
  "tls", "_tls_common", "_tls_wrap", "internal/js_stream_socket", "internal/tls/common", "internal/tls/secure-context", "internal/tls/wrap",
  "internal/blocklist", "internal/errors", "internal/freelist", "internal/http",
  "internal/net", "internal/per_context/primordials", "internal/socketaddress", "internal/stream_base_commons",
  "internal/readline/callbacks", "internal/readline/emitKeypressEvents", "internal/readline/interface",
  "internal/readline/promises", "internal/readline/utils", "internal/repl/history",
];

/** Writes the bundle. */
export async function bundleNodeLibrary() {
  const texts = nodeSources(names);
  const parameters = "exports, require, module, process, internalBinding, primordials, privateSymbols, perIsolateSymbols";
  const parts = [];
  for (const [i, name] of names.entries()) {
    const { code } = await transform(`made = function (${parameters}) {${texts[i]}\n};`, {
      minifyWhitespace: true, minifySyntax: true, legalComments: "none", target: "es2022", charset: "utf8",
    });
    parts.push(`${JSON.stringify(name)}: ${code.trim().replace(/^made=/, "").replace(/;$/, "")}`);
  }
  const notice = `/*! Modules of Node ${version}; its licence stands in NOTICE; made by js-runtime/bundles/node-library.mjs */`;
  writeFileSync(out, `${notice}\n(function (exports, require, module) {module.exports = {\n${parts.join(",\n")}\n};})\n`);
}
