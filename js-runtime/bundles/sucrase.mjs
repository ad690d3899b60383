// Makes the kept sucrase bundle: `npm ci && npm run build` in this folder, then commit what changed.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/main/resources/dev/intarsia/js/typescript/sucrase.js");

/** Writes the bundle. Gives esbuild's record of what went into it. */
export async function bundleSucrase() {
  const { version } = JSON.parse(readFileSync(join(here, "node_modules/sucrase/package.json"), "utf8"));
  const result = await build({
    entryPoints: [join(here, "sucrase-entry.js")],
    bundle: true,
    write: false,
    metafile: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    minify: true,
  });
  const notice = `/*! sucrase ${version}; its licence and those of the packages in it stand in NOTICE; made by js-runtime/bundles/sucrase.mjs */`;
  writeFileSync(out, `${notice}\n${result.outputFiles[0].text}`);
  return result.metafile;
}
