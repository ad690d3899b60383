// Section 7 of SPEC.md: values to frames and back. Written from that text alone.
const INLINE = 512;
const INT64 = 2n ** 63n;
const utf8 = new TextEncoder();
const text = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

export class Envelope {
  constructor(header, body) {
    this.header = header;
    this.body = body;
  }
}

// kind: [dynamic tag, inline tag]
const KINDS = {
  Uint8Array: [17, 18],
  Int32Array: [19, 31],
  Float64Array: [20, 32],
  BigInt64Array: [21, 33],
  BigUint64Array: [22, 34],
  DataView: [23, 35],
  ArrayBuffer: [36, 37],
  Buffer: [38, 39],
};
const CLASSES = { Int32Array, Float64Array, BigInt64Array, BigUint64Array };

const bytesOf = (v) => (v instanceof ArrayBuffer ? new Uint8Array(v) : new Uint8Array(v.buffer, v.byteOffset, v.byteLength));
const kindOf = (v) => (v instanceof ArrayBuffer ? "ArrayBuffer" : v.constructor.name);
const immediate = (tag, low = 0, high = 0) => ({ tag, low, high });
const either = ([dynamic, inline], bytes) =>
  inline !== undefined && bytes.length <= INLINE ? { tag: inline, inline: bytes } : { tag: dynamic, dynamic: bytes };
const double = (tag, number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(number);
  return immediate(tag, bytes.readUInt32LE(0), bytes.readUInt32LE(4));
};
const bigint = (v) => {
  if (v >= -INT64 && v < INT64) {
    const bits = BigInt.asUintN(64, v);
    return immediate(2, Number(bits & 0xffffffffn), Number(bits >> 32n));
  }
  const bytes = [v < 0n ? 1 : 0];
  for (let left = v < 0n ? -v : v; left > 0n; left >>= 8n) bytes.push(Number(left & 255n));
  return either([28, 29], Uint8Array.from(bytes));
};
const plain = (e) => {
  if (!(e instanceof Error)) return typeof e === "bigint" ? `${e}` : e;
  const out = { name: e.name, message: e.message };
  if (typeof e.stack === "string") out.stack = e.stack;
  if (Object.hasOwn(e, "cause") && e.cause !== undefined) out.cause = plain(e.cause);
  return out;
};
const envelope = ({ header, body }) => {
  const isText = typeof header === "string";
  const head = utf8.encode(isText ? header : JSON.stringify(header));
  const content = bytesOf(body);
  return head.length <= INLINE
    ? { tag: isText ? 42 : 40, inline: head, dynamic: content, high: content.length }
    : { tag: isText ? 43 : 41, dynamic: Buffer.concat([head, content]), length: head.length, high: content.length };
};

/** {tag, low, high} for words 2 to 4, and the bytes that go into the slot or into a region. */
export const encode = (v) => {
  switch (typeof v) {
    case "undefined": return immediate(5);
    case "boolean": return immediate(v ? 3 : 4);
    case "number": return Number.isNaN(v) ? immediate(6) : double(9, v);
    case "bigint": return bigint(v);
    case "string": return either([11, 15], utf8.encode(v));
    case "symbol": {
      const key = Symbol.keyFor(v);
      if (key === undefined) throw new TypeError("KNT_ERROR_1: Symbol must use Symbol.for(...) keys");
      const bytes = utf8.encode(key);
      return key.length <= 170 ? { tag: 27, inline: bytes } : { tag: 26, dynamic: bytes };
    }
    case "function": throw new TypeError(`KNT_ERROR_0: Function is not a valid type; name: ${v.name || "<anonymous>"}`);
  }
  if (v === null) return immediate(10);
  if (v instanceof Date) return double(25, v.getTime());
  if (v instanceof Error) return { tag: 24, dynamic: utf8.encode(JSON.stringify(plain(v))) };
  if (v instanceof Envelope) return envelope(v);
  if (v instanceof ArrayBuffer || ArrayBuffer.isView(v)) return either(KINDS[kindOf(v)], bytesOf(v));
  return either([12, 16], utf8.encode(JSON.stringify(v)));
};

const INLINE_TAGS = new Set([15, 16, 18, 27, 29, 31, 32, 33, 34, 35, 37, 39, 45, 46, 54]);
const IMMEDIATE_TAGS = new Set([2, 3, 4, 5, 6, 9, 10, 25]);
const ENVELOPE_TAGS = new Set([40, 41, 42, 43]);
const DYNAMIC_TAGS = new Set([11, 12, 17, 19, 20, 21, 22, 23, 24, 26, 28, 36, 38, 44, 53]);

export const hasRegion = (tag) => DYNAMIC_TAGS.has(tag) || (tag >= 40 && tag <= 43) || (tag >= 49 && tag <= 52);

const number64 = (low, high) => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(low, 0);
  bytes.writeUInt32LE(high, 4);
  return bytes;
};
const errorOf = (json) => {
  const { name, message, stack, cause } = JSON.parse(json);
  const error = new Error(message, cause === undefined ? undefined : { cause });
  if (typeof name === "string" && name !== "") error.name = name;
  if (typeof stack === "string") error.stack = stack;
  return error;
};
const bigOf = (bytes) => {
  let value = 0n;
  for (let i = bytes.length - 1; i > 0; i--) value = (value << 8n) | BigInt(bytes[i]);
  return bytes[0] === 1 ? -value : value;
};
const viewOf = (kind, bytes) => {
  if (kind === "Buffer") return Buffer.from(bytes);
  const buffer = new Uint8Array(bytes).buffer;
  if (kind === "ArrayBuffer") return buffer;
  if (kind === "DataView") return new DataView(buffer);
  return kind === "Uint8Array" ? new Uint8Array(buffer) : new CLASSES[kind](buffer);
};

/** A value from words 2 to 5; inline(n) and dynamic(offset, n) give the bytes. */
export const decode = ({ tag, low, high, length }, inline, dynamic) => {
  switch (tag) {
    case 2: return number64(low, high).readBigInt64LE(0);
    case 3: return true;
    case 4: return false;
    case 5: return undefined;
    case 6: return NaN;
    case 9: return number64(low, high).readDoubleLE(0);
    case 10: return null;
    case 25: return new Date(number64(low, high).readDoubleLE(0));
  }
  if (ENVELOPE_TAGS.has(tag)) {
    const inSlot = tag === 40 || tag === 42;
    const head = text(inSlot ? inline(length) : dynamic(0, length));
    const body = viewOf("ArrayBuffer", dynamic(inSlot ? 0 : length, high));
    return new Envelope(tag >= 42 ? head : JSON.parse(head), body);
  }
  if (!INLINE_TAGS.has(tag) && !DYNAMIC_TAGS.has(tag)) throw new TypeError(`no payload has the tag ${tag}`);
  const bytes = INLINE_TAGS.has(tag) ? inline(length) : dynamic(0, length);
  const kind = Object.keys(KINDS).find((k) => KINDS[k].includes(tag));
  if (kind !== undefined) return viewOf(kind, bytes);
  switch (tag) {
    case 11: case 15: return text(bytes);
    case 12: case 16: return JSON.parse(text(bytes));
    case 24: return errorOf(text(bytes));
    case 26: case 27: return Symbol.for(text(bytes));
    case 28: case 29: return bigOf(bytes);
    case 53: case 54: return [...new Float64Array(new Uint8Array(bytes).buffer)];
    default: throw new TypeError(`this peer does not read the tag ${tag}`);
  }
};

export const isImmediate = (tag) => IMMEDIATE_TAGS.has(tag);
