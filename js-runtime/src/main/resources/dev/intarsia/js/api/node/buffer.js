// The kept package, with what Node has added since and fast ways for long texts.
(function (exports, require, module, native) {
  'use strict';
  const bundle = require('bundle:buffer');
  const { Buffer } = bundle;
  const { invalidType, coded, outOfRange } = require('web:errors');
  const text = native('text');
  const longEnough = 64;
  const encoder = new TextEncoder();
  const decoder = new (require('web:native-text-coders').TextDecoder)('utf-8', { ignoreBOM: true });

  function normalize(encoding) {
    const name = encoding === undefined || encoding === null || encoding === '' ? 'utf8' : `${encoding}`.toLowerCase();
    switch (name) {
      case 'utf8': case 'utf-8': return 'utf8';
      case 'ucs2': case 'ucs-2': case 'utf16le': case 'utf-16le': return 'utf16le';
      case 'binary': case 'latin1': return 'latin1';
      case 'ascii': case 'hex': case 'base64': case 'base64url': return name;
      default: return undefined;
    }
  }

  function toBase64Url(base64) {
    return base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  // Node stops at the first "=", ignores what is not in the alphabet, and takes both alphabets.
  function cleanBase64(value) {
    const end = value.indexOf('=');
    let clean = end < 0 ? value : value.slice(0, end);
    if (/[^A-Za-z0-9+/]/.test(clean)) {
      clean = clean.replace(/-/g, '+').replace(/_/g, '/').replace(/[^A-Za-z0-9+/]/g, '');
    }
    return clean.length % 4 === 1 ? clean.slice(0, -1) : clean;
  }

  const proto = Buffer.prototype;
  Object.defineProperty(Buffer, 'name', { value: 'Buffer' });
  const base = { toString: proto.toString, write: proto.write, fill: proto.fill, indexOf: proto.indexOf,
    lastIndexOf: proto.lastIndexOf, includes: proto.includes };

  function fromString(value, encoding) {
    const name = normalize(encoding);
    if (name === undefined) {
      throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    }
    if (name === 'utf8') return wrap(encoder.encode(value));
    if (name === 'base64' || name === 'base64url') return wrap(text.fromBase64(cleanBase64(value)));
    if (name === 'hex') return wrap(text.fromHex(value));
    if (name === 'latin1' || name === 'ascii') {
      const buffer = Buffer.allocUnsafe(value.length);
      for (let i = 0; i < value.length; i++) buffer[i] = value.charCodeAt(i);
      return buffer;
    }
    const buffer = Buffer.allocUnsafe(value.length * 2);
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      buffer[2 * i] = unit;
      buffer[2 * i + 1] = unit >> 8;
    }
    return buffer;
  }

  function wrap(array) {
    return Reflect.construct(Uint8Array, [array.buffer, array.byteOffset, array.byteLength], Buffer);
  }

  function index(value, length, missing) {
    const number = value === undefined ? missing : Math.trunc(+value) || 0;
    return number < 0 ? Math.max(0, length + number) : Math.min(number, length);
  }

  proto.subarray = function subarray(start, end) {
    const first = index(start, this.length, 0);
    const last = Math.max(first, index(end, this.length, this.length));
    return Reflect.construct(Uint8Array, [this.buffer, this.byteOffset + first, last - first], Buffer);
  };
  proto.slice = function slice(start, end) {
    return this.subarray(start, end);
  };

  const from = Buffer.from;
  Buffer.from = function (value, encodingOrOffset, length) {
    if (typeof value === 'string') return fromString(value, encodingOrOffset);
    if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
      const offset = encodingOrOffset === undefined ? 0 : +encodingOrOffset || 0;
      const limit = value.byteLength - offset;
      if (limit < 0) throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
      const count = length === undefined ? limit : Math.max(0, +length || 0);
      if (count > limit) throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
      return wrap(new Uint8Array(value, offset, count));
    }
    if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean'
        || typeof value === 'symbol' || typeof value === 'bigint' || typeof value === 'function') {
      throw invalidType('first argument',
        'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object', value);
    }
    return from(value, encodingOrOffset, length);
  };
  Object.defineProperty(Buffer.from, 'name', { value: 'from' });

  proto.toString = function toString(encoding, start, end) {
    const length = this.length;
    const first = start === undefined || !(start > 0) ? 0 : Math.min(Math.trunc(start), length);
    const last = end === undefined ? length : Math.max(0, Math.min(Math.trunc(end) || 0, length));
    if (last <= first) return '';
    const name = normalize(encoding);
    if (name === undefined) throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    const part = first === 0 && last === length ? this : new Uint8Array(this.buffer, this.byteOffset + first, last - first);
    if (name === 'utf8') return decoder.decode(part);
    if (name === 'base64') return text.toBase64(part);
    if (name === 'base64url') return toBase64Url(text.toBase64(part));
    if (name === 'hex' && part.length > longEnough) return text.toHex(part);
    if (name === 'ascii') return base.toString.call(this, 'ascii', first, last);
    return base.toString.call(this, name, first, last);
  };
  proto.toLocaleString = proto.toString;

  proto.write = function write(string, offset, length, encoding) {
    if (typeof string !== 'string') throw invalidType('argument', 'of type string', string);
    let name = encoding;
    if (typeof offset === 'string') [name, offset, length] = [offset, 0, this.length];
    else if (typeof length === 'string') [name, length] = [length, undefined];
    const start = offset === undefined ? 0 : offset;
    if (start < 0 || start > this.length) throw outOfRange('offset', `>= 0 && <= ${this.length}`, start);
    const room = Math.min(length === undefined ? Infinity : length, this.length - start);
    const kind = normalize(name);
    if (kind === undefined) throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${name}`);
    if (kind === 'utf8') {
      return encoder.encodeInto(string, new Uint8Array(this.buffer, this.byteOffset + start, room)).written;
    }
    const bytes = fromString(string, kind);
    const count = kind === 'utf16le' ? Math.min(bytes.length, room) & ~1 : Math.min(bytes.length, room);
    this.set(count === bytes.length ? bytes : bytes.subarray(0, count), start);
    return count;
  };

  Buffer.byteLength = function byteLength(value, encoding) {
    if (typeof value !== 'string') {
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
        return value.byteLength;
      }
      throw invalidType('string', 'of type string or an instance of Buffer or ArrayBuffer', value);
    }
    switch (normalize(encoding)) {
      case 'latin1': case 'ascii': return value.length;
      case 'utf16le': return value.length * 2;
      case 'hex': return value.length >>> 1;
      case 'base64': case 'base64url': {
        const end = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0;
        return ((value.length - end) * 3) >>> 2;
      }
      default: return text.utf8Length(value);
    }
  };

  const isEncoding = (encoding) => typeof encoding === 'string' && encoding.length !== 0 && normalize(encoding) !== undefined;
  Buffer.isEncoding = isEncoding;

  Buffer.copyBytesFrom = (view, offset = 0, length = undefined) => {
    if (!ArrayBuffer.isView(view)) throw invalidType('view', 'an instance of TypedArray', view);
    const part = view.subarray(offset, length === undefined ? undefined : offset + length);
    return Buffer.from(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  };
  Buffer.of = (...items) => wrap(Uint8Array.from(items));
  Buffer.poolSize = 8192;

  // The bundle's searches do not know base64url, and turn every needle into a buffer.
  function search(name) {
    const plain = base[name];
    proto[name] = function (value, offset, encoding) {
      let start = offset;
      let kind = encoding;
      if (typeof start === 'string') [kind, start] = [start, undefined];
      return plain.call(this, typeof value === 'string' ? fromString(value, kind) : value, start);
    };
    Object.defineProperty(proto[name], 'name', { value: name });
  }
  ['indexOf', 'lastIndexOf', 'includes'].forEach(search);

  proto.fill = function fill(value, start, end, encoding) {
    if (typeof value === 'string') {
      let kind = encoding;
      let first = start;
      let last = end;
      if (typeof first === 'string') [kind, first, last] = [first, 0, this.length];
      else if (typeof last === 'string') [kind, last] = [last, this.length];
      const bytes = fromString(value, kind);
      return base.fill.call(this, bytes.length === 0 ? 0 : bytes, first, last);
    }
    return base.fill.call(this, value, start, end);
  };

  // Numbers are read and written by Node's own functions.
  const numbers = {};
  require('lib:internal/buffer').addBufferPrototypeMethods(numbers);
  for (const name of Object.keys(numbers)) {
    if (/^(?:read|write)/.test(name)) proto[name] = numbers[name];
  }

  const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
  Object.defineProperty(proto, inspectCustom, { writable: true, configurable: true, enumerable: false,
    value(depth, options) {
      const shown = Math.min(exports.INSPECT_MAX_BYTES ?? 50, this.length);
      let out = text.toHex(new Uint8Array(this.buffer, this.byteOffset, shown)).replace(/(..)/g, '$1 ').trim();
      const more = this.length - shown;
      if (more > 0) out += ` ... ${more} more byte${more > 1 ? 's' : ''}`;
      const keys = Object.keys(this).filter((key) => !/^\d+$/.test(key));
      if (keys.length > 0) {
        const extra = Object.fromEntries(keys.map((key) => [key, this[key]]));
        out += `${this.length > 0 ? ', ' : ''}${require('bundle:inspect').inspect(extra, options).slice(2, -2)}`;
      }
      return `<${this.constructor.name} ${out}>`.replace(/ >$/, '>').replace(/<Buffer>$/, '<Buffer >');
    } });

  for (const kind of ['utf8', 'ascii', 'latin1', 'base64', 'base64url', 'hex', 'ucs2', 'utf16le']) {
    Object.defineProperty(proto, `${kind}Slice`, { writable: true, configurable: true, enumerable: false,
      value(start, end) { return this.toString(kind, start, end); } });
    Object.defineProperty(proto, `${kind}Write`, { writable: true, configurable: true, enumerable: false,
      value(string, offset, length) { return this.write(string, offset, length, kind); } });
  }

  Object.assign(exports, {
    Buffer,
    SlowBuffer: (size) => Buffer.allocUnsafeSlow(size),
    INSPECT_MAX_BYTES: 50,
    kMaxLength: 0x1fffffffffffff,
    kStringMaxLength: 536870888,
    constants: { MAX_LENGTH: 0x1fffffffffffff, MAX_STRING_LENGTH: 536870888 },
    isAscii: (input) => Buffer.from(input.buffer ?? input, input.byteOffset, input.byteLength).every((byte) => byte < 128),
    isUtf8(input) {
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(input);
        return true;
      } catch {
        return false;
      }
    },
    transcode(source, fromEncoding, toEncoding) {
      const string = Buffer.from(source).toString(fromEncoding);
      const kind = normalize(toEncoding);
      return Buffer.from(kind === 'ascii' || kind === 'latin1'
        ? string.replace(kind === 'ascii' ? /[^\x00-\x7f]/gu : /[^\x00-\xff]/gu, '?') : string, toEncoding);
    },
    resolveObjectURL: (url) => require('web:blob').resolveObjectURL(url),
  });
  for (const [id, names] of [['web:base64', ['atob', 'btoa']], ['web:blob', ['Blob', 'File']]]) {
    for (const name of names) {
      Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => require(id)[name] });
    }
  }
});
