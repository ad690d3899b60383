// Makes the kept bundles: `npm ci && npm run build` in this folder, then commit what changed.
// Each bundle is one script whose completion value is function (exports, require, module).
import { build } from "esbuild";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeNodeModules } from "./node-lib.mjs";
import { bundleNodeLibrary } from "./node-library.mjs";
import { packagesOf, writeNotice } from "./notice.mjs";
import { bundleSucrase } from "./sucrase.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/main/resources/dev/intarsia/js/api/bundles");

// What a bundle requires by these names is one of our own modules.
const own = {
  "buffer": "node:buffer",
  "safe-buffer": "node:buffer",
  "events": "node:events",
  "process": "node:process",
  "process/": "node:process",
  "string_decoder": "node:string_decoder",
  "string_decoder/": "node:string_decoder",
  "util": "node:util",
  "util/": "node:util",
  "tr46": "web:domain-names",
  "punycode": "node:punycode",
  "qs": "node:querystring",
  "abort-controller": "web:abort",
  "crypto": "node:crypto",
  "http": "node:http",
  "https": "node:https",
  "net": "node:net",
  "querystring": "node:querystring",
  "stream": "node:stream",
  "tls": "node:tls",
  "url": "node:url",
  "zlib": "node:zlib",
};

const bundles = {
  "web-streams": `module.exports = require("web-streams-polyfill")`,
  "whatwg-url": `const { URL, URLSearchParams } = require("whatwg-url"); module.exports = { URL, URLSearchParams }`,
  "tr46": `module.exports = require("tr46")`,
  "punycode": `module.exports = require("punycode/")`,
  "legacy-encodings": `
    export { default as labels } from "./node_modules/@exodus/bytes/fallback/encoding.labels.js";
    export { createMultibyteDecoder } from "@exodus/bytes/multi-byte.js";
    export { createSinglebyteDecoder } from "@exodus/bytes/single-byte.js";`,
  "ws": `
    export { default as WebSocket } from "./node_modules/ws/lib/websocket.js";`,
  "eventsource": `export { EventSource } from "eventsource"`,
  "urlpattern": `module.exports = require("./node_modules/urlpattern-polyfill/dist/urlpattern.cjs")`,
};

// The decoders of the legacy encodings look for a TextDecoder and a Buffer to go through: here they are what those stand on.
const withoutGlobals = { define: { globalThis: "noGlobals" }, banner: { js: "const noGlobals={};" } };

// whatwg-url needs UTF-8 only: without the tables of the legacy encodings it is half the size.
const percentEncoding = `
  import { percentEncoder } from "@exodus/bytes/fallback/percent.js";
  const utf8 = new TextEncoder();
  export const percentEncodeAfterEncoding = (encoding, input, set, spaceAsPlus = false) =>
    percentEncoder(set, spaceAsPlus)(utf8.encode(input));`;

const onlyUtf8 = {
  name: "only-utf8",
  setup(b) {
    b.onResolve({ filter: /^@exodus\/bytes\/encoding\.js$/ }, () => ({ path: "empty", namespace: "shim" }));
    b.onResolve({ filter: /^@exodus\/bytes\/whatwg\.js$/ }, () => ({ path: "percent", namespace: "shim" }));
    b.onResolve({ filter: /^@exodus\/bytes\/fallback\/percent\.js$/ }, () => ({
      path: join(here, "node_modules/@exodus/bytes/fallback/percent.js"),
    }));
    b.onLoad({ filter: /.*/, namespace: "shim" }, ({ path }) => ({
      contents: path === "empty" ? "" : percentEncoding,
      resolveDir: here,
    }));
  },
};

function ownModules(entry) {
  return {
    name: "own-modules",
    setup(b) {
      b.onResolve({ filter: /.*/ }, (args) => {
        const target = own[args.path];
        if (target === undefined || args.importer === "" || args.importer.includes("<stdin>")) return undefined;
        return (entry === "tr46" || target.endsWith(":" + entry)) ? undefined : { path: target, external: true };
      });
    },
  };
}

mkdirSync(out, { recursive: true });
for (const file of readdirSync(out)) rmSync(join(out, file));
const packages = [];
for (const [name, contents] of Object.entries(bundles)) {
  const result = await build({
    stdin: { contents, resolveDir: here, loader: "js" },
    bundle: true,
    write: false,
    metafile: true,
    format: "cjs",
    platform: "neutral",
    mainFields: ["main", "module"],
    conditions: ["require", "default"],
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [onlyUtf8, ownModules(name)],
    ...(name === "legacy-encodings" ? withoutGlobals : {}),
  });
  packages.push(...packagesOf(result.metafile));
  const text = result.outputFiles[0].text.trimEnd();
  writeFileSync(join(out, name + ".cjs"), `(function (exports, require, module) {${text}\n})\n`);
}

await bundleNodeLibrary();
await writeNodeModules();
packages.push(...packagesOf(await bundleSucrase()), "typescript", "node");
writeNotice(packages);
