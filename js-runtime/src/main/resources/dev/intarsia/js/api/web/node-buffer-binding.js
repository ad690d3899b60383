// The binding below Node's Buffer: text to bytes and back, searching, comparing.
(function (exports, require, module, native) {
  'use strict';
  const text = native('text');
  const { codes } = require('web:node-errors');
  const encoder = new TextEncoder();
  const decoder = new (require('web:native-text-coders').TextDecoder)('utf-8', { ignoreBOM: true });
  const { encodings } = require('web:node-internals');
  const bytesOf = (view) => (ArrayBuffer.isView(view) ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    : new Uint8Array(view));

  // Node stops at the first "=", ignores what is not in the alphabet, and takes both alphabets.
  function fromBase64(value) {
    const end = value.indexOf('=');
    let clean = end < 0 ? value : value.slice(0, end);
    if (/[^A-Za-z0-9+/]/.test(clean)) {
      clean = clean.replace(/-/g, '+').replace(/_/g, '/').replace(/[^A-Za-z0-9+/]/g, '');
    }
    return text.fromBase64(clean.length % 4 === 1 ? clean.slice(0, -1) : clean);
  }

  function fromUtf16(value) {
    const bytes = new Uint8Array(value.length * 2);
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      bytes[2 * i] = unit;
      bytes[2 * i + 1] = unit >> 8;
    }
    return bytes;
  }

  function fromLatin1(value) {
    const bytes = new Uint8Array(value.length);
    for (let i = 0; i < value.length; i++) bytes[i] = value.charCodeAt(i);
    return bytes;
  }

  function encode(value, encoding) {
    switch (encoding) {
      case 'utf8': return encoder.encode(value);
      case 'utf16le': return fromUtf16(value);
      case 'base64': case 'base64url': return fromBase64(value);
      case 'hex': return text.fromHex(value);
      default: return fromLatin1(value);
    }
  }

  function units(bytes, mask) {
    let result = '';
    for (let i = 0; i < bytes.length; i += 4096) {
      const part = bytes.subarray(i, i + 4096);
      result += String.fromCharCode.apply(null, mask === 0xff ? part : part.map((byte) => byte & mask));
    }
    return result;
  }

  function fromCodeUnits(bytes) {
    const list = new Uint16Array(bytes.length >> 1);
    for (let i = 0; i < list.length; i++) list[i] = bytes[2 * i] | (bytes[2 * i + 1] << 8);
    return units(list, 0xff);
  }

  const decode = {
    __proto__: null,
    ascii: (bytes) => units(bytes, 0x7f),
    latin1: (bytes) => units(bytes, 0xff),
    utf8: (bytes) => decoder.decode(bytes),
    ucs2: fromCodeUnits,
    hex: (bytes) => text.toHex(bytes),
    base64: (bytes) => text.toBase64(bytes),
    base64url: (bytes) => text.toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''),
  };

  // As V8's. The engine's own limit is the same, but it does not see strings that the host makes.
  const MAX_STRING_LENGTH = 536870888;
  /** The length of the string that so many bytes become; of UTF-8 the shortest that is possible. */
  const stringLength = {
    __proto__: null,
    ascii: (count) => count,
    latin1: (count) => count,
    utf8: (count) => Math.ceil(count / 3),
    ucs2: (count) => Math.floor(count / 2),
    hex: (count) => count * 2,
    base64: (count) => Math.ceil(count / 3) * 4,
    base64url: (count) => Math.ceil((count * 4) / 3),
  };

  function requireShortEnough(length) {
    if (length > MAX_STRING_LENGTH) {
      const message = `Cannot create a string longer than 0x${MAX_STRING_LENGTH.toString(16)} characters`;
      throw Object.assign(new Error(message), { code: 'ERR_STRING_TOO_LONG' });
    }
  }

  function decoded(name, bytes) {
    requireShortEnough(stringLength[name](bytes.length));
    const string = decode[name](bytes);
    requireShortEnough(string.length);
    return string;
  }

  for (const name of Object.keys(decode)) {
    exports[`${name}Slice`] = (view, start = 0, end = undefined) => {
      const bytes = bytesOf(view);
      const last = end === undefined ? bytes.length : Math.trunc(end) || 0;
      const first = Math.trunc(start) || 0;
      if (first < 0 || last > bytes.length) throw new codes.ERR_OUT_OF_RANGE('index', `>= 0 and <= ${bytes.length}`, last);
      return last <= first ? '' : decoded(name, first === 0 && last === bytes.length ? bytes : bytes.subarray(first, last));
    };
  }

  function writer(encoding) {
    return (view, string, offset = 0, length = undefined) => {
      if (typeof string !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('argument', 'string', string);
      const bytes = bytesOf(view);
      if (offset > bytes.length || offset < 0) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset');
      const room = Math.min(length ?? Infinity, bytes.length - offset);
      if (encoding === 'utf8') return encoder.encodeInto(string, bytes.subarray(offset, offset + room)).written;
      const from = encode(string, encoding);
      const count = Math.min(from.length, encoding === 'utf16le' ? room & ~1 : room);
      bytes.set(count === from.length ? from : from.subarray(0, count), offset);
      return count;
    };
  }
  for (const [name, encoding] of [['asciiWriteStatic', 'ascii'], ['latin1WriteStatic', 'latin1'], ['utf8WriteStatic', 'utf8'],
    ['base64Write', 'base64'], ['base64urlWrite', 'base64url'], ['hexWrite', 'hex'], ['ucs2Write', 'utf16le']]) {
    exports[name] = writer(encoding);
  }

  function order(a, b) {
    const count = Math.min(a.length, b.length);
    for (let i = 0; i < count; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return Math.sign(a.length - b.length);
  }

  /** Where a search begins, or -1: negative offsets count from the end. */
  function searchStart(length, offset, needle, forward) {
    if (offset < 0) return offset + length >= 0 ? length + offset : forward || needle === 0 ? 0 : -1;
    if (offset + needle <= length) return offset;
    return needle === 0 ? length : forward ? -1 : length - 1;
  }

  function search(haystack, needle, offset, forward, step) {
    const start = searchStart(haystack.length, Math.trunc(offset), needle.length, forward);
    if (needle.length === 0) return start;
    if (start < 0 || haystack.length === 0 || needle.length > haystack.length) return -1;
    const most = haystack.length - needle.length;
    let at = Math.min(start, forward ? Infinity : most);
    at -= at % step;
    for (; forward ? at <= most : at >= 0; at += forward ? step : -step) {
      if (forward && step === 1) {
        at = haystack.indexOf(needle[0], at);
        if (at < 0 || at > most) return -1;
      }
      let same = 0;
      while (same < needle.length && haystack[at + same] === needle[same]) same++;
      if (same === needle.length) return at;
    }
    return -1;
  }

  const within = (view, end) => bytesOf(view).subarray(0, end === undefined ? undefined : Math.max(0, end));

  function find(view, bytes, offset, kind, forward, end) {
    const wide = encodings[kind] === 'utf16le';
    const haystack = within(view, end);
    if (wide && bytes.length > 0 && (haystack.length < 2 || bytes.length < 2)) return -1;
    return search(haystack, wide ? bytes.subarray(0, bytes.length & ~1) : bytes, offset, forward, wide ? 2 : 1);
  }

  function fill(view, value, start, end, encoding) {
    const bytes = bytesOf(view);
    if (start > end || end > bytes.length) return -2;
    let pattern;
    if (typeof value === 'string') pattern = encode(value, require('web:node-internals').util.normalizeEncoding(encoding));
    else if (ArrayBuffer.isView(value)) pattern = bytesOf(value);
    else {
      bytes.fill(value & 255, start, end);
      return undefined;
    }
    if (pattern.length === 0) return -1;
    const copy = pattern.slice();
    for (let at = start; at < end; at += copy.length) bytes.set(copy.subarray(0, Math.min(copy.length, end - at)), at);
    return undefined;
  }

  function swapper(size) {
    return (view) => {
      for (let i = 0; i < view.length; i += size) bytesOf(view).subarray(i, i + size).reverse();
    };
  }

  Object.assign(exports, {
    kMaxLength: 2 ** 53 - 1,
    kStringMaxLength: MAX_STRING_LENGTH,
    byteLengthUtf8: (value) => text.utf8Length(value),
    createUnsafeArrayBuffer: (size) => new ArrayBuffer(size),
    setDetachKey() {},
    compare: (a, b) => order(bytesOf(a), bytesOf(b)),
    compareOffset(source, target, targetStart, sourceStart, targetEnd, sourceEnd) {
      if (sourceStart > source.length) throw new codes.ERR_OUT_OF_RANGE('sourceStart', `<= ${source.length}`, sourceStart);
      if (targetStart > target.length) throw new codes.ERR_OUT_OF_RANGE('targetStart', `<= ${target.length}`, targetStart);
      return order(bytesOf(source).subarray(sourceStart, sourceEnd), bytesOf(target).subarray(targetStart, targetEnd));
    },
    copy(source, target, targetStart, sourceStart, count) {
      bytesOf(target).set(bytesOf(source).subarray(sourceStart, sourceStart + count), targetStart);
    },
    fill,
    isAscii: (input) => bytesOf(input).every((byte) => byte < 128),
    isUtf8(input) {
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(input);
        return true;
      } catch {
        return false;
      }
    },
    indexOfString: (view, value, offset, kind, forward, end) => find(view, encode(value, encodings[kind]), offset, kind, forward, end),
    indexOfBuffer: (view, value, offset, kind, forward, end) => find(view, bytesOf(value), offset, kind, forward, end),
    indexOfNumber: (view, value, offset, forward, end) => search(within(view, end), Uint8Array.of(value), offset, forward, 1),
    swap16: swapper(2),
    swap32: swapper(4),
    swap64: swapper(8),
  });
});
