// node check-worker.mjs MODULE DEFINITIONS|- CALLS SEED -- COMMAND...: checks a live worker; a line for each check.
import { Envelope } from "./payload.mjs";
import { Host } from "./host.mjs";
import { inspect, isDeepStrictEqual } from "node:util";
import { setTimeout } from "node:timers/promises";

const [module, definitions, calls, seed] = process.argv.slice(2, 6);
const command = process.argv.slice(7);
const NAMES = ["afterMs", "echo", "echoLater", "fail", "length", "throwValue", "typeOf", "unsendable"];
let failures = 0;
const check = async (rule, name, body) => {
  let complaint;
  try {
    complaint = await body();
  } catch (e) {
    complaint = e.stack;
  }
  if (complaint) failures++;
  console.log(`${complaint ? "FAIL" : "PASS"} ${rule} ${name}${complaint ? `: ${complaint}` : ""}`);
};
const show = (v) => (v instanceof Error ? `${v.name}: ${v.message}` : inspect(v, { breakLength: Infinity })).slice(0, 200);
const same = (a, b) => {
  if (a instanceof Error) return b instanceof Error && a.name === b.name && a.message === b.message;
  if (a instanceof Envelope) return b instanceof Envelope && same(a.header, b.header) && same(a.body, b.body);
  if (a instanceof Date) return b instanceof Date && Object.is(a.getTime(), b.getTime());
  if (a instanceof DataView) return b instanceof DataView && same(a.buffer, b.buffer);
  return isDeepStrictEqual(a, b);
};
const random = (() => {
  let state = Number(seed) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
})();
const filled = (n) => Uint8Array.from({ length: n }, () => random() * 256);
const samples = () => {
  const values = [0, -0, 1.5, NaN, Infinity, 5e-324, true, false, null, undefined, 10n, -(2n ** 63n), 2n ** 63n, -(2n ** 300n), "", "grüße 🐘", "é".repeat(300), "x".repeat(512), "x".repeat(513)];
  values.push(Symbol.for("s"), Symbol.for("s".repeat(600)), { a: [1, { b: null }], 1: 2 }, { long: "x".repeat(2000) }, [1, "a"], new Date(1.7e12), new Date(NaN), new TypeError("oh"));
  values.push(new Envelope("head", filled(3).buffer), new Envelope({ k: 1 }, filled(0).buffer), new Envelope("h".repeat(600), filled(700).buffer));
  for (const n of [0, 480, 520, 200_000]) {
    const bytes = filled(n);
    values.push(bytes, bytes.buffer, new DataView(bytes.buffer));
    for (const Kind of [Int32Array, Float64Array, BigInt64Array, BigUint64Array]) values.push(new Kind(bytes.buffer));
    values.push(Buffer.from(bytes));
  }
  return values;
};
const start = (options = {}) => new Host({ command, modules: [module], names: NAMES, ...options });
const expectEnd = async (host, limitMs) => await Promise.race([host.ended, setTimeout(limitMs, undefined, { ref: false })]);

const starts = async () => {
  await check("PROC-010", "a missing module ends the worker, with the reason on standard error", async () => {
    const host = start({ modules: ["file:///no/such/module.mjs"] });
    const end = await expectEnd(host, 60_000);
    host.close();
    return end?.code > 0 && host.errors.includes("module.mjs") ? null : `${JSON.stringify(end)} ${host.errors}`;
  });
  await check("BOOT-007", "an export that is missing is a failed start or an error of its own calls", async () => {
    const host = start({ names: ["echo", "notThere"] });
    let other;
    const end = await Promise.race([host.ended, host.settled(host.call("echo", 7)).then((o) => ((other = o), undefined), () => host.ended)]);
    const missing = end === undefined ? await host.settled(host.call("notThere", 7)) : undefined;
    host.close();
    return end === undefined ? (other.value === 7 && !missing.ok ? null : "the ids have moved") : end.code > 0 && host.errors.includes("notThere") ? null : host.errors;
  });
};

const values = async (host) => {
  for (const task of ["echo", "echoLater"]) {
    for (const value of samples()) {
      await check("PROC-007", `${task} ${Object.prototype.toString.call(value)} ${show(value).slice(0, 20)}`, async () => {
        const { ok, value: got, frame } = await host.settled(host.call(task, value));
        if (frame.word7 !== 0) return "word 7 is not 0";
        return ok && same(value, got) ? null : `came back as ${show(got)}`;
      });
    }
  }
};

const outcomes = async (host) => {
  await check("PROC-007", "a task that throws rejects", async () => {
    const { ok, value } = await host.settled(host.call("fail", "no luck"));
    return !ok && same(value, new TypeError("no luck")) ? null : show(value);
  });
  for (const thrown of [1, "text", { a: 1 }, null, undefined]) {
    await check("PROC-007", `a thrown ${show(thrown)} rejects as it is`, async () => {
      const { ok, value } = await host.settled(host.call("throwValue", thrown));
      return !ok && same(value, thrown) ? null : show(value);
    });
  }
  await check("PROC-007", "a result that can't cross is a rejection", async () => {
    const { ok, value } = await host.settled(host.call("unsendable", null));
    return !ok && String(value?.message ?? value).includes("KNT_ERROR_0") ? null : show(value);
  });
  await check("PROC-008", "a quick call overtakes a slow one", async () => {
    let late = false;
    const slow = host.call("afterMs", 300).then((o) => ((late = true), o));
    await host.settled(host.call("echo", 1));
    if (late) return "the slow one was first";
    return (await host.settled(slow)).value === 300 ? null : "a wrong value";
  });
  await check("PROC-009", "a function id out of range is rejected", async () =>
    (await host.settled(host.call("", 1, { functionId: 999 }))).ok ? "resolved" : null);
  await check("HDR-006", "the time stamp comes back", async () => {
    const { frame } = await host.settled(host.call("echo", "x".repeat(2000), { stamp: 0x5a5a5a5 }));
    return frame.stamp === 0x5a5a5a5 ? null : frame.stamp.toString(16);
  });
};

const hostile = async (host) => {
  const bad = {
    "an unknown tag": { tag: 60 },
    "an inline length over 512": { tag: 15, inline: Buffer.alloc(8), length: 4000 },
    "an offset beyond the area": { tag: 17, low: 0x7fffffc0, length: 64 },
    "an element cut off": { tag: 31, inline: Buffer.alloc(7) },
    "an address of another process": { tag: 47, inline: Buffer.alloc(32) },
  };
  for (const [name, payload] of Object.entries(bad)) {
    await check("SEC-004", `${name} costs that call alone`, async () => {
      const { ok } = await host.settled(host.call("echo", null, { payload }));
      const after = await host.settled(host.call("echo", 5));
      return ok ? "it was resolved" : after.value === 5 ? null : show(after.value);
    });
  }
  await check("REG-010", "regions are freed, of refused frames too", async () => {
    for (let i = 0; i < 100; i++) {
      const payload = i % 3 === 0 ? { tag: 19, dynamic: Buffer.alloc(701) } : { tag: 17, dynamic: Buffer.alloc(700) };
      await host.settled(host.call("echo", null, { payload }));
    }
    return null;
  });
};

const waking = async (host) => {
  await check("SIG-003", "it parks, and answers after that", async () => {
    for (let i = 0; host.rxStatus() !== 0 && i < 30_000; i++) await setTimeout(1);
    if (host.rxStatus() !== 0) return "it does not park";
    return (await host.settled(host.call("echo", 1))).value === 1 ? null : "a wrong value";
  });
};

const mixed = async (host) => {
  await check("PROC-007", `${calls} mixed calls, 64 at once`, async () => {
    const pool = samples().filter((v) => !(v?.byteLength > 100_000));
    let wrong = 0;
    let made = 0;
    const caller = async () => {
      while (made < calls) {
        const n = made++;
        const dice = random();
        const value = dice < 0.3 ? n : dice < 0.5 ? `${n} ${"é".repeat(dice * 900)}` : dice < 0.6 ? filled(dice * 3000) : dice < 0.62 ? filled(200_000 * random()) : pool[n % pool.length];
        const task = dice > 0.95 ? "throwValue" : n % 2 === 0 ? "echo" : "echoLater";
        const { ok, value: got } = await host.call(task, value);
        if (ok === (task === "throwValue") || !same(value, got)) wrong++;
      }
    };
    await host.settled(Promise.all(Array.from({ length: 64 }, caller)), 300_000);
    return wrong > 0 ? `${wrong} are wrong` : host.strays.length > 0 ? `${host.strays.length} replies to no call` : null;
  });
};

const definedTasks = async () => {
  const host = start({ modules: [definitions], names: ["inTime", "overTime", "stoppable"] });
  const now = () => Math.floor(performance.now()) & 0x7ffffff;
  await check("TMO-003", "a budget counts from the host's clock", async () => {
    const { ok } = await host.settled(host.call("inTime", 1, { stamp: now() }));
    return ok ? null : "it was over at once";
  });
  await check("TMO-004", "a stamp ahead of the worker's clock is new", async () => {
    const { ok } = await host.settled(host.call("inTime", 1, { stamp: (now() + 100_000) & 0x7ffffff }));
    return ok ? null : "it was over at once";
  });
  await check("TMO-002", "a budget ends", async () => {
    const { ok, value } = await host.settled(host.call("overTime", 600_000, { stamp: now() }));
    return !ok && value.message === "Task timeout" ? null : show(value);
  });
  await check("ABT-006", "an abort reaches the task", async () => {
    const call = host.call("stoppable", 60_000, { signal: 37 });
    await host.settled(setTimeout(100));
    host.abort(37);
    const { value } = await host.settled(call);
    return value === "aborted" ? null : show(value);
  });
  await check("ABT-006", "a signal beyond the bitmap is ignored", async () => {
    const { value } = await host.settled(host.call("stoppable", 50, { signal: 5000 }));
    return value === "not aborted" ? null : show(value);
  });
  host.close();
};

await starts();
for (const named of [false, true]) {
  const host = start({ named });
  console.log(named ? "named memory" : "memory on descriptor 0");
  await values(host);
  if (!named) for (const part of [outcomes, hostile, waking, mixed]) await part(host);
  host.close();
  await check("PROC-012", "SIGTERM ends it", async () => ((await expectEnd(host, 30_000)) === undefined ? "it runs on" : null));
}
if (definitions !== "-") await definedTasks();
console.log(`${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
