(function (exports, require, module, native) {
  'use strict';
  const { TransformStream } = require('web:streams');
  const { TextDecoder } = require('web:text-encoding');

  class Codec {
    #pair;
    constructor(transformer) { this.#pair = new TransformStream(transformer); }
    get readable() { return this.#pair.readable; }
    get writable() { return this.#pair.writable; }
  }

  class TextEncoderStream extends Codec {
    constructor() {
      const encoder = new TextEncoder();
      let high = '';
      super({
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
      });
    }
    get encoding() { return 'utf-8'; }
  }

  class TextDecoderStream extends Codec {
    #decoder;
    constructor(label, options) {
      const decoder = new TextDecoder(label, options);
      super({
        transform(chunk, controller) {
          const text = decoder.decode(chunk, { stream: true });
          if (text !== '') controller.enqueue(text);
        },
        flush(controller) {
          const text = decoder.decode();
          if (text !== '') controller.enqueue(text);
        },
      });
      this.#decoder = decoder;
    }
    get encoding() { return this.#decoder.encoding; }
    get fatal() { return this.#decoder.fatal; }
    get ignoreBOM() { return this.#decoder.ignoreBOM; }
  }

  function bytes(chunk) {
    if (ArrayBuffer.isView(chunk) || chunk instanceof ArrayBuffer) return chunk;
    throw new TypeError('The chunk must be an instance of ArrayBuffer or ArrayBufferView');
  }

  function coder(type, format, kinds) {
    if (!Object.hasOwn(kinds, format)) {
      throw require('web:errors').invalidValue('format', format, `must be one of: ${Object.keys(kinds).map((k) => `'${k}'`).join(', ')}`);
    }
    const handle = native('zlib')[type](kinds[format], -1);
    const push = (controller, out) => {
      if (out.byteLength > 0) controller.enqueue(out);
    };
    return {
      transform(chunk, controller) { push(controller, handle(bytes(chunk), 0)); },
      flush(controller) { push(controller, handle(new Uint8Array(), 2)); },
    };
  }

  const kinds = { 'deflate': 'zlib', 'deflate-raw': 'raw', 'gzip': 'gzip', 'brotli': 'brotli' };

  class CompressionStream extends Codec {
    constructor(format) { super(coder('compressor', `${format}`, kinds)); }
  }

  class DecompressionStream extends Codec {
    constructor(format) { super(coder('decompressor', `${format}`, kinds)); }
  }

  Object.assign(exports, { TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream });
});
