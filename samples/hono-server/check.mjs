// Starts the server by a command, asks its routes, and stops it.   node check.mjs ../../intarsia run
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";

const [command, ...options] = process.argv.slice(2);
const server = spawn(command, [...options, "server.ts"], { env: { ...process.env, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
let said = "";
for await (const part of server.stdout) {
  said += part;
  if (said.includes("listening on ")) break;
}
const base = `http://127.0.0.1:${/listening on (\d+)/.exec(said)[1]}`;
const ask = async (path, body) => {
  const answer = await fetch(base + path, body === undefined ? {} : { method: "POST", body });
  return [answer.status, answer.headers.get("content-type"), await answer.text()];
};

try {
  assert.deepEqual(await ask("/ping"), [200, "application/json", '{"pong":true}']);
  const [status, type, page] = await ask("/ssr", '{"name": "<Ada>", "visits": 3}');
  assert.deepEqual([status, type], [200, "text/html; charset=UTF-8"]);
  assert.match(page, /<h1>&lt;Ada&gt;<\/h1><p>3 visits<\/p>/);
  assert.match((await ask("/ssr", "nope"))[2], /stranger/);
  assert.match((await ask("/jwt", '{"id": "ada"}'))[2], /^\{"token":"[\w-]+\.[\w-]+\.[\w-]+"\}$/);
  assert.equal((await ask("/jwt", "nope"))[0], 400);
  assert.equal((await ask("/unknown"))[0], 404);
} finally {
  server.kill("SIGINT");
}
const [code] = await once(server, "exit");
assert.equal(code, 0);
console.log("all answers are right");
