// A process worker in plain Node, made from SPEC.md alone: for tests of hosts.
import fs from "node:fs";
import { setImmediate, setTimeout } from "node:timers/promises";
import { Drainer, Publisher } from "./lane.mjs";
import { Memory } from "./memory.mjs";

const SPINS = 50;
const PARK_MS = 1;
const HOST_LOOK_MS = 200;

const open = ({ name, size }) => {
  const fd = name === undefined ? 0 : fs.openSync(`/dev/shm/${name}`, "r+");
  if (fs.fstatSync(fd).size < size) throw new Error(`the memory is smaller than ${size} bytes`);
  return new Memory(fd);
};

const load = async ({ list, names }) => {
  const found = new Map();
  for (const url of list) for (const [name, value] of Object.entries(await import(url))) found.set(name, value);
  return names.map((name) => {
    if (typeof found.get(name) !== "function") throw new Error(`no module exports the function ${name}`);
    return found.get(name);
  });
};

class Worker {
  constructor(boot, memory, tasks) {
    this.memory = memory;
    this.tasks = tasks;
    this.abort = boot.abortSignalSAB?.byteOffset;
    this.op = boot.sab.byteOffset;
    this.rxStatus = boot.sab.byteOffset + 64;
    this.requests = new Drainer(memory, boot.lock);
    this.replies = new Publisher(memory, boot.returnLock);
    this.waiting = [];
  }
  toolkit(word0) {
    const signal = (word0 >>> 16) - 1;
    if (signal < 0 || this.abort === undefined) return undefined;
    const index = this.abort + 4 * (signal >>> 5);
    return { hasAborted: () => ((this.memory.load(index) >>> (signal & 31)) & 1) === 1, now: () => performance.now() };
  }
  async run(frame) {
    let rejected = 0;
    let value;
    try {
      if (frame.error !== undefined) throw frame.error;
      const task = this.tasks[frame.word0 & 0xffff];
      if (task === undefined) throw new TypeError(`no function has the id ${frame.word0 & 0xffff}`);
      value = await task(frame.value, this.toolkit(frame.word0));
    } catch (e) {
      rejected = 1;
      value = e;
    }
    this.waiting.push({ frame, rejected, value });
  }
  flush() {
    while (this.waiting.length > 0) {
      const { frame, rejected, value } = this.waiting[0];
      try {
        if (!this.replies.publish(rejected, frame.taskId, frame.stamp, value)) return;
      } catch (e) {
        this.waiting[0] = { frame, rejected: 1, value: String(e.message) };
        continue;
      }
      this.waiting.shift();
    }
  }
  async serve() {
    this.memory.store(this.rxStatus, 1);
    for (let idle = 0; ; ) {
      idle = this.requests.hasPending() && this.requests.drain((frame) => void this.run(frame)) > 0 ? 0 : idle + 1;
      this.flush();
      if (idle < SPINS || this.waiting.length > 0) {
        await setImmediate();
        continue;
      }
      this.memory.store(this.rxStatus, 0);
      if (!this.requests.hasPending()) await setTimeout(PARK_MS);
      this.memory.store(this.rxStatus, 1);
    }
  }
}

const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(0), HOST_LOOK_MS);
try {
  const { version, workerData } = JSON.parse(process.env.KNITTING_PROCESS_WORKER_BOOT ?? "null") ?? {};
  if (version !== 1) throw new Error("no boot payload of version 1 in KNITTING_PROCESS_WORKER_BOOT");
  delete process.env.KNITTING_PROCESS_WORKER_BOOT;
  const memory = open(workerData.sab.descriptor);
  memory.store(workerData.sab.byteOffset + 64, 1);
  await new Worker(workerData, memory, await load(workerData)).serve();
} catch (e) {
  console.error(`Worker startup failed: ${e.message}`);
  process.exit(1);
}
