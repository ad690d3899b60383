// Installs the packages into a scratch folder, runs each program under Node and with `intarsia call`, and compares.
//   node run.mjs FOLDER INTARSIA [PROGRAMS]    INTARSIA is the command, for example ../../intarsia; PROGRAMS is
//                                              programs.mjs (the default), more-programs.mjs or third-programs.mjs
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, intarsia] = process.argv.slice(2, 4).map((argument) => resolve(argument));
const programs = process.argv[4] ?? "programs.mjs";
// What the programs need besides the packages that they are named after; TypeScript 7 has no API in JavaScript.
const extra = {
  "programs.mjs": ["react-dom", "preact-render-to-string"],
  "more-programs.mjs": ["remark", "remark-gfm", "@vue/server-renderer", "typescript@5.9"],
  // As the first two sets' packages ask for them: some of the latest have another API.
  "third-programs.mjs": ["micromark-extension-gfm", "remark-parse", "remark-stringify", "topojson-server", "mdast-util-to-markdown", "mdast-util-to-string", "ml-array-max", "acorn", "@babel/parser"],
}[programs];
mkdirSync(folder, { recursive: true });
for (const file of [programs, "tasks.mjs", "package.json"]) {
  copyFileSync(new URL(file, import.meta.url), join(folder, file));
}
for (const parts of ["more", "third"]) {
  cpSync(new URL(parts, import.meta.url), join(folder, parts), { recursive: true });
}
const { names, run } = await import(pathToFileURL(join(folder, programs)).href);
// The versions that were compared, as the list in the docs has them: later ones may have another API.
const list = readFileSync(new URL("../../docs/packages.md", import.meta.url), "utf8");
const compared = new Map([...list.matchAll(/^\| (\S+) \| (\d\S*) \|/gm)].map(([, name, version]) => [name, `${name}@${version}`]));
const wanted = names().map((name) => compared.get(name) ?? name);
execFileSync("npm", ["install", "--no-audit", "--no-fund", ...wanted, ...extra], { cwd: folder, stdio: "inherit" });

let same = 0;
for (const name of names()) {
  const expected = await run(name);
  let actual;
  try {
    actual = JSON.parse(execFileSync(intarsia, ["call", programs, "run", JSON.stringify(name)], { cwd: folder, encoding: "utf8" }));
  } catch (error) {
    actual = String(error);
  }
  same += actual === expected ? 1 : 0;
  console.log(`${actual === expected ? "same" : "differs"}  ${name}`);
}
console.log(`${same} of ${names().length} give what Node gives`);
process.exit(same >= names().length - 2 ? 0 : 1);
