// ProcessSharedBuffer over the host's mappings. The handle is the host's object; no code but this one reaches it.
(host, atomics) => {
  "use strict";
  const BRAND = Symbol.for("knitting.processSharedBuffer");
  const Dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");
  const { defineProperty } = Object;
  const OWN = {};

  const whole = (value, what) => {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${what} must be a non-negative safe integer`);
    return value;
  };

  class ProcessSharedBuffer {
    #handle;
    #buffer;
    #byteOffset;
    #byteLength;

    /** Use create(), fromMetadata() or subbuffer(). */
    constructor(own, handle, buffer, byteOffset, byteLength) {
      if (own !== OWN) throw new TypeError("ProcessSharedBuffer has no public constructor; use ProcessSharedBuffer.create(size)");
      this.#handle = handle;
      this.#buffer = buffer;
      this.#byteOffset = byteOffset;
      this.#byteLength = byteLength;
    }

    static create(options) {
      const { size, mode = "anonymous", name } = typeof options === "number" ? { size: options } : options;
      return wrap(host.create(whole(size, "process shared buffer size"), `${mode}`, name === undefined ? "" : `${name}`));
    }
    static fromMetadata(metadata) {
      return wrap(host.received(typeof metadata === "string" ? metadata : JSON.stringify(metadata)));
    }
    static parse(serialized) {
      return ProcessSharedBuffer.fromMetadata(serialized);
    }
    static is(value) {
      return typeof value === "object" && value !== null && #handle in value;
    }
    static handle(own, value) {
      if (own !== OWN) throw new TypeError("not for programs");
      const part = value.#byteOffset !== 0 || value.#byteLength !== host.length(value.#handle);
      return part ? host.part(value.#handle, value.#byteOffset, value.#byteLength) : value.#handle;
    }

    get [BRAND]() { return true; }
    get size() { return host.length(this.#handle); }
    get byteOffset() { return this.#byteOffset; }
    get byteLength() { return this.#byteLength; }
    get name() { return host.name(this.#handle); }

    subbuffer(byteOffset, byteLength = this.#byteLength - byteOffset) {
      whole(byteOffset, "process shared buffer subbuffer byteOffset");
      whole(byteLength, "process shared buffer subbuffer byteLength");
      if (byteOffset + byteLength > this.#byteLength) throw new RangeError("process shared buffer range is out of bounds");
      return new ProcessSharedBuffer(OWN, this.#handle, this.getBuffer(), this.#byteOffset + byteOffset, byteLength);
    }
    getSharedArrayBuffer() {
      if (this.#buffer === undefined) {
        this.#buffer = new SharedArrayBuffer(host.bytes(this.#handle));
        // The engine's own getter refuses buffers over memory of the host.
        defineProperty(this.#buffer, "byteLength", { value: host.length(this.#handle) });
        atomics(this.#buffer, this.#handle, host);
      }
      return this.#buffer;
    }
    getSAB() { return this.getSharedArrayBuffer(); }
    getBuffer() { return this.getSharedArrayBuffer(); }
    getRegion() { return { sab: this.getBuffer(), byteOffset: this.#byteOffset, byteLength: this.#byteLength }; }
    view(View) {
      const bytes = View.BYTES_PER_ELEMENT;
      if (this.#byteOffset % bytes !== 0) throw new RangeError("process shared buffer byteOffset is not aligned for this view");
      if (this.#byteLength % bytes !== 0) throw new RangeError("process shared buffer byteLength is not aligned for this view");
      return new View(this.getBuffer(), this.#byteOffset, this.#byteLength / bytes);
    }
    bytes() { return this.view(Uint8Array); }
    dataView() { return new DataView(this.getBuffer(), this.#byteOffset, this.#byteLength); }
    toMetadata() { return JSON.parse(host.metadata(handle(OWN, this))); }
    toJSON() { return this.toMetadata(); }
    stringify() { return JSON.stringify(this.toMetadata()); }
    stringifyMetadata() { return this.stringify(); }
    toString() { return this.stringify(); }
    unlink() { host.unlink(this.#handle); }
    close() {
      this.#buffer = undefined;
      host.close(this.#handle);
    }
    [Dispose]() { this.close(); }
  }
  const { is, handle } = ProcessSharedBuffer;
  delete ProcessSharedBuffer.is;
  delete ProcessSharedBuffer.handle;
  const wrap = (own) => new ProcessSharedBuffer(OWN, own, undefined, 0, host.length(own));
  return {
    is,
    handle: (value) => handle(OWN, value),
    wrap,
    exports: {
      ProcessSharedBuffer,
      PROCESS_SHARED_BUFFER_BRAND: BRAND,
      getDefaultProcessSharedBufferPrimitives: () => undefined,
      setDefaultProcessSharedBufferPrimitives() {},
      parseProcessSharedBufferMetadata: (metadata) => ProcessSharedBuffer.fromMetadata(metadata).toMetadata(),
    },
  };
}
