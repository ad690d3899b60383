// A program of the reference whose pool has Intarsia's workers: WORKER is their command as JSON.
// Prints one line for each check, PASS or FAIL.
import { createPool, isMain } from "knitting";

const env = globalThis.process?.env ?? {};

export const bump = (buffer) => ++buffer.bytes()[0];
export const echo = (value) => value;
export const make = (like) => like;
export const afterMs = (ms) => new Promise((resolve) => setTimeout(() => resolve(ms), ms));

const check = async (name, run) => {
  try {
    const got = await run();
    console.log(got === true ? "PASS" : "FAIL", name, got === true ? "" : String(got));
  } catch (error) {
    console.log("FAIL", name, String(error?.message ?? error));
  }
};

const worker = (prefix, more) => ({
  threads: 1,
  permission: "unsafe",
  worker: {
    runtime: "process",
    processRuntime: globalThis.Bun ? "bun" : "deno",
    processSharedMemory: env.MEMORY,
    ...(prefix === undefined ? {} : { processCommandPrefix: prefix }),
    ...more,
  },
});

const buffers = async () => {
  const { ProcessSharedBuffer, getDefaultProcessSharedBufferPrimitives } = await import("knitting/shared-memory");
  const pool = createPool(worker(JSON.parse(env.WORKER)))({ bump, echo, make });
  const named = { name: `intarsia-host-${globalThis.process.pid}`, size: 64, mode: "create" };
  for (const [kind, options] of [["named", named], ["anonymous", 64]]) {
    const shared = ProcessSharedBuffer.create(options);
    const part = shared.subbuffer(8, 16);
    await check(`${kind} as an argument`, async () => (await pool.call.bump(part)) === 1 && part.bytes()[0] === 1);
    part.bytes()[0] = 20;
    await check(`${kind} again`, async () => (await pool.call.bump(part)) === 21 && shared.bytes()[8] === 21);
    await check(`${kind} there and back`, async () => {
      const back = await pool.call.echo(part);
      if (!(back instanceof ProcessSharedBuffer) || back.byteLength !== 16) return `came back as ${back}`;
      back.bytes()[1] = 7;
      return part.bytes()[1] === 7;
    });
    await check(`${kind}: made by the worker`, async () => {
      const made = await pool.call.make(part);
      return made.bytes()[0] === 40 && (await pool.call.bump(made)) === 41 && made.bytes()[0] === 41;
    });
    shared.descriptor.mapping?.close?.();
  }
  getDefaultProcessSharedBufferPrimitives().unlinkSharedMemory?.(named.name);
  await pool.shutdown();
};

// What a pool's end does to calls: the order of the answers before it, and how the one under way ends.
const ending = async (prefix, all) => {
  const pool = createPool(worker(prefix, { resolveAfterFinishingAll: all }))({ afterMs });
  await pool.call.afterMs(0);
  const order = [];
  await Promise.all([300, 1].map((ms) => pool.call.afterMs(ms).then((done) => order.push(done))));
  const last = pool.call.afterMs(500).then(String, (error) => `rejected: ${error?.message ?? error}`);
  await pool.shutdown();
  return `${order}, then ${await Promise.race([last, new Promise((resolve) => setTimeout(resolve, 5000, "nothing"))])}`;
};

const finish = async () => {
  for (const all of [undefined, true]) {
    const own = await ending(undefined, all);
    const ours = await ending(JSON.parse(env.WORKER), all);
    await check(`resolveAfterFinishingAll ${all}: ${own}`, async () => ours === own || ours);
  }
};

if (isMain) {
  await (env.CHECKS === "buffers" ? buffers() : finish());
  globalThis.process.exit(0);
}
