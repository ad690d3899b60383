// Runs the bench shapes on knitting: node reference-bench.mjs --knitting URL WORKER-OPTIONS WARM-UP-MS SHAPE…
// Prints one line {"shape": name, "us": median} a shape. The tasks are exports of this very file.
export const echo = (value) => value;

export const primes = ([first, last]) => {
  let count = 0;
  for (let n = first; n <= last; n++) {
    if (n < 2) continue;
    if (n % 2 === 0) {
      if (n === 2) count++;
      continue;
    }
    let prime = true;
    for (let d = 3; d * d <= n; d += 2) {
      if (n % d === 0) {
        prime = false;
        break;
      }
    }
    if (prime) count++;
  }
  return count;
};

const sentence = "The quick brown fox jumps over the lazy dog 0123456789. ";
const ascii = (length) => sentence.repeat(length / sentence.length + 1).slice(0, length);
const bytes = (length) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255);
const payloads = {
  f64: () => 3.141592653589793,
  string16: () => ascii(16),
  string1k: () => ascii(1024),
  json200: () => ({
    id: 48213,
    name: "Ada Lovelace",
    email: "ada@example.org",
    tags: ["math", "engine", "notes"],
    active: true,
    score: 97.25,
    address: { street: "12 St James Square", city: "London", zip: "SW1Y 4JH" },
    n: null,
  }),
  u8_480: () => bytes(480),
  u8_1024: () => bytes(1024),
  f64_1024: () => Float64Array.from({ length: 128 }, (_, i) => i * 1.25 - 7),
  date: () => new Date(1763708400123),
  bigint: () => 0x7123456789abcdefn,
};

let warmUpMs;

async function median(round, runMs = 700, least = 9) {
  for (const until = performance.now() + warmUpMs; performance.now() < until;) await round();
  const times = [];
  const until = performance.now() + runMs;
  while (times.length < least || (performance.now() < until && times.length < 100_000)) times.push(await round());
  times.sort((a, b) => a - b);
  const middle = times.length >> 1;
  return (times.length & 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2) * 1000;
}

async function timed(work) {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** `open(threads, big)` makes a pool; it must be called from this file, where the tasks are. */
async function measure(shape, open) {
  const [mode, kind] = shape.split("/");
  if (mode === "start") {
    return await median(async () => {
      let pool;
      const ms = await timed(async () => {
        pool = open(1, false);
        await pool.call.echo(4.25);
      });
      await pool.shutdown();
      return ms;
    }, 1400, 7);
  }
  const pool = open(mode === "primes" ? parseInt(kind) : 1, mode === "batch-64");
  const call = pool.call.echo;
  try {
    if (mode === "sequential") {
      return await median(() => timed(async () => {
        for (let i = 0; i < 200; i++) if (await call(i + 0.5) !== i + 0.5) throw new Error("wrong value");
      })) / 200;
    }
    if (mode === "idle-wake") {
      return await median(async () => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        return await timed(() => call(1.5));
      }, 1400, 50);
    }
    if (mode === "primes") {
      return await median(() => timed(async () => {
        const parts = Array.from({ length: 16 }, (_, i) => pool.call.primes([i * 125_000 + 1, (i + 1) * 125_000]));
        const sum = (await Promise.all(parts)).reduce((a, b) => a + b, 0);
        if (sum !== 148_933) throw new Error(`${sum} primes`);
      }), 2100, 5);
    }
    const calls = parseInt(mode.slice("batch-".length));
    const [, family, size] = /^(string|u8)-(\d+)$/.exec(kind) ?? [];
    const value = family ? (family === "u8" ? bytes(+size) : ascii(+size)) : payloads[kind]();
    const pending = new Array(calls);
    return await median(() => timed(async () => {
      for (let i = 0; i < calls; i++) pending[i] = call(value);
      await Promise.all(pending);
    })) / calls;
  } finally {
    await pool.shutdown();
  }
}

const process = globalThis.process;
const at = process.argv.indexOf("--knitting");
if (at > 0) {
  const { createPool, isMain } = await import(process.argv[at + 1]);
  if (isMain) {
    // Kept in a variable, not returned at once: the reference finds the tasks' file by this frame.
    let kept;
    const worker = JSON.parse(process.argv[at + 2]);
    const open = (threads, big) => {
      const payload = { payloadInitialBytes: 64 << 20, payloadMaxByteLength: 256 << 20 };
      kept = createPool({ threads, worker, permission: "unsafe", ...(big ? { payload } : {}) })({ echo, primes });
      return kept;
    };
    warmUpMs = Number(process.argv[at + 3]);
    for (const shape of process.argv.slice(at + 4)) {
      console.log(JSON.stringify({ shape, us: await measure(shape, open) }));
    }
    process.exit(0);
  }
}
