// The text of modules of Node's own library, which Node carries with it; the pinned npm package `node` says which version.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** The pinned version of Node. */
export const { version } = createRequire(import.meta.url)("./node_modules/node/package.json");

/** The modules' texts in the order of their names. */
export function nodeSources(names) {
  const print = `const all = process.binding("natives"), wanted = ${JSON.stringify(names)};
    process.stdout.write(JSON.stringify([process.versions.node, wanted.map((name) => all[name])]));`;
  const node = join(here, "node_modules/node/bin/node");
  const [found, texts] = JSON.parse(execFileSync(node, ["--no-deprecation", "-e", print], { encoding: "utf8", maxBuffer: 1 << 26 }));
  if (found !== version) throw new Error(`node_modules/node is Node ${found}, not ${version}`);
  for (const [i, name] of names.entries()) {
    if (texts[i] === undefined || texts[i] === null) throw new Error(`Node ${version} has no module ${name}`);
  }
  return texts;
}
