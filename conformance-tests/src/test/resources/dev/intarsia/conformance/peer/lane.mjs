// Sections 4 to 6 and 8 of SPEC.md: one lane's mailbox and regions, as publisher or as drainer.
import { decode, encode, hasRegion } from "./payload.mjs";

const SLOTS = 32;
const FULL = 0xffffffff;
const LINE = 512;
const DATA = 64;
const align = (n) => (n + 63) & ~63;
const highestZero = (word) => 31 - Math.clz32(~word);

const indexes = (lane) => ({
  headers: lane.headers.byteOffset,
  stride: lane.headerSlotStrideU32 * 4,
  host: lane.lockSector.byteOffset,
  worker: lane.lockSector.byteOffset + 64,
  payloadHost: lane.payloadSector.byteOffset + 128,
  payloadWorker: lane.payloadSector.byteOffset + 192,
  payload: lane.payload.byteOffset,
  capacity: lane.payload.byteLength,
});

export class Publisher {
  constructor(memory, lane) {
    this.memory = memory;
    this.at = indexes(lane);
    this.host = 0;
    this.seen = 0;
    this.payloadHost = 0;
    this.regions = new Map(); // slot to {start, size}
  }
  hasRoom() {
    if (((this.host ^ this.seen) >>> 0) === FULL) this.seen = this.memory.load(this.at.worker);
    return ((this.host ^ this.seen) >>> 0) !== FULL;
  }
  reserve(bytes) {
    const size = align(Math.max(1, bytes));
    const used = (this.payloadHost ^ this.memory.load(this.at.payloadWorker)) >>> 0;
    for (const slot of [...this.regions.keys()]) if (((used >>> slot) & 1) === 0) this.regions.delete(slot);
    const slot = [...Array(SLOTS).keys()].find((n) => !this.regions.has(n));
    if (slot === undefined) return undefined;
    let start = 0;
    for (const taken of [...this.regions.values()].sort((a, b) => a.start - b.start)) {
      if (taken.start - start >= size) break;
      start = taken.start + taken.size;
    }
    if (DATA + start + size > this.at.capacity) return undefined;
    this.regions.set(slot, { start, size });
    this.payloadHost = (this.payloadHost ^ (1 << slot)) >>> 0;
    this.memory.store(this.at.payloadHost, this.payloadHost);
    return { slot, start };
  }
  /** False when there is no room now; throws when the value can't be encoded. */
  publish(word0, taskId, stamp, value) {
    return this.publishFrame(word0, taskId, stamp, encode(value));
  }
  publishFrame(word0, taskId, stamp, payload) {
    if (!this.hasRoom()) return false;
    let region = { slot: 0, start: payload.low ?? 0 };
    if (payload.dynamic !== undefined) {
      region = this.reserve(payload.dynamic.length);
      if (region === undefined) return false;
      this.memory.write(this.at.payload + DATA + region.start, payload.dynamic);
    }
    const slot = highestZero(this.host ^ this.seen);
    const index = this.at.headers + slot * this.at.stride;
    if (payload.inline !== undefined) this.memory.write(index, payload.inline);
    const length = payload.length ?? (payload.inline ?? payload.dynamic)?.length ?? 0;
    const words = [word0, taskId, payload.tag, region.start, payload.high ?? 0, length, region.slot | (stamp << 5), 0];
    const line = Buffer.alloc(32);
    words.forEach((word, n) => line.writeUInt32LE(word >>> 0, 4 * n));
    this.memory.write(index + LINE, line);
    this.host = (this.host ^ (1 << slot)) >>> 0;
    this.memory.store(this.at.host, this.host);
    return true;
  }
}

export class Drainer {
  constructor(memory, lane) {
    this.memory = memory;
    this.at = indexes(lane);
    this.worker = 0;
    this.last = SLOTS;
  }
  hasPending() {
    return this.memory.load(this.at.host) !== this.worker;
  }
  /** Hands {word0, taskId, stamp, word7, value, error} of each pending frame on. */
  drain(handle) {
    let pending = (this.memory.load(this.at.host) ^ this.worker) >>> 0;
    let taken = 0;
    const frames = [];
    while (pending !== 0) {
      const below = this.last >= 32 ? pending : pending & ((1 << this.last) - 1);
      const slot = 31 - Math.clz32(below === 0 ? pending : below);
      this.last = slot;
      frames.push(this.read(slot));
      pending = (pending ^ (1 << slot)) >>> 0;
      taken = (taken ^ (1 << slot)) >>> 0;
    }
    if (taken !== 0) {
      this.worker = (this.worker ^ taken) >>> 0;
      this.memory.store(this.at.worker, this.worker);
    }
    frames.forEach(handle);
    return frames.length;
  }
  read(slot) {
    const index = this.at.headers + slot * this.at.stride;
    const line = this.memory.read(index + LINE, 32);
    const [word0, taskId, tag, low, high, length, word6, word7] = Array.from({ length: 8 }, (_, n) => line.readUInt32LE(4 * n));
    const frame = { word0, taskId, stamp: word6 >>> 5, word7, tag };
    const part = (offset, n) => {
      const start = DATA + low + offset;
      if (start + n > this.at.capacity) throw new RangeError("the payload lies outside of its area");
      return this.memory.read(this.at.payload + start, n);
    };
    try {
      const inline = (n) => {
        if (n > LINE) throw new RangeError(`${n} bytes do not fit a slot`);
        return this.memory.read(index, n);
      };
      frame.value = decode({ tag, low, high, length }, inline, part);
    } catch (e) {
      frame.error = e;
    }
    if (hasRegion(tag)) {
      // This peer is the only one that frees on its lane, so load and store do for the atomic toggle.
      const worker = this.memory.load(this.at.payloadWorker);
      this.memory.store(this.at.payloadWorker, worker ^ (1 << (word6 & 31)));
    }
    return frame;
  }
}
