// What a value is, and how values are made. Intrinsics are taken before any task code runs; only what the
// reference itself looks up on the value (constructor, name, message, stack, cause, toJSON) is looked up here.
(shapes) => {
  "use strict";
  const { apply } = Reflect;
  const { getPrototypeOf, getOwnPropertyDescriptor, prototype: objectPrototype } = Object;
  const { parse, stringify } = JSON;
  const isArray = Array.isArray;
  const hasOwn = Object.hasOwn;
  const objectKeys = Object.keys;
  const { for: symbolFor, keyFor } = Symbol;
  const [
    REFUSED, UNDEFINED, NULL, BIGINT, SYMBOL, DATE, ERROR, EXTERNAL, ENVELOPE, ENVELOPE_STRING, SHARED, PROMISE, PRIMITIVE,
    ENVELOPE_SHARED, ENVELOPE_STRING_SHARED, SHAPED,
  ] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
  const U8 = 16, BUFFER = 17, ARRAY_BUFFER = 18, DATA_VIEW = 19, I32 = 20, F64 = 21, I64 = 22, U64 = 23, NUMERIC = 24;
  const u8Prototype = Uint8Array.prototype;
  const promisePrototype = Promise.prototype;
  const typedPrototype = getPrototypeOf(u8Prototype);
  const getter = (prototype, name) => getOwnPropertyDescriptor(prototype, name).get;
  const viewBuffer = getter(typedPrototype, "buffer");
  const viewOffset = getter(typedPrototype, "byteOffset");
  const viewLength = getter(typedPrototype, "byteLength");
  const dataBuffer = getter(DataView.prototype, "buffer");
  const dataOffset = getter(DataView.prototype, "byteOffset");
  const dataLength = getter(DataView.prototype, "byteLength");
  const bufferLength = getter(ArrayBuffer.prototype, "byteLength");
  const getTime = Date.prototype.getTime;
  const intrinsics = {
    Uint8Array, ArrayBuffer, DataView, Int32Array, Float64Array, BigInt64Array, BigUint64Array, Date, Error, Promise,
    SharedArrayBuffer, BigInt, Number, String, Map, Set, AggregateError,
  };
  const I = intrinsics;
  const brandExternal = symbolFor("knitting.payloadCodec");
  const brandCodecId = symbolFor("knitting.payloadCodec.id");
  const brandNumeric = symbolFor("knitting.numericArray");
  const dispose = Symbol.dispose ?? symbolFor("Symbol.dispose");
  class Envelope {
    constructor(header, payload) {
      this.header = header;
      this.payload = payload;
    }
    [dispose]() {
      this.payload?.[dispose]?.();
    }
  }
  class NumericArray extends Array {}
  Object.defineProperty(NumericArray.prototype, brandNumeric, { value: true });
  const MOST_PROPERTIES = 256, MOST_DEPTH = 8;
  let detail, offset = 0, length = 0;
  /** What tells ProcessSharedBuffers, once there may be one. */
  let shared;

  class Box {
    constructor(value) {
      this.value = value;
    }
  }
  const boxPrototype = Box.prototype;
  const refuse = (message) => {
    detail = message;
    return REFUSED;
  };
  const unsupported = (why) => refuse(`KNT_ERROR_3: Unsupported payload type; ${why}`);
  const OBJECT =
    "Unsupported object type. Allowed: plain object, array, Error, Date, Envelope, Buffer, ArrayBuffer, DataView, typed arrays, and registered external payloads. Serialize it yourself.";
  const POINTER =
    "SharedArrayBuffer and BufferReference are process-local pointer payloads and cannot cross a process-worker boundary; use ProcessSharedBuffer instead.";
  // Getters and proxies of a value may throw anything, even what throws again when it is looked at.
  const text = (error) => {
    try {
      return I.String(error instanceof I.Error ? error.message : error);
    } catch {
      return "a value that cannot be read";
    }
  };
  const read = (object, key, otherwise) => {
    try {
      return object[key];
    } catch {
      return otherwise;
    }
  };
  const isInstance = Function.prototype[Symbol.hasInstance];
  const isPromise = (value) => apply(isInstance, I.Promise, [value]);

  // Kind and length in one number; it is negative when there is an offset, which is asked for.
  const packed = (kind) => (offset === 0 ? length * 64 + kind : -(length * 64 + kind));
  const view = (value, kind) => {
    detail = apply(viewBuffer, value, []);
    offset = apply(viewOffset, value, []);
    length = apply(viewLength, value, []);
    return packed(kind);
  };
  const whole = (value, kind) => {
    detail = value;
    offset = 0;
    length = apply(bufferLength, value, []);
    return packed(kind);
  };
  const { known } = shapes;
  const json = (value) => {
    let out;
    try {
      for (let i = 0; i < known.length; i++) {
        const scalars = known[i].take(value);
        if (scalars !== undefined) {
          detail = scalars;
          return i * 64 + SHAPED;
        }
      }
      out = shapes.stringify(value);
    } catch (error) {
      return refuse(`KNT_ERROR_2: JSON stringify failed; ${text(error) || "payload must be JSON-safe"}`);
    }
    return out === undefined ? unsupported("JSON.stringify gave undefined") : out;
  };
  const cause = (value) => {
    if (value === null || value === undefined) return value;
    switch (typeof value) {
      case "string":
      case "number":
      case "boolean":
        return value;
      case "bigint":
      case "symbol":
      case "function":
        return I.String(value);
    }
    if (value instanceof I.Error) return errorFields(value);
    try {
      return parse(stringify(value));
    } catch {
      return I.String(value);
    }
  };
  const errorFields = (error) => {
    const fields = { name: read(error, "name", "Error"), message: read(error, "message", "an error that cannot be read") };
    const stack = read(error, "stack");
    if (typeof stack === "string") fields.stack = stack;
    if (hasOwn(error, "cause")) fields.cause = cause(read(error, "cause"));
    own(error, fields);
    return fields;
  };
  // What else it has: its own enumerable properties that JSON can show, and the errors of an AggregateError. The reference reads
  // none of them, so that it is not disturbed.
  const own = (error, fields) => {
    try {
      const keys = objectKeys(error);
      for (let i = 0; i < keys.length && propertiesLeft > 0; i++) {
        const key = keys[i];
        propertiesLeft--;
        if (hasOwn(fields, key) || key === "name" || key === "message" || key === "stack" || key === "cause" || key === "__proto__") continue;
        const value = shown(read(error, key));
        if (value !== undefined) fields[key] = value;
      }
      if (error instanceof I.AggregateError && hasOwn(error, "errors") && isArray(error.errors)) {
        const errors = [];
        for (let i = 0; i < error.errors.length && propertiesLeft > 0; i++, propertiesLeft--) errors[i] = shown(error.errors[i]) ?? null;
        fields.errors = errors;
      }
    } catch {
      // A proxy or getter that throws: what was read so far crosses.
    }
  };
  let depth = 0, propertiesLeft = 0;
  const shown = (value) => {
    if (typeof value === "function" || typeof value === "symbol" || depth === MOST_DEPTH) return undefined;
    depth++;
    try {
      return cause(value);
    } finally {
      depth--;
    }
  };
  const error = (value) => {
    propertiesLeft = MOST_PROPERTIES;
    depth = 0;
    detail = stringify(errorFields(value));
    return ERROR;
  };
  const date = (value) => {
    detail = apply(getTime, value, []);
    return DATE;
  };
  const hasPromise = (value, seen) => {
    if (isPromise(value)) return true;
    if (value === null || typeof value !== "object" || seen.has(value)) return false;
    seen.add(value);
    if (isArray(value)) return value.some((item) => hasPromise(item, seen));
    const prototype = getPrototypeOf(value);
    if (prototype !== objectPrototype && prototype !== null) return false;
    return Object.keys(value).some((key) => hasPromise(value[key], seen));
  };
  const envelope = (value) => {
    const { header, payload } = value;
    const isString = typeof header === "string";
    const body = shared?.is(payload) ? shared.handle(payload) : undefined;
    if (body === undefined && !(payload instanceof I.ArrayBuffer)) {
      return unsupported("Envelope payload must be an ArrayBuffer, SharedArrayBuffer, ProcessSharedBuffer, or BufferReference.");
    }
    if (hasPromise(header, new I.Set())) return unsupported("Envelope header cannot contain Promise values.");
    let headerText = header;
    if (!isString) {
      try {
        headerText = stringify(header);
      } catch (failed) {
        return refuse(`KNT_ERROR_2: JSON stringify failed; ${text(failed)}`);
      }
      if (typeof headerText !== "string") return unsupported("Envelope header must be a JSON-like value or string.");
    }
    if (body !== undefined) {
      pendingBuffer = body;
      detail = headerText;
      length = offset = 0;
      return isString ? ENVELOPE_STRING_SHARED : ENVELOPE_SHARED;
    }
    const code = whole(payload, isString ? ENVELOPE_STRING : ENVELOPE);
    pendingBuffer = detail;
    detail = headerText;
    return code;
  };
  let pendingBuffer;
  const numeric = (value) => {
    const copy = new I.Float64Array(value.length);
    for (let i = 0; i < copy.length; i++) copy[i] = value[i];
    return view(copy, NUMERIC);
  };
  const external = (value) => {
    const id = value[brandCodecId];
    if (typeof id !== "string") return unsupported(OBJECT);
    if (id.startsWith("knitting.")) return unsupported("Reserved Knitting external payload codec cannot be forged.");
    const out = stringify([id, value.toMetadata()]);
    if (typeof out !== "string") return unsupported("External payload metadata must be JSON serializable.");
    detail = out;
    return EXTERNAL;
  };
  const byConstructor = new I.Map([
    [I.ArrayBuffer, (v) => whole(v, ARRAY_BUFFER)],
    [I.Int32Array, (v) => view(v, I32)],
    [I.Float64Array, (v) => view(v, F64)],
    [I.BigInt64Array, (v) => view(v, I64)],
    [I.BigUint64Array, (v) => view(v, U64)],
    [
      I.DataView,
      (v) => {
        detail = apply(dataBuffer, v, []);
        offset = apply(dataOffset, v, []);
        length = apply(dataLength, v, []);
        return packed(DATA_VIEW);
      },
    ],
    [I.Date, date],
    [I.Promise, () => PROMISE],
    [I.Error, error],
  ]);
  const object = (value) => {
    const prototype = getPrototypeOf(value);
    if (prototype === u8Prototype) return view(value, U8);
    if (prototype === boxPrototype) {
      detail = value.value;
      return BIGINT;
    }
    if (isArray(value)) return value[brandNumeric] === true ? numeric(value) : json(value);
    if (prototype === objectPrototype || prototype === null) return json(value);
    if (prototype === promisePrototype || isPromise(value)) return PROMISE;
    let Buffer;
    try {
      Buffer = globalThis.Buffer;
    } catch {
      // It can't load where a module replaced what it stands on, and so there are no Buffers.
    }
    if (typeof Buffer?.isBuffer === "function" && value instanceof I.Uint8Array && Buffer.isBuffer(value)) {
      return view(value, BUFFER);
    }
    const known = byConstructor.get(value.constructor);
    if (known !== undefined) return known(value);
    if (shared?.is(value)) {
      detail = shared.handle(value);
      length = offset = 0;
      return SHARED;
    }
    if (value.constructor === Envelope || value instanceof Envelope) return envelope(value);
    if (value instanceof I.Date) return date(value);
    if (value instanceof I.Error) return error(value);
    if (value instanceof I.SharedArrayBuffer) return unsupported(POINTER);
    if (value[brandExternal] === true && typeof value.toMetadata === "function") return external(value);
    return unsupported(OBJECT);
  };
  const describe = (value) => {
    try {
      switch (typeof value) {
        case "undefined":
          return UNDEFINED;
        case "object":
          return value === null ? NULL : object(value);
        case "symbol":
          detail = keyFor(value);
          return detail === undefined ? refuse("KNT_ERROR_1: Symbol must use Symbol.for(...) keys") : SYMBOL;
        case "function":
          return refuse(`KNT_ERROR_0: Function is not a valid type; name: ${value.name || "<anonymous>"}`);
        case "bigint":
          detail = value;
          return BIGINT;
        default:
          return PRIMITIVE;
      }
    } catch (failed) {
      return unsupported(text(failed));
    }
  };

  // Bytes arrive in a buffer that the host wrote. Eight at a time: Float64Array elements keep their bits.
  let staged8, staged1;
  const { set, subarray } = typedPrototype;
  const copied = (bytes) => {
    const buffer = new I.ArrayBuffer(bytes);
    const words = bytes >>> 3;
    if (words !== 0) apply(set, new I.Float64Array(buffer, 0, words), [apply(subarray, staged8, [0, words])]);
    const rest = words << 3;
    if (rest !== bytes) {
      const tail = new I.Uint8Array(buffer);
      for (let i = rest; i < bytes; i++) tail[i] = staged1[i];
    }
    return buffer;
  };

  return {
    describe,
    Box,
    takeDetail() {
      const taken = detail;
      detail = pendingBuffer;
      pendingBuffer = undefined;
      return taken;
    },
    detailOffset: () => offset,
    seal: (value) => (typeof value === "bigint" ? new Box(value) : value),
    classes: { Envelope, NumericArray, isNumericArray: (value) => value[brandNumeric] === true },
    bigint: I.BigInt,
    symbol: symbolFor,
    date: (ms) => new I.Date(ms),
    makeError(source) {
      let fields;
      try {
        fields = parse(source);
      } catch {
        return new I.Error(source);
      }
      if (fields === null || typeof fields !== "object") return new I.Error(I.String(fields));
      const made = new I.Error(typeof fields.message === "string" ? fields.message : "");
      if (typeof fields.name === "string" && fields.name.length > 0) made.name = fields.name;
      if (typeof fields.stack === "string") made.stack = fields.stack;
      if (hasOwn(fields, "cause")) made.cause = fields.cause;
      const keys = objectKeys(fields);
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i];
        if (key !== "name" && key !== "message" && key !== "stack" && key !== "cause" && key !== "__proto__") made[key] = fields[key];
      }
      return made;
    },
    makeEnvelope: (header, isJson, body) => new Envelope(isJson ? parse(header) : header, body),
    makeExternal(source) {
      const payload = parse(source);
      if (!isArray(payload) || payload.length !== 2) return payload;
      return { codec: payload[0], metadata: payload[1] };
    },
    setShared(functions) {
      shared = functions;
    },
    stage(hostBuffer) {
      const buffer = new I.ArrayBuffer(hostBuffer);
      staged1 = new I.Uint8Array(buffer);
      staged8 = new I.Float64Array(buffer);
    },
    fromStage: [
      (n) => new I.Uint8Array(copied(n)),
      (n) => {
        const buffer = copied(n);
        const Buffer = globalThis.Buffer;
        return typeof Buffer?.from === "function" ? Buffer.from(buffer, 0, n) : new I.Uint8Array(buffer);
      },
      (n) => copied(n),
      (n) => new I.DataView(copied(n)),
      (n) => new I.Int32Array(copied(n)),
      (n) => new I.Float64Array(copied(n)),
      (n) => new I.BigInt64Array(copied(n)),
      (n) => new I.BigUint64Array(copied(n)),
      (n) => {
        const list = new NumericArray(n >>> 3);
        const from = new I.Float64Array(copied(n));
        for (let i = 0; i < from.length; i++) list[i] = from[i];
        return list;
      },
    ],
  };
}
