// Takes modules of Node's own library (MIT) out of the Node that runs this: `npm run node-lib`, with exactly the version
// below. Each becomes one script below api/node-lib, whose requires, primordials and bindings web:node-lib provides.
import { transform } from "esbuild";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { NODE_VERSION } from "./node-version.mjs";

const MODULES = [
  "assert", "buffer", "events", "path", "querystring", "string_decoder", "url",
  "internal/assert", "internal/assert/assertion_error", "internal/assert/calltracker", "internal/assert/myers_diff",
  "internal/assert/utils", "internal/buffer", "internal/constants", "internal/deps/minimatch/index", "internal/errors", "internal/events/abort_listener",
  "internal/events/symbols", "internal/fixed_queue", "internal/querystring", "internal/util/comparisons", "internal/validators",
];

if (process.version !== NODE_VERSION) {
  throw new Error(`the kept modules are those of Node ${NODE_VERSION}, this is ${process.version}`);
}
const out = join(dirname(fileURLToPath(import.meta.url)), "../src/main/resources/dev/intarsia/js/api/node-lib");
const sources = process.binding("natives");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const name of MODULES) {
  if (sources[name] === undefined) throw new Error(`Node ${NODE_VERSION} has no module ${name}`);
  const { code } = await transform(sources[name], {
    define: {
      primordials: "$lib.primordials", internalBinding: "$lib.internalBinding", process: "$lib.process", require: "$lib.require",
    },
    minifyWhitespace: true,
    charset: "utf8",
    legalComments: "none",
    target: "es2022",
  });
  const body = code.trimEnd().replace(/^"use strict";/, "");
  writeFileSync(join(out, name.replaceAll("/", "-") + ".cjs"),
    `(function (exports, link, module) {"use strict";const $lib=link("web:node-lib");${body}\n})\n`);
}
