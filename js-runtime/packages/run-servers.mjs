// Installs the frameworks into a scratch folder, runs servers.mjs there under Node and with `intarsia run`, and compares.
//   node run-servers.mjs FOLDER INTARSIA    INTARSIA is the command, for example ../../intarsia
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

const [folder, intarsia] = process.argv.slice(2).map((argument) => resolve(argument));
mkdirSync(folder, { recursive: true });
for (const file of ["servers.mjs", "package.json"]) copyFileSync(new URL(file, import.meta.url), join(folder, file));
const packages = ["hono@4.13.19", "@hono/node-server@2.1.9", "express@5.3.0", "koa@3.3.0", "fastify@5.12.8", "ws@8.23.0",
  "graphql-yoga@5.24.1", "graphql@17.1.0", "socket.io@4.8.4", "socket.io-client@4.8.4"];
execFileSync("npm", ["install", "--no-audit", "--no-fund", ...packages], { cwd: folder, stdio: "inherit" });
const lines = (command, ...options) => execFileSync(command, [...options, "servers.mjs"], { cwd: folder, encoding: "utf8" }).trim().split("\n");
const expected = lines(process.execPath);
const actual = lines(intarsia, "run");
const differing = expected.filter((line, i) => line !== actual[i]);
for (const line of differing) console.log(`differs  ${line}\n   from  ${actual[expected.indexOf(line)]}`);
console.log(`${expected.length - differing.length} of ${expected.length} answers are Node's`);
process.exit(differing.length === 0 && actual.length === expected.length ? 0 : 1);
