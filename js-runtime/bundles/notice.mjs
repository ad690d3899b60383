// Writes NOTICE at the root of the tree: the licence of every npm package that a bundle holds.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const LINE = "-".repeat(80);
const HEAD = `Intarsia
Copyright The Intarsia authors
Licensed under the Apache License, Version 2.0 (see LICENSE).

js-runtime holds code of the npm packages below, bundled by js-runtime/bundles, and modules of Node's own library. This file is written by
\`npm run build\` there.
`;

/** The packages that an esbuild metafile names. */
export function packagesOf(metafile) {
  const names = Object.keys(metafile.inputs).map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  return names.filter((name) => name !== undefined);
}

// Some packages leave their licence file out and name the licence only. Node's package fetches it with the program: the part
// that its own modules stand under is kept here.
function textOf(folder, license, name) {
  if (name === "node") return readFileSync(join(here, "node-license.txt"), "utf8").trim();
  const files = readdirSync(folder).filter((entry) => /^(licen[cs]e|copying|thirdpartynotice)/i.test(entry)).sort();
  return files.length === 0 ? `${license}` : files.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
}

/** Writes NOTICE for these packages, in the order of their names. */
export function writeNotice(packages) {
  const notices = [...new Set(packages)].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${textOf(folder, license, name)}\n`;
  });
  const text = [HEAD, ...notices].join(`\n${LINE}\n\n`);
  writeFileSync(join(here, "../../NOTICE"), text.replace(/\r/g, "").replace(/[ \t]+$/gm, "").replace(/\t/g, "  "));
}
