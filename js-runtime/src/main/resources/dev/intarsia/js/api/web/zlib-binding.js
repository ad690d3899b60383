// internalBinding('zlib'), on which Node's own zlib stands, over the coders of the host. A coder takes in all it is given and hands
// out all that comes of it; what has no room in the caller's buffer waits for the next call, which asks for no more than that.
(function (exports, require, module, native) {
  'use strict';
  const host = native('zlib');
  const { setImmediate } = require('web:timers');
  const { constants, codes } = require('web:zlib-constants');
  const { notAvailable } = require('web:errors');
  const NONE = 0;
  const SYNC = 1;
  const FINISH = 2;
  const nothing = new Uint8Array();
  const bytesOf = (view) => (view === undefined ? nothing : new Uint8Array(view.buffer, view.byteOffset, view.byteLength));

  class Handle {
    #state;
    #done;
    #make;
    #coder;
    #expands;
    #pending = nothing;
    #more = false;
    #closed = false;

    /** @param make makes a coder; expands: whether it decompresses */
    start(state, done, make, expands) {
      this.#state = state;
      this.#done = done;
      this.#make = make;
      this.#expands = expands;
      this.#coder = make();
    }

    /** Takes in what is new and fills the caller's buffer. Gives the error, or undefined. */
    #step(flush, input, inputFrom, inputLength, output, outputFrom, outputLength) {
      let left = 0;
      if (!this.#more) {
        const part = inputLength === 0 ? nothing : bytesOf(input).subarray(inputFrom, inputFrom + inputLength);
        try {
          // The end of a decompressor's input is judged when all has been handed out.
          this.#pending = this.#coder(part, this.#expands && flush === FINISH ? SYNC : flush);
        } catch (error) {
          return [error.message, codes[error.code] ?? error.errno ?? -1, error.code];
        }
        if (this.#expands) left = Math.max(0, Math.min(inputLength, this.#coder()));
      }
      const count = Math.min(this.#pending.length, outputLength);
      bytesOf(output).set(this.#pending.subarray(0, count), outputFrom);
      this.#pending = this.#pending.subarray(count);
      this.#more = count === outputLength;
      this.#state[0] = outputLength - count;
      this.#state[1] = left;
      if (!this.#more && this.#expands && flush === FINISH && this.#coder() < 0) {
        return ['unexpected end of file', constants.Z_BUF_ERROR, 'Z_BUF_ERROR'];
      }
      return undefined;
    }

    kind(flush) { return flush === constants.Z_NO_FLUSH ? NONE : flush === constants.Z_FINISH ? FINISH : SYNC; }

    writeSync(flush, ...rest) {
      const error = this.#step(this.kind(flush), ...rest);
      if (error !== undefined) this.onerror(...error);
    }

    write(flush, ...rest) {
      setImmediate(() => {
        const error = this.#closed ? undefined : this.#step(this.kind(flush), ...rest);
        if (error !== undefined) this.onerror(...error);
        else this.#done.call(this);
      });
    }

    params(level, strategy) { this.#coder(null, level, strategy); }
    reset() {
      this.#pending = nothing;
      this.#more = false;
      this.#coder = this.#make();
    }
    close() { this.#closed = true; }
    getAsyncId() { return 0; }
  }

  const formats = new Map([[constants.DEFLATE, 'zlib'], [constants.INFLATE, 'zlib'], [constants.GZIP, 'gzip'], [constants.GUNZIP, 'gzip'],
    [constants.DEFLATERAW, 'raw'], [constants.INFLATERAW, 'raw'], [constants.UNZIP, 'auto']]);

  class Zlib extends Handle {
    #mode;
    constructor(mode) {
      super();
      this.#mode = mode;
    }

    init(windowBits, level, memLevel, strategy, state, done, dictionary, single) {
      const expands = [constants.INFLATE, constants.GUNZIP, constants.INFLATERAW, constants.UNZIP].includes(this.#mode);
      const format = formats.get(this.#mode);
      const kind = expands ? 'decompressor' : 'compressor';
      this.start(state, done, () => host[kind](format === 'gzip' && expands && single ? 'gzip-single' : format, level, strategy,
        bytesOf(dictionary)), expands);
    }
  }

  class Brotli extends Handle {
    kind(flush) { return flush === constants.BROTLI_OPERATION_PROCESS ? NONE : flush === constants.BROTLI_OPERATION_FINISH ? FINISH : SYNC; }

    init(params, state, done) {
      const given = (key, missing) => (params[key] === 4294967295 ? missing : params[key]);
      const settings = [given(constants.BROTLI_PARAM_QUALITY, 11), 0, nothing,
        Math.min(constants.BROTLI_MAX_WINDOW_BITS, Math.max(constants.BROTLI_MIN_WINDOW_BITS, given(constants.BROTLI_PARAM_LGWIN, 22))), given(constants.BROTLI_PARAM_MODE, 0)];
      const expands = this instanceof BrotliDecoder;
      this.start(state, done, () => host[expands ? 'decompressor' : 'compressor']('brotli', ...settings), expands);
    }
    params() {}
  }
  class BrotliEncoder extends Brotli {}
  class BrotliDecoder extends Brotli {}

  class Zstd {
    constructor() { throw notAvailable('node:zlib with Zstandard', 'it has gzip, deflate and Brotli'); }
  }

  // Node's module adds to these classes: they are not among the exports, which are closed.
  exports.binding = { Zlib, BrotliEncoder, BrotliDecoder, ZstdCompress: Zstd, ZstdDecompress: Zstd,
    crc32: (data, value) => host.crc32(typeof data === 'string' ? require('node:buffer').Buffer.from(data) : bytesOf(data), value) };
});
