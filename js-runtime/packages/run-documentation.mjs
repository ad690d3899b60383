// Runs the Hono programs of knitting's documentation, unmodified, with `intarsia run`, and compares their answers with Node's.
//   node run-documentation.mjs FOLDER INTARSIA PROGRAMS    PROGRAMS is the folder hono_server of the documentation's sources
// Node runs the program without a pool, made plain JavaScript, since it reads no TSX and its pool is not what is compared.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import { join, resolve } from "node:path";

const [folder, intarsia, programs] = process.argv.slice(2).map((argument) => resolve(argument));
const packages = ["hono@4.13.19", "@hono/node-server@2.1.9", "zod@4.6.7", "react@19.2.4", "react-dom@19.2.4", "esbuild@0.28.2"];
mkdirSync(folder, { recursive: true });
cpSync(programs, folder, { recursive: true });
writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
writeFileSync(join(folder, "tsconfig.json"), '{ "compilerOptions": { "jsx": "react-jsx", "jsxImportSource": "react" } }');
writeFileSync(join(folder, "plain-task.mjs"), "export const task = (definition) => definition;\n");
execFileSync("npm", ["install", "--no-audit", "--no-fund", ...packages], { cwd: folder, stdio: "inherit" });
const { build } = createRequire(join(folder, "package.json"))("esbuild");
await build({ entryPoints: [join(folder, "hono_server.ts")], outfile: join(folder, "plain.mjs"), bundle: true, format: "esm", platform: "node",
  packages: "external", alias: { knitting: join(folder, "plain-task.mjs") }, jsx: "automatic", logLevel: "error" });

const user = '{"user":{"id":"u_42","email":"ari@example.com","role":"admin"},"ttlSec":900}';
const asks = [["GET", "/ping"], ["HEAD", "/ping"], ["POST", "/ping", "{}"], ["GET", "/unknown"], ["PUT", "/ssr", "{}"], ["OPTIONS", "/jwt"],
  ["POST", "/ssr", '{"name":"<Ari> & Co","plan":"pro","bio":"Building on Knitting","projects":17000}'], ["POST", "/ssr", "{}"], ["POST", "/ssr", "{nope"],
  ["POST", "/ssr", ""], ["POST", "/ssr", "[1,2]"], ["POST", "/ssr", '{"projects":"many","plan":7}'], ["POST", "/ssr", "\xff\xfe"],
  ["POST", "/ssr", `{"bio":"${"x".repeat(200_000)}"}`], ["POST", "/jwt", user], ["POST", "/jwt", '{"user":{"id":"only"}}'], ["POST", "/jwt", "{nope"], ["POST", "/jwt", ""],
  ["POST", "/jwt", '{"user":{"id":""}}'], ["POST", "/jwt", '{"user":{"id":"a","email":"no address"}}'], ["POST", "/jwt", "\xff"]];

/** The bytes of an answer, without what differs from one moment to the next. */
function ask([method, path, body = ""]) {
  return new Promise((resolve, reject) => {
    let answer = "";
    const bytes = Buffer.from(body, "latin1");
    const head = `${method} ${path} HTTP/1.1\r\nHost: localhost:3000\r\nContent-Type: application/json\r\nConnection: close\r\n`;
    const socket = net.connect(3000, "127.0.0.1", () => {
      socket.write(`${head}${method === "GET" || method === "HEAD" ? "" : `Content-Length: ${bytes.length}\r\n`}\r\n`);
      socket.write(bytes);
    });
    socket.setEncoding("utf8").on("data", (part) => { answer += part; }).on("error", reject).on("close", () => resolve(answer
      .replace(/^Date: .*$/im, "Date: …").replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME").replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, "TOKEN").replace(/"exp":\d+/, '"exp":N')));
  });
}

async function answers(command, ...options) {
  const server = spawn(command, options, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const part of server.stdout) {
    said += part;
    if (said.includes("POST /jwt")) break;
  }
  const all = [];
  try {
    for (const each of asks) all.push(await ask(each));
  } finally {
    server.kill("SIGINT");
  }
  const [code, signal] = await once(server, "exit");
  return [...all, `exit ${code} ${signal} after ${said.trim().split("\n").length} lines`];
}

const expected = await answers(process.execPath, "plain.mjs");
let same = 0;
for (const program of ["hono_server.ts", "hono_knitting.ts"]) {
  const actual = await answers(intarsia, "run", program);
  expected.forEach((answer, i) => {
    if (answer === actual[i]) same++;
    else console.log(`${program} ${asks[i]?.slice(0, 2).join(" ") ?? "the end"}\n--- Node\n${answer.slice(0, 900)}\n--- here\n${actual[i].slice(0, 900)}`);
  });
}
console.log(`${same} of ${2 * expected.length} answers are Node's`);
process.exit(same === 2 * expected.length ? 0 : 1);
