// The engine's own TextDecoder knows UTF-8 and UTF-16; the legacy encodings of the Encoding standard come from a
// bundle with the standard's tables, loaded on first use. The JDK's charsets map some bytes otherwise.
(function (exports, require) {
  'use strict';
  const { coded, invalidType } = require('web:errors');
  const { interfaces } = require('web:interfaces');
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  const { TextDecoder: Native, TextEncoder } = require('web:native-text-coders');
  const unicode = { '__proto__': null,
    'utf-8': 'utf-8', 'utf8': 'utf-8', 'unicode-1-1-utf-8': 'utf-8', 'unicode11utf8': 'utf-8', 'unicode20utf8': 'utf-8',
    'x-unicode20utf8': 'utf-8',
    'utf-16': 'utf-16le', 'utf-16le': 'utf-16le', 'csunicode': 'utf-16le', 'iso-10646-ucs-2': 'utf-16le', 'ucs-2': 'utf-16le',
    'unicode': 'utf-16le', 'unicodefeff': 'utf-16le',
    'utf-16be': 'utf-16be', 'unicodefffe': 'utf-16be' };
  const multibyte = ['big5', 'euc-kr', 'euc-jp', 'iso-2022-jp', 'shift_jis', 'gbk', 'gb18030'];
  let legacy;

  function legacyName(label) {
    const { labels } = require('bundle:legacy-encodings');
    legacy ??= new Map(Object.entries(labels).flatMap(([name, others]) => [name, ...others].map((other) => [other, name])));
    return legacy.get(label);
  }

  /** The encoding of a label, undefined for what is none. Only ASCII's white space and letters are folded. */
  function encodingOf(label) {
    const text = label.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    const name = unicode[text] ?? legacyName(text);
    return name === 'replacement' ? undefined : name;
  }

  function legacyDecoder(encoding, fatal) {
    const { createMultibyteDecoder, createSinglebyteDecoder } = require('bundle:legacy-encodings');
    return (multibyte.includes(encoding) ? createMultibyteDecoder : createSinglebyteDecoder)(encoding, !fatal);
  }

  /** The bytes of a buffer or view; those of shared memory are copied, since they may change while they are decoded. */
  function bytesOf(input) {
    const view = ArrayBuffer.isView(input);
    const type = view ? '' : Object.prototype.toString.call(input);
    if (!view && type !== '[object ArrayBuffer]' && type !== '[object SharedArrayBuffer]') {
      throw invalidType('list', 'an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.', input);
    }
    if (input.byteLength === 0) return new Uint8Array();
    const bytes = view ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : new Uint8Array(input);
    return Object.prototype.toString.call(bytes.buffer) === '[object SharedArrayBuffer]' ? bytes.slice() : bytes;
  }

  class TextDecoder {
    #encoding;
    #native;
    #decode;
    #fatal;
    #ignoreBOM;

    constructor(label = 'utf-8', options = {}) {
      const encoding = encodingOf(`${label}`);
      if (encoding === undefined) {
        throw coded(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
      }
      if (options != null && typeof options !== 'object') {
        throw invalidType('options', 'of type object', options);
      }
      this.#encoding = encoding;
      this.#fatal = !!options?.fatal;
      this.#ignoreBOM = !!options?.ignoreBOM;
      if (encoding.startsWith('utf-')) {
        this.#native = new Native(encoding, { fatal: this.#fatal, ignoreBOM: this.#ignoreBOM });
      } else {
        this.#decode = legacyDecoder(encoding, this.#fatal);
      }
    }

    get encoding() { return this.#encoding; }
    get fatal() { return this.#fatal; }
    get ignoreBOM() { return this.#ignoreBOM; }

    decode(input = new Uint8Array(), options = undefined) {
      const bytes = bytesOf(input);
      try {
        return this.#native !== undefined
          ? this.#native.decode(bytes, { stream: !!options?.stream })
          : this.#decode(bytes, !!options?.stream);
      } catch (error) {
        if (error instanceof TypeError) {
          throw coded(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA',
            `The encoded data was not valid for encoding ${this.#encoding}`);
        }
        throw error;
      }
    }

    [inspect](depth, options, format) {
      return `TextDecoder ${format({ encoding: this.encoding, fatal: this.fatal, ignoreBOM: this.ignoreBOM }, options)}`;
    }
  }
  interfaces(TextDecoder, TextEncoder);
  Object.assign(exports, { TextDecoder, TextEncoder });
});
