// Helpers that need the language itself. Intrinsics are taken before any other code runs.
(() => {
  "use strict";
  const { apply } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const getter = (prototype, name) => getOwnPropertyDescriptor(prototype, name).get;
  const TypedArray = Object.getPrototypeOf(Uint8Array.prototype);
  const viewBuffer = getter(TypedArray, "buffer");
  const viewOffset = getter(TypedArray, "byteOffset");
  const viewLength = getter(TypedArray, "byteLength");
  const dataBuffer = getter(DataView.prototype, "buffer");
  const dataOffset = getter(DataView.prototype, "byteOffset");
  const dataLength = getter(DataView.prototype, "byteLength");
  const bufferLength = getter(ArrayBuffer.prototype, "byteLength");
  const sharedLength = getter(SharedArrayBuffer.prototype, "byteLength");
  const isView = ArrayBuffer.isView;
  const setHandler = Graal.setUnhandledPromiseRejectionHandler;
  const String_ = String;
  const Error_ = Error;
  const isDataView = (value) => value instanceof DataView;

  for (const name of ["Graal", "load", "loadWithNewGlobal", "print", "printErr", "Polyglot", "Java", "Packages"]) {
    delete globalThis[name];
  }

  for (const name of ["dispose", "asyncDispose"]) {
    if (Symbol[name] === undefined) {
      defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`), writable: false, enumerable: false, configurable: false });
    }
  }
  if (!(Symbol.dispose in Iterator.prototype)) {
    const { [Symbol.dispose]: dispose } = {
      [Symbol.dispose]() {
        this.return?.();
      },
    };
    defineProperty(Iterator.prototype, Symbol.dispose, { value: dispose, writable: true, configurable: true });
  }
  if (typeof SuppressedError === "undefined") {
    class SuppressedError extends Error_ {
      constructor(error, suppressed, message) {
        super(message);
        defineProperty(this, "error", { value: error, writable: true, configurable: true });
        defineProperty(this, "suppressed", { value: suppressed, writable: true, configurable: true });
      }
    }
    defineProperty(SuppressedError.prototype, "name", { value: "SuppressedError", writable: true, configurable: true });
    defineProperty(globalThis, "SuppressedError", { value: SuppressedError, writable: true, configurable: true });
  }

  const describe = (value) => {
    try {
      if (value instanceof Error_) {
        const stack = typeof value.stack === "string" ? value.stack : `${value.name}: ${value.message}`;
        return value.cause === undefined ? stack : `${stack}\n  cause: ${describe(value.cause)}`;
      }
      return String_(value);
    } catch {
      return "a value that cannot be shown";
    }
  };

  return {
    undefined,
    describe,
    defineGlobal(name, value) {
      defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
    },
    makeFunction(name, host) {
      const made = function (...args) {
        return apply(host, undefined, args);
      };
      defineProperty(made, "name", { value: name, configurable: true });
      return made;
    },
    fail(type, message, code) {
      const Type = typeof globalThis[type] === "function" ? globalThis[type] : Error_;
      const error = type === "DOMException" ? new Type(message, code) : new Type(message);
      if (code !== "" && type !== "DOMException") {
        error.code = code;
      }
      throw error;
    },
    raise(value) {
      throw value;
    },
    uint8Array(hostBuffer) {
      // Element by element through the host is slow: eight bytes at a time, as Float64Array keeps every bit.
      const source = new ArrayBuffer(hostBuffer);
      const bytes = source.byteLength;
      const made = new Uint8Array(bytes);
      const words = bytes >>> 3;
      const to = new Float64Array(made.buffer, 0, words);
      const from = new Float64Array(source, 0, words);
      for (let i = 0; i < words; i++) to[i] = from[i];
      const tail = new Uint8Array(source, words << 3);
      for (let i = 0; i < tail.length; i++) made[(words << 3) + i] = tail[i];
      return made;
    },
    buffer(value) {
      if (!isView(value)) return value;
      return isDataView(value) ? apply(dataBuffer, value, []) : apply(viewBuffer, value, []);
    },
    offset(value) {
      if (!isView(value)) return 0;
      return isDataView(value) ? apply(dataOffset, value, []) : apply(viewOffset, value, []);
    },
    length(value) {
      if (!isView(value)) {
        return value instanceof SharedArrayBuffer ? apply(sharedLength, value, []) : apply(bufferLength, value, []);
      }
      return isDataView(value) ? apply(dataLength, value, []) : apply(viewLength, value, []);
    },
    deferred() {
      const parts = {};
      parts.promise = new Promise((resolve, reject) => {
        parts.resolve = resolve;
        parts.reject = reject;
      });
      return parts;
    },
    onUnhandledRejection(report) {
      setHandler((reason, promise) => {
        report(reason, promise);
      });
    },
  };
})()
