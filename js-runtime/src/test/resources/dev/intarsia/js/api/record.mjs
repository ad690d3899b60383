// Records what Node gives: `node record.mjs`, then commit node.json.
import { writeFileSync } from "node:fs";
import { names, run } from "./calls.mjs";

const results = {};
for (const name of names()) {
  results[name] = await run(name);
}
writeFileSync(new URL("node.json", import.meta.url), `${JSON.stringify(results, undefined, 1)}\n`);
