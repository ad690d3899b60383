// A host in plain Node, made from SPEC.md alone: starts one process worker and talks to it. For tests of workers.
import { spawn } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import { setTimeout } from "node:timers/promises";
import { Drainer, Publisher } from "./lane.mjs";
import { Memory } from "./memory.mjs";

const align = (n) => (n + 63) & ~63;

const layout = (payloadBytes, abortBytes) => {
  let index = 0;
  const take = (length) => {
    const at = index;
    index += align(length);
    return { byteOffset: at, byteLength: length };
  };
  const [signals, requestLock, returnLock, requestHeaders, returnHeaders] = [192, 256, 256, 18432, 18432].map(take);
  const abort = abortBytes === 0 ? undefined : take(abortBytes);
  const [requestPayload, returnPayload] = [payloadBytes, payloadBytes].map(take);
  const lane = (headers, sector, payload) => ({ headers, headerSlotStrideU32: 144, lockSector: sector, payloadSector: sector, payload });
  return {
    signals,
    abort,
    lock: lane(requestHeaders, requestLock, requestPayload),
    returnLock: lane(returnHeaders, returnLock, returnPayload),
    size: index,
  };
};

const described = (value, descriptor) =>
  value === null || typeof value !== "object"
    ? value
    : "byteOffset" in value
      ? { version: 1, descriptor, ...value }
      : Object.fromEntries(Object.entries(value).map(([k, v]) => [k, described(v, descriptor)]));

/** One worker and the memory shared with it. */
export class Host {
  constructor({ command, modules, names, named = false, payloadBytes = 1 << 22, abortCapacity = 64, finishAll = false, variables = {} }) {
    this.names = [...names].sort((a, b) => a.localeCompare(b));
    this.plan = layout(payloadBytes, abortCapacity === 0 ? 0 : 4 * Math.max(1, Math.ceil(abortCapacity / 32)));
    this.name = `njp_${crypto.randomBytes(9).toString("hex")}`;
    this.path = `/dev/shm/${this.name}`;
    const fd = fs.openSync(this.path, "wx+", 0o600);
    fs.ftruncateSync(fd, this.plan.size);
    if (!named) fs.unlinkSync(this.path);
    this.memory = new Memory(fd);
    this.memory.store(this.plan.signals.byteOffset + 64, 1);
    this.startAt = performance.now();
    this.requests = new Publisher(this.memory, this.plan.lock);
    this.replies = new Drainer(this.memory, this.plan.returnLock);
    this.open = new Map();
    this.strays = [];
    this.nextId = 0;
    this.ended = this.start(command, modules, { named, fd, abortCapacity, payloadBytes, finishAll, variables });
  }
  start([program, ...rest], modules, { named, fd, abortCapacity, payloadBytes, finishAll, variables }) {
    const descriptor = { version: 1, fd: named ? fd : 0, size: this.plan.size, byteLength: this.plan.size, runtime: "bun" };
    if (named) descriptor.name = this.name;
    const slices = described({ sab: this.plan.signals, abortSignalSAB: this.plan.abort, lock: this.plan.lock, returnLock: this.plan.returnLock }, descriptor);
    const none = this.names.map(() => -1);
    const workerData = {
      ...slices,
      abortSignalMax: abortCapacity === 0 ? undefined : abortCapacity,
      list: modules,
      ids: none,
      names: this.names,
      at: [-1, ...this.names.keys()],
      thread: 0,
      totalNumberOfThread: 1,
      startAt: this.startAt,
      payloadConfig: { mode: "fixed", payloadInitialBytes: payloadBytes, payloadMaxByteLength: payloadBytes, maxPayloadBytes: payloadBytes >> 3 },
      workerOptions: { timers: { parkMs: 1 }, resolveAfterFinishingAll: finishAll },
      permission: { enabled: true, mode: "unsafe", unsafe: true },
      aMemberOfTheFuture: { that: "is ignored" },
    };
    const env = {
      ...process.env,
      KNITTING_PROCESS_WORKER: "1",
      KNITTING_POOL_DEPTH: "1",
      KNITTING_PROCESS_WORKER_BOOT: JSON.stringify({ version: 1, workerData }),
      ...variables,
    };
    // A host appends the command that it would have run.
    this.child = spawn(program, [...rest, "bun", "/knitting/src/runtime/pool.ts"], { env, stdio: [named ? "ignore" : fd, "inherit", "pipe"] });
    this.errors = "";
    this.child.stderr.on("data", (chunk) => (this.errors += chunk));
    return new Promise((resolve) => this.child.on("close", (code, signal) => resolve({ code, signal })));
  }
  /** A call's outcome, {ok, value, frame}. */
  call(name, value, { stamp = 0, signal = -1, functionId = this.names.indexOf(name), payload } = {}) {
    const id = this.nextId++;
    const word0 = functionId | ((signal + 1) << 16);
    const publish = () => (payload === undefined ? this.requests.publish(word0, id, stamp, value) : this.requests.publishFrame(word0, id, stamp, payload));
    return new Promise((resolve, reject) => {
      this.open.set(id, { resolve, publish, published: false, stamp, reject });
      this.pump();
    });
  }
  pump() {
    let work = this.replies.hasPending() ? this.replies.drain((frame) => this.settle(frame)) : 0;
    for (const call of this.open.values()) {
      if (call.published) continue;
      if (!call.publish()) break;
      call.published = true;
      work++;
    }
    this.memory.store(this.plan.signals.byteOffset + 128, this.open.size > 0 ? 1 : 0);
    if (work > 0 && this.memory.load(this.plan.signals.byteOffset + 64) === 0) this.bump();
    return work;
  }
  bump() {
    this.memory.store(this.plan.signals.byteOffset, this.memory.load(this.plan.signals.byteOffset) + 1);
  }
  settle(frame) {
    const call = this.open.get(frame.taskId);
    if (call === undefined) {
      this.strays.push(frame.taskId);
      return;
    }
    this.open.delete(frame.taskId);
    if (frame.error !== undefined) call.reject(frame.error);
    else call.resolve({ ok: frame.word0 === 0, value: frame.value, frame });
  }
  /** Drains until the promise settles; fails when the worker ends first or the time is over. */
  async settled(promise, limitMs = 60_000) {
    let done = false;
    const end = performance.now() + limitMs;
    promise.then(() => (done = true), () => (done = true));
    for (let idle = 0; ; ) {
      idle = this.pump() > 0 ? 0 : idle + 1;
      await (idle > 20 ? setTimeout(1) : null);
      if (idle <= 20) await new Promise(setImmediate);
      if (done) return await promise;
      if (this.child.exitCode !== null || this.child.signalCode !== null) throw new Error(`the worker ended: ${this.errors}`);
      if (performance.now() > end) throw new Error(`nothing after ${limitMs} ms`);
    }
  }
  abort(signal) {
    const index = this.plan.abort.byteOffset + 4 * (signal >>> 5);
    this.memory.store(index, this.memory.load(index) | (1 << (signal & 31)));
  }
  rxStatus() {
    return this.memory.load(this.plan.signals.byteOffset + 64);
  }
  close() {
    this.child.kill("SIGTERM");
    fs.rmSync(this.path, { force: true });
  }
}
