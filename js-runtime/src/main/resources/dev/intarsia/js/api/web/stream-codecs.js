(function (exports, require, module, native) {
  'use strict';
  const { TransformStream } = require('web:streams');
  const { TextDecoder } = require('web:text-encoding');
  const { coded, invalidType, invalidValue } = require('web:errors');
  const { interfaces, mixin, needThis } = require('web:interfaces');

  const pairs = new WeakMap();

  function pairOf(codec) {
    const pair = pairs.get(codec);
    needThis(pair !== undefined, 'GenericTransformStream');
    return pair;
  }

  class GenericTransformStream {
    get readable() { return pairOf(this).readable; }
    get writable() { return pairOf(this).writable; }
  }

  class TextEncoderStream {
    constructor() {
      const encoder = new TextEncoder();
      let high = '';
      pairs.set(this, new TransformStream({
        transform(chunk, controller) {
          let text = high + String(chunk);
          high = '';
          if (/[\ud800-\udbff]$/.test(text)) {
            high = text.slice(-1);
            text = text.slice(0, -1);
          }
          if (text !== '') controller.enqueue(encoder.encode(text));
        },
        flush(controller) {
          if (high !== '') controller.enqueue(encoder.encode(high));
        },
      }));
    }

    get encoding() {
      pairOf(this);
      return 'utf-8';
    }
  }

  class TextDecoderStream {
    #decoder;

    constructor(label = 'utf-8', options = undefined) {
      const decoder = new TextDecoder(label, options);
      pairs.set(this, new TransformStream({
        transform(chunk, controller) {
          const text = decoder.decode(chunk, { stream: true });
          if (text !== '') controller.enqueue(text);
        },
        flush(controller) {
          const text = decoder.decode();
          if (text !== '') controller.enqueue(text);
        },
      }));
      this.#decoder = decoder;
    }

    get encoding() { return this.#decoder.encoding; }
    get fatal() { return this.#decoder.fatal; }
    get ignoreBOM() { return this.#decoder.ignoreBOM; }
  }

  /** The bytes of a BufferSource as they are now. */
  function bytes(chunk) {
    const buffer = ArrayBuffer.isView(chunk) ? chunk.buffer : chunk;
    if (buffer instanceof ArrayBuffer) return chunk;
    if (chunk === null) throw coded(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    throw invalidType('chunk', 'an instance of Buffer, TypedArray, DataView, or ArrayBuffer', chunk);
  }

  function failed(cause) {
    const error = new TypeError('', { cause });
    if (cause.code !== undefined) error.code = cause.code;
    return error;
  }

  function coder(type, format, kinds) {
    if (!Object.hasOwn(kinds, format)) {
      throw invalidValue('format', format, `must be one of: ${Object.keys(kinds).map((k) => `'${k}'`).join(', ')}`);
    }
    const handle = native('zlib')[type](kinds[format], -1);
    const step = (controller, input, flush) => {
      let out;
      try {
        out = handle(input, flush);
      } catch (error) {
        throw failed(error);
      }
      if (out.byteLength > 0) controller.enqueue(out);
      if (handle() > 0) {
        throw failed(coded(Error, 'ERR_TRAILING_JUNK_AFTER_STREAM_END', 'Trailing junk found after the end of the compressed stream'));
      }
    };
    return {
      transform(chunk, controller) { step(controller, bytes(chunk), 0); },
      flush(controller) { step(controller, new Uint8Array(), 2); },
    };
  }

  const kinds = { 'deflate': 'zlib', 'deflate-raw': 'raw', 'gzip': 'gzip', 'brotli': 'brotli' };

  class CompressionStream {
    constructor(format) { pairs.set(this, new TransformStream(coder('compressor', `${format}`, kinds))); }
  }

  class DecompressionStream {
    constructor(format) { pairs.set(this, new TransformStream(coder('decompressor', `${format}`, { ...kinds, gzip: 'gzip-single' }))); }
  }

  mixin(GenericTransformStream, TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream);
  interfaces(TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream);
  Object.assign(exports, { TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream });
});
