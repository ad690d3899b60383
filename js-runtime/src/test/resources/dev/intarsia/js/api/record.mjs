// Records what Node gives: `node record.mjs` writes node.json, `node record.mjs web-calls` writes web-calls.json. Commit them.
import { writeFileSync } from "node:fs";

const calls = process.argv[2] ?? "calls";
const { names, run } = await import(`./${calls}.mjs`);
const results = {};
for (const name of names()) {
  results[name] = await run(name);
}
const target = calls === "calls" ? "node.json" : `${calls}.json`;
writeFileSync(new URL(target, import.meta.url), `${JSON.stringify(results, undefined, 1)}\n`);
