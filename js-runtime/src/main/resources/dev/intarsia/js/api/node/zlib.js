(function (exports, require, module, native) {
  'use strict';
  const host = native('zlib');
  const { Buffer } = require('node:buffer');
  const { Transform } = require('node:stream');
  const { invalidType, outOfRange, coded } = require('web:errors');
  const { constants, codes } = require('web:zlib-constants');
  const { nextTick } = require('node:process');

  function input(data) {
    if (typeof data === 'string') return Buffer.from(data);
    if (ArrayBuffer.isView(data) || data instanceof ArrayBuffer || data instanceof SharedArrayBuffer) return data;
    throw invalidType('buffer', 'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer', data);
  }

  function level(options, brotli) {
    if (brotli) {
      const quality = options?.params?.[constants.BROTLI_PARAM_QUALITY];
      return quality === undefined ? 11 : Number(quality);
    }
    const value = options?.level;
    if (value === undefined) return -1;
    if (typeof value !== 'number') throw invalidType('options.level', 'of type number', value);
    if (!(value >= -1 && value <= 9)) throw outOfRange('options.level', '>= -1 and <= 9', value);
    return value;
  }

  function settings(format, options) {
    return [level(options, format === 'brotli'), options?.strategy ?? 0,
      options?.dictionary === undefined ? new Uint8Array() : input(options.dictionary),
      options?.params?.[constants.BROTLI_PARAM_LGWIN] ?? 22, options?.params?.[constants.BROTLI_PARAM_MODE] ?? 0];
  }

  function wrap(bytes) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  function failure(error) {
    if (error !== null && typeof error === 'object' && Object.hasOwn(codes, error.code)) {
      error.errno = codes[error.code];
    }
    return error;
  }

  function open(kind, format, options) {
    const handle = host[kind](format, ...settings(format, options));
    return (data, flush) => {
      try {
        return wrap(handle(data, flush));
      } catch (error) {
        throw failure(error);
      }
    };
  }

  function whole(kind, format, data, options, name) {
    const max = options?.maxOutputLength ?? 0x7fffffff;
    const partial = kind === 'decompressor' && options?.finishFlush === constants.Z_SYNC_FLUSH;
    const out = open(kind, format, options)(input(data), partial ? 1 : 2);
    if (out.length > max) {
      throw coded(RangeError, 'ERR_BUFFER_TOO_LARGE', `Cannot create a Buffer larger than ${max} bytes`);
    }
    return options?.info ? { buffer: out, engine: exports[`create${name}`](options) } : out;
  }

  // What packages that call the binding themselves (pngjs) find at an engine: decoding without the stream.
  function binding(stream) {
    let pending = Buffer.alloc(0);
    return {
      writeSync(flush, chunk, from, length, out, outFrom, outLength) {
        if (length > 0) {
          const more = stream._code(chunk.subarray(from, from + length), flush === constants.Z_FINISH ? 2 : 1);
          pending = pending.length === 0 ? more : Buffer.concat([pending, more]);
        }
        const count = Math.min(pending.length, outLength);
        pending.copy(out, outFrom, 0, count);
        pending = pending.subarray(count);
        stream._writeState[0] = outLength - count;
        stream._writeState[1] = 0;
      },
      close() {},
    };
  }

  class ZlibBase extends Transform {
    constructor(kind, format, options = {}) {
      super();
      initialize(this, kind, format, options);
    }

    _transform(chunk, encoding, callback) {
      this._step(chunk, 0, callback);
    }

    _flush(callback) {
      this._step(Buffer.alloc(0), 2, callback);
    }

    _step(chunk, flush, callback) {
      let out;
      try {
        out = this._code(chunk, flush);
      } catch (error) {
        callback(error);
        return;
      }
      this.bytesWritten += chunk.length;
      if (out.length > 0) this.push(out);
      callback();
    }

    flush(kind, callback) {
      const done = typeof kind === 'function' ? kind : callback;
      this.write(Buffer.alloc(0), () => {
        const out = this._code(Buffer.alloc(0), 1);
        if (out.length > 0) this.push(out);
        done?.();
      });
    }

    close(callback) {
      if (callback) this.once('close', callback);
      this.destroy();
    }

    reset() {}
    params(newLevel, strategy, callback) { callback?.(); }
  }

  /** Makes any object an engine: packages call these classes without new on objects that inherit from them. */
  function initialize(self, kind, format, options = {}) {
    const { chunkSize = 16 * 1024, flush, finishFlush, level: ignored, params, dictionary, maxLength, ...rest } = options;
    void [flush, finishFlush, ignored, params, dictionary, maxLength];
    Transform.call(self, { ...rest, decodeStrings: true });
    const hide = (name, value) => Object.defineProperty(self, name, { value, writable: true, configurable: true });
    hide('_code', open(kind, format, options));
    hide('_chunkSize', chunkSize);
    hide('_outBuffer', Buffer.alloc(chunkSize));
    hide('_outOffset', 0);
    hide('_writeState', new Uint32Array(2));
    hide('_handle', binding(self));
    self.bytesWritten = 0;
  }

  function define(name, kind, format, method) {
    const Type = { [name]: class extends ZlibBase {
      constructor(options) { super(kind, format, options); }
    } }[name];
    exports[name] = new Proxy(Type, {
      apply(target, self, args) {
        if (!(self instanceof Type)) return new Type(...args);
        return initialize(self, kind, format, ...args);
      },
    });
    exports[`create${name}`] = (options) => new Type(options);
    exports[`${method}Sync`] = (data, options) => whole(kind, format, data, options, name);
    exports[method] = (data, options, callback) => {
      const done = typeof options === 'function' ? options : callback;
      if (typeof done !== 'function') throw invalidType('callback', 'of type function', done);
      const bytes = input(data);
      nextTick(() => {
        let result;
        try {
          result = whole(kind, format, bytes, typeof options === 'function' ? {} : options, name);
        } catch (error) {
          done(error);
          return;
        }
        done(null, result);
      });
    };
    Object.defineProperty(exports[method], 'name', { value: method });
    Object.defineProperty(exports[`${method}Sync`], 'name', { value: `${method}Sync` });
  }

  define('Gzip', 'compressor', 'gzip', 'gzip');
  define('Gunzip', 'decompressor', 'gzip', 'gunzip');
  define('Deflate', 'compressor', 'zlib', 'deflate');
  define('Inflate', 'decompressor', 'zlib', 'inflate');
  define('DeflateRaw', 'compressor', 'raw', 'deflateRaw');
  define('InflateRaw', 'decompressor', 'raw', 'inflateRaw');
  define('Unzip', 'decompressor', 'auto', 'unzip');
  define('BrotliCompress', 'compressor', 'brotli', 'brotliCompress');
  define('BrotliDecompress', 'decompressor', 'brotli', 'brotliDecompress');

  exports.crc32 = (data, value = 0) => host.crc32(typeof data === 'string' ? Buffer.from(data) : data, value);
  const { notAvailable } = require('web:errors');
  for (const name of ['zstdCompressSync', 'zstdDecompressSync', 'zstdCompress', 'zstdDecompress', 'createZstdCompress',
    'createZstdDecompress']) {
    exports[name] = { [name]() {
      throw notAvailable(`node:zlib.${name}`, 'it has gzip, deflate and Brotli');
    } }[name];
  }
  exports.constants = constants;
  exports.codes = codes;
  for (const name of Object.keys(constants)) {
    if (name.startsWith('Z_')) Object.defineProperty(exports, name, { value: constants[name], enumerable: false });
  }
});
