// A host's program for `intarsia conform host`: a worker of its own, some calls, 0 when they return what they should.
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Host } from "./host.mjs";

const command = [process.env.INTARSIA_CONFORM_WORKER];
const variables = process.argv[2] === "no-depth" ? { KNITTING_POOL_DEPTH: "0" } : {};
const host = new Host({ command, variables, modules: [], names: ["echo", "failing"], named: true });
const values = (n) => [n, `${n}`.repeat(n), new Uint8Array(n * 9).fill(n), { n }, null, undefined, BigInt(n) ** 9n];
let wrong = 0;
const caller = async (n) => {
  for (const value of values(n)) {
    for (const task of ["echo", "failing"]) {
      const { ok, value: got } = await host.call(task, value);
      if (ok !== (task === "echo") || !isDeepStrictEqual(got, value)) wrong++;
    }
  }
};
await host.settled(Promise.all(Array.from({ length: 80 }, (_, n) => caller(n))), 60_000);
for (let i = 0; host.rxStatus() !== 0 && i < 20_000; i++) await setTimeout(1);
await host.settled(caller(3));
host.close();
await host.ended;
process.exit(wrong === 0 ? 0 : 1);
