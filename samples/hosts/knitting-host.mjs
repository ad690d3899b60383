// A knitting program for `intarsia conform host -- bun samples/hosts/knitting-host.mjs` (also deno run -A, node).
import { createPool, isMain } from "knitting";

export const echo = (value) => value;
export const failing = (value) => {
  throw value;
};

const values = [1, -0, "text", "long ".repeat(1000), { a: [1, 2] }, null, undefined, 10n ** 40n, new Uint8Array(5000), new Date(0)];
const text = (value) => (typeof value === "bigint" ? `${value}n` : value instanceof Uint8Array ? `${value}` : JSON.stringify(value));

if (isMain) {
  const pool = createPool({
    permission: "unsafe",
    worker: {
      runtime: "process",
      processSharedMemory: "named",
      processCommandPrefix: [globalThis.process.env.INTARSIA_CONFORM_WORKER],
    },
  })({ echo, failing });
  // The first call that ends otherwise than it should ends the program: later ones might never settle.
  const wrong = () => globalThis.process.exit(1);
  const same = (value) => (got) => text(got) === text(value) || wrong();
  for (let round = 0; round < 20; round++) {
    await Promise.all(values.map((value) => pool.call.echo(value).then(same(value), wrong)));
    await Promise.all(values.map((value) => pool.call.failing(value).then(wrong, same(value))));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  await pool.call.echo(1);
  await pool.shutdown();
  await new Promise((resolve) => setTimeout(resolve, 200));
  globalThis.process.exit(0);
}
