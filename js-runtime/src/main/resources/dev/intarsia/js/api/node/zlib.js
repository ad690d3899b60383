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

  function whole(kind, format, data, options) {
    const max = options?.maxOutputLength ?? 0x7fffffff;
    const partial = kind === 'decompressor' && options?.finishFlush === constants.Z_SYNC_FLUSH;
    const out = open(kind, format, options)(input(data), partial ? 1 : 2);
    if (out.length > max) {
      throw coded(RangeError, 'ERR_BUFFER_TOO_LARGE', `Cannot create a Buffer larger than ${max} bytes`);
    }
    return options?.info ? { buffer: out, engine: undefined } : out;
  }

  class ZlibBase extends Transform {
    #code;
    bytesWritten = 0;

    constructor(kind, format, options = {}) {
      const { chunkSize, flush, finishFlush, level: ignored, params, dictionary, ...rest } = options;
      void [chunkSize, flush, finishFlush, ignored, params, dictionary];
      super({ ...rest, decodeStrings: true });
      this.#code = open(kind, format, options);
    }

    _transform(chunk, encoding, callback) {
      this.#step(chunk, 0, callback);
    }

    _flush(callback) {
      this.#step(Buffer.alloc(0), 2, callback);
    }

    #step(chunk, flush, callback) {
      let out;
      try {
        out = this.#code(chunk, flush);
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
        const out = this.#code(Buffer.alloc(0), 1);
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

  function define(name, kind, format, method) {
    const Type = { [name]: class extends ZlibBase {
      constructor(options) { super(kind, format, options); }
    } }[name];
    exports[name] = new Proxy(Type, { apply: (target, self, args) => new Type(...args) });
    exports[`create${name}`] = (options) => new Type(options);
    exports[`${method}Sync`] = (data, options) => whole(kind, format, data, options);
    exports[method] = (data, options, callback) => {
      const done = typeof options === 'function' ? options : callback;
      if (typeof done !== 'function') throw invalidType('callback', 'of type function', done);
      const bytes = input(data);
      nextTick(() => {
        let result;
        try {
          result = whole(kind, format, bytes, typeof options === 'function' ? {} : options);
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
