// What the parts of the binding "crypto" share: bytes, errors as OpenSSL's, and jobs.
(function (exports, require) {
  'use strict';
  const { Buffer } = require('node:buffer');
  const { DOMException } = require('web:dom-exception');
  const { invalidType } = require('web:errors');

  /** An error as Node's native code throws it: it has a code, and its text does not show it. */
  const coded = (Base, code, message) => Object.assign(new Base(message), { code });

  /** Bytes of the host as a Buffer over the same memory. */
  const wrap = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  /** A Buffer over memory of its own, which callers may take as an ArrayBuffer. */
  const fresh = (bytes) => wrap(new Uint8Array(bytes));

  /** The bytes of a view, a buffer or a secret key, as they are. */
  function view(value) {
    if (typeof value === 'string') return Buffer.from(value);
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return value instanceof ArrayBuffer || value instanceof SharedArrayBuffer ? new Uint8Array(value) : value.data;
  }

  /** A copy: what happens to the original later changes nothing. */
  const copy = (value) => Uint8Array.from(view(value));

  const buffer = (bytes) => (bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer
    : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

  /** An error as OpenSSL's, `reason` being its last part. */
  function openssl(number, library, reason, Base = Error) {
    const code = `ERR_OSSL_${library.prefix ?? ''}${reason.toUpperCase().replace(/ /g, '_')}`;
    const error = coded(Base, code, `error:${number}:${library.name}::${reason}`);
    return Object.assign(error, { library: library.name, reason });
  }
  const decoder = { name: 'DECODER routines' };
  const provider = { name: 'Provider routines' };
  const rsa = { name: 'rsa routines', prefix: 'RSA_' };

  /** Work in one of Node's three ways: `run` gives a pair, calls `ondone` later, or gives a promise. */
  class Job {
    #mode;

    constructor(mode) { this.#mode = mode; }

    get web() { return this.#mode === 2; }

    run() {
      if (this.#mode === 1) return this.#attempt();
      if (this.#mode === 0) {
        require('web:timers').setImmediate(() => {
          const [error, result] = this.#attempt();
          if (error !== undefined) this.ondone(error);
          else this.ondone(undefined, result);
        });
        return undefined;
      }
      const [cause, result] = this.#attempt();
      if (cause === undefined) return Promise.resolve(result);
      return Promise.reject(cause instanceof DOMException ? cause
        : new DOMException('The operation failed for an operation-specific reason', { name: 'OperationError', cause }));
    }

    #attempt() {
      try {
        return [undefined, this.compute()];
      } catch (error) {
        return [error, undefined];
      }
    }
  }

  function timingSafeEqual(a, b) {
    for (const [name, value] of [['buf1', a], ['buf2', b]]) {
      if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)) {
        throw invalidType(name, 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', value);
      }
    }
    if (a.byteLength !== b.byteLength) {
      throw coded(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
    }
    return same(view(a), view(b));
  }

  /** Whether bytes are equal, in a time that depends on their number alone. */
  function same(left, right) {
    let difference = left.length ^ right.length;
    for (let i = 0; i < left.length; i++) difference |= left[i] ^ right[i];
    return difference === 0;
  }

  Object.assign(exports, { coded, fresh, wrap, view, copy, buffer, Job, timingSafeEqual, same, openssl,
    unsupported: () => openssl('1E08010C', decoder, 'unsupported'),
    badDecrypt: () => openssl('1C800064', provider, 'bad decrypt'),
    rsaError: (number, reason) => openssl(number, rsa, reason),
    invalidDigest: (name) => coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`) });
});
