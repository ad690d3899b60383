// A small subject of docs/subject-protocol.md, written from SPEC.md alone: immediate values, strings, bytes, bigints,
// mailboxes, regions and abort signals. Reads questions from standard input, one JSON object a line.
import { createInterface } from "node:readline";

const INLINE = 512, SLOTS = 32, STATIC = new Map(), KINDS = { Uint8Array: [18, 17], Buffer: [39, 38], ArrayBuffer: [37, 36], DataView: [35, 23] };
for (const [name, [tag]] of Object.entries(KINDS)) STATIC.set(tag, name);
const u32 = (n) => n >>> 0;
const highest = (bits) => 31 - Math.clz32(bits);
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const unhex = (text) => Buffer.from(text, "hex");
const align64 = (n) => Math.ceil(n / 64) * 64;

function halves(write) {
  const bytes = Buffer.alloc(8);
  write(bytes);
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
}

function frame(question, { tag, low = 0, high = 0, length = 0, inline = [], region = [] }) {
  const used = region.length === 0 ? 0 : 1;
  return {
    slot: 31, words: [question.functionId, question.taskId, tag, low, high, length, 0, 0],
    hostBits: 0x80000000, workerBits: 0, payloadHostBits: used, payloadWorkerBits: 0, static: hex(inline), dynamic: hex(region),
  };
}

function bytesFrame(question, bytes, inlineTag, regionTag, label) {
  if (bytes.length <= INLINE) return frame(question, { tag: inlineTag, length: bytes.length, inline: bytes });
  const limit = question.maxPayloadBytes ?? Math.floor((question.payloadCapacity ?? 2097152) / 8);
  if (bytes.length > limit) {
    return { refused: `KNT_ERROR_3: Unsupported payload type; Dynamic payload exceeds maxPayloadBytes. limit=${limit}; actual=${bytes.length}; type=${label}.` };
  }
  return frame(question, { tag: regionTag, length: bytes.length, region: bytes });
}

function bigintBytes(value) {
  const bytes = [value < 0n ? 1 : 0];
  for (let left = value < 0n ? -value : value; left > 0n; left >>= 8n) bytes.push(Number(left & 255n));
  return Buffer.from(bytes);
}

function encode(question) {
  const value = question.value;
  switch (value.type) {
    case "boolean": return frame(question, { tag: value.value ? 3 : 4 });
    case "undefined": return frame(question, { tag: 5 });
    case "null": return frame(question, { tag: 10 });
    case "number": {
      if (value.f64 === "NaN") return frame(question, { tag: 6 });
      const [low, high] = halves((b) => b.writeBigUInt64LE(BigInt("0x" + value.f64)));
      return frame(question, { tag: 9, low, high });
    }
    case "bigint": {
      const n = BigInt(value.value);
      if (BigInt.asIntN(64, n) !== n) return bytesFrame(question, bigintBytes(n), 29, 28, "BigInt");
      const [low, high] = halves((b) => b.writeBigInt64LE(n));
      return frame(question, { tag: 2, low, high });
    }
    case "string": {
      const units = unhex(value.utf16 ?? "").swap16();
      return bytesFrame(question, Buffer.from(value.value ?? units.toString("utf16le"), "utf8"), 15, 11, "String");
    }
    default: {
      const tags = KINDS[value.type];
      if (tags === undefined) return { unsupported: `values of type ${value.type}` };
      return bytesFrame(question, unhex(value.hex), ...tags, value.type === "Uint8Array" ? "Binary" : value.type);
    }
  }
}

function decodeValue(question, bytes) {
  const [, , tag, low, high] = question.words;
  const immediate = Buffer.alloc(8);
  immediate.writeUInt32LE(low, 0);
  immediate.writeUInt32LE(high, 4);
  const number = (n) => ({ type: "number", f64: immediate.readBigUInt64LE().toString(16).padStart(16, "0"), text: Object.is(n, -0) ? "-0" : String(n) });
  switch (tag) {
    case 2: return { type: "bigint", value: immediate.readBigInt64LE().toString() };
    case 3: case 4: return { type: "boolean", value: tag === 3 };
    case 5: return { type: "undefined" };
    case 6: return { type: "number", f64: "NaN", text: "NaN" };
    case 9: return Number.isNaN(immediate.readDoubleLE()) ? { type: "number", f64: "NaN", text: "NaN" } : number(immediate.readDoubleLE());
    case 10: return { type: "null" };
    case 11: case 15: return { type: "string", value: bytes.toString("utf8") };
    case 28: case 29: {
      let n = 0n;
      for (let i = bytes.length - 1; i > 0; i--) n = (n << 8n) | BigInt(bytes[i]);
      return { type: "bigint", value: (bytes[0] === 1 ? -n : n).toString() };
    }
    default: {
      const name = STATIC.get(tag) ?? Object.keys(KINDS).find((kind) => KINDS[kind][1] === tag);
      return name === undefined ? undefined : { type: name, hex: hex(bytes) };
    }
  }
}

function decode(question) {
  const [, , tag, start, , length, region] = question.words;
  const inRegion = tag === 11 || tag === 28 || Object.values(KINDS).some(([, dynamic]) => dynamic === tag);
  const inSlot = tag === 15 || tag === 29 || STATIC.has(tag);
  const freed = inRegion ? 1 << (region & 31) : 0;
  const room = inRegion ? (question.payloadCapacity ?? 2097152) - 64 - start : inSlot ? INLINE : length;
  const bytes = unhex(inRegion ? question.dynamic : question.static).subarray(0, length);
  const outcome = length > room ? { refused: `${length} bytes do not fit` } : { value: decodeValue(question, bytes) };
  if (outcome.refused === undefined && outcome.value === undefined) return { unsupported: `tag ${tag}` };
  return {
    ...outcome, hostBits: question.hostBits, workerBits: question.hostBits,
    payloadHostBits: question.payloadHostBits, payloadWorkerBits: u32(question.payloadWorkerBits ^ freed),
  };
}

function mailbox() {
  let host = 0, worker = 0, seen = 0, last = SLOTS;
  const ids = new Array(SLOTS), words = () => ({ hostBits: u32(host), workerBits: u32(worker), payloadHostBits: 0, payloadWorkerBits: 0 });
  return {
    publish({ taskId }) {
      if ((host ^ seen) === -1) seen = worker;
      if ((host ^ seen) === -1) return { ok: false, slot: -1, ...words() };
      const slot = highest(~(host ^ seen));
      ids[slot] = taskId;
      host ^= 1 << slot;
      return { ok: true, slot, ...words() };
    },
    drain() {
      const taskIds = [];
      for (let pending = host ^ worker; pending !== 0;) {
        const below = pending & (last === SLOTS ? -1 : last === 0 ? 0 : -1 >>> (SLOTS - last));
        last = highest(below === 0 ? pending : below);
        taskIds.push(ids[last]);
        pending ^= 1 << last;
        worker ^= 1 << last;
      }
      return { taskIds, ...words() };
    },
  };
}

function regions() {
  let table = [], size = [], tracked = 0, host = 0, worker = 0;
  const words = () => ({ payloadHostBits: u32(host), payloadWorkerBits: u32(worker) });
  const lowestFree = () => highest(~tracked & -~tracked);
  const taken = (slot, start, bytes, shrinkTo) => {
    size[slot] = align64(shrinkTo ?? bytes);
    tracked |= 1 << slot;
    host ^= 1 << slot;
    return { slot, start, ...words() };
  };
  return {
    reserve({ bytes, shrinkTo }) {
      const wanted = align64(bytes);
      let freed = tracked & ~(host ^ worker);
      if (freed === tracked) {
        table = [{ slot: 0, start: 0 }];
        tracked = 0;
        return taken(0, 0, bytes, shrinkTo);
      }
      const same = table.find((entry) => (freed >>> entry.slot & 1) === 1 && size[entry.slot] === wanted);
      if (same !== undefined) {
        if (tracked === -1) return { slot: -1, start: null, ...words() };
        const slot = lowestFree();
        tracked &= ~(1 << same.slot);
        same.slot = slot;
        return taken(slot, same.start, bytes, shrinkTo);
      }
      table = table.filter((entry) => (freed >>> entry.slot & 1) === 0);
      tracked &= ~freed;
      if (tracked === -1) return { slot: -1, start: null, ...words() };
      const slot = lowestFree();
      let at = 0, end = 0;
      while (at < table.length && table[at].start - end < wanted) {
        end = table[at].start + size[table[at].slot];
        at++;
      }
      table.splice(at, 0, { slot, start: end });
      return taken(slot, end, bytes, shrinkTo);
    },
    free({ slot }) {
      worker ^= 1 << slot;
      return words();
    },
  };
}

function abort({ capacity }) {
  const count = Math.max(1, Math.ceil(capacity / 32));
  const shared = new Array(count).fill(0), used = new Array(count).fill(0);
  let inUse = 0, cursor = 0;
  const words = () => ({ words: shared.map(u32) });
  return {
    acquire() {
      for (let step = 0; step < count && inUse < capacity; step++) {
        const word = (cursor + step) % count;
        for (let bit = 0; bit < 32 && word * 32 + bit < capacity; bit++) {
          if ((used[word] >>> bit & 1) === 1) continue;
          used[word] |= 1 << bit;
          shared[word] &= ~(1 << bit);
          inUse++;
          cursor = (word + 1) % count;
          return { signal: word * 32 + bit, ...words() };
        }
      }
      return { signal: "exhausted", ...words() };
    },
    abort({ signal }) {
      if (signal < capacity) shared[signal >> 5] |= 1 << (signal & 31);
      return words();
    },
    release({ signal }) {
      const word = signal >> 5, bit = 1 << (signal & 31);
      if (signal < capacity && (used[word] & bit) !== 0) {
        used[word] &= ~bit;
        shared[word] &= ~bit;
        inUse--;
        cursor = word;
      }
      return words();
    },
  };
}

let script;
function answer(question) {
  switch (question.op) {
    case "hello": return { subject: "subject.mjs", protocol: 1 };
    case "encode": return encode(question);
    case "decode": return decode(question);
    case "open": {
      const make = { mailbox, regions, abort }[question.kind];
      if (make === undefined) return { unsupported: `scripts of kind ${question.kind}` };
      script = make(question);
      return question.kind === "abort" ? { closeNow: question.capacity + 1 } : {};
    }
    case "step": return script[question.do](question);
    default: return { unsupported: question.op };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = answer(JSON.parse(line));
  } catch (error) {
    reply = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
}
