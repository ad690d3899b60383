// The knitting API. In a program it makes pools; in a worker there are definitions only.
(classes, program) => {
  "use strict";
  const { Envelope, NumericArray, isNumericArray } = classes;
  const TASK = Symbol.for("task");
  const SINGLE = "__task__";
  const Dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");
  const isTask = (value) => value !== null && typeof value === "object" && typeof value.f === "function";
  const positions = new Map();
  let nextId = 0;
  let moduleUrl;

  const toUrl = (file) => (file.startsWith("/") ? `file://${encodeURI(file).replace(/[?#]/g, encodeURIComponent)}` : file);
  const callerUrl = () => {
    if (moduleUrl !== undefined) return moduleUrl;
    const original = Error.prepareStackTrace;
    try {
      Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName());
      const files = new Error().stack;
      const caller = Array.isArray(files)
        ? files.find((file) => typeof file === "string" && file !== "" && !file.includes("intarsia:"))
        : undefined;
      if (caller === undefined) {
        throw new Error("Unable to determine caller file; call setModuleUrl(import.meta.url) at the top of the module that defines your tasks.");
      }
      return toUrl(caller);
    } finally {
      Error.prepareStackTrace = original;
    }
  };
  const define = (definition, importedFrom, imported) => {
    const at = positions.get(importedFrom) ?? 0;
    positions.set(importedFrom, at + 1);
    const made = { ...definition, id: nextId++, importedFrom, at, imported, [TASK]: true };
    made.createPool = (options) => {
      if (program === undefined) return made;
      const { call, shutdown, [Dispose]: dispose } = program.open(options ?? {}, { [SINGLE]: made }, callerUrl(), isTask);
      return { call: call[SINGLE], shutdown, [Dispose]: dispose };
    };
    return made;
  };
  const task = (definition) => define(definition, callerUrl(), false);

  const resolveHref = (href, base) => {
    try {
      return new URL(href, base).href;
    } catch {
      return toUrl(`${href}`);
    }
  };
  const importTask = ({ href, name = "default", ...rest }) => {
    const base = callerUrl();
    const target = resolveHref(href, base);
    let loading;
    const load = async () => {
      const module = await import(target);
      const selected = module[name];
      if (typeof selected !== "function") {
        const available = Object.keys(module).join(", ");
        throw new TypeError(
          `importTask expected export "${name}" from "${target}" to be a function. Available exports: ${available || "(none)"}`,
        );
      }
      return selected;
    };
    const f = async (...args) => (await (loading ??= load()))(...args);
    return define({ ...rest, f }, base, true);
  };
  const createPool = (options = {}) => (tasks) => {
    if (program !== undefined) return program.open(options ?? {}, tasks, callerUrl(), isTask);
    const refuse = () => {
      throw new Error("createPool can only be called in the main thread.");
    };
    const call = {};
    for (const name of Object.keys(tasks ?? {})) call[name] = refuse;
    return { call, shutdown: async () => {}, [Dispose]() {} };
  };
  const unavailable = (name) => {
    throw new Error(`${name} is not available in a GraalJS worker; use a process worker for it`);
  };

  // Conversions between text, JSON, numbers and shared buffers.
  const bytesOf = (source) => {
    if (source instanceof Uint8Array) return source;
    if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
    if (source instanceof ArrayBuffer || source instanceof SharedArrayBuffer) return new Uint8Array(source);
    throw new TypeError("Expected an ArrayBuffer, SharedArrayBuffer, or typed-array view.");
  };
  const shared = (bytes) => {
    const buffer = new SharedArrayBuffer(bytes.byteLength);
    new Uint8Array(buffer).set(bytes);
    return buffer;
  };
  const VIEWS = { f64: Float64Array, f32: Float32Array, i32: Int32Array };
  const utils = {
    bufferToBytes: bytesOf,
    bytesToBuffer: (source) => shared(bytesOf(source)),
    bufferToString: (source) => new TextDecoder().decode(bytesOf(source).slice()),
    stringToBuffer(text) {
      if (typeof text !== "string") throw new TypeError("stringToBuffer expects a string.");
      return shared(new TextEncoder().encode(text));
    },
    bufferToJson: (source) => JSON.parse(utils.bufferToString(source)),
    jsonToBuffer(value) {
      const text = JSON.stringify(value);
      if (typeof text !== "string") {
        throw new TypeError("jsonToBuffer: value is not JSON-serializable (stringify returned undefined).");
      }
      return utils.stringToBuffer(text);
    },
    numbersToBuffer(numbers, options) {
      const View = VIEWS[options?.format ?? "f64"];
      const buffer = new SharedArrayBuffer(numbers.length * View.BYTES_PER_ELEMENT);
      new View(buffer).set(numbers);
      return buffer;
    },
    bufferToNumbers(source, options) {
      const format = options?.format ?? "f64";
      const View = VIEWS[format];
      const bytes = bytesOf(source);
      if (bytes.byteLength % View.BYTES_PER_ELEMENT !== 0) {
        throw new RangeError(
          `bufferToNumbers: byte length ${bytes.byteLength} is not a multiple of ${View.BYTES_PER_ELEMENT} for format "${format}".`,
        );
      }
      const whole = bytes.byteOffset % View.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
      return new View(whole.buffer, whole.byteOffset, bytes.byteLength / View.BYTES_PER_ELEMENT);
    },
  };

  class BufferReference {
    constructor() {
      unavailable("BufferReference");
    }
  }
  class BufferReferenceReturn {
    constructor() {
      unavailable("BufferReferenceReturn");
    }
  }

  return {
    knitting: {
      checkCompiledWorker: () => unavailable("checkCompiledWorker"),
      createPool,
      Envelope,
      importTask,
      isMain: program !== undefined,
      isNumericArray,
      NumericArray,
      setModuleUrl(url) {
        moduleUrl = typeof url === "string" && url.length > 0 ? toUrl(url) : undefined;
      },
      task,
      workerMainLoop: async () => unavailable("workerMainLoop"),
    },
    "knitting/utils": utils,
    "knitting/unsafe": {
      BUFFER_REFERENCE_CODEC_ID: "knitting.bufferReference",
      BUFFER_REFERENCE_KIND: "bufferReference",
      BufferReference,
      BufferReferenceReturn,
      isBufferReferenceMetadata: () => false,
    },
  };
}
