// The binding below Node's string_decoder: keeps the bytes of a character whose end has not come yet.
(function (exports, require) {
  'use strict';
  const { Buffer } = require('node:buffer');
  const { encodings } = require('web:node-internals');
  const kMissingBytes = 4;
  const kBufferedBytes = 5;
  const kEncodingField = 6;

  const text = (bytes, encoding) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding);

  /** Adds what completes the kept character; gives the rest of the data. */
  function complete(state, data, encoding) {
    let rest = data;
    if (encoding === 'utf8') {
      const broken = data.subarray(0, state[kMissingBytes]).findIndex((byte) => (byte & 0xc0) !== 0x80);
      if (broken >= 0) {
        state[kMissingBytes] = 0;
        state.set(data.subarray(0, broken), state[kBufferedBytes]);
        state[kBufferedBytes] += broken;
        rest = data.subarray(broken);
      }
    }
    const found = Math.min(state[kMissingBytes], rest.length);
    state.set(rest.subarray(0, found), state[kBufferedBytes]);
    state[kMissingBytes] -= found;
    state[kBufferedBytes] += found;
    return rest.subarray(found);
  }

  function take(state, encoding) {
    const whole = text(state.subarray(0, state[kBufferedBytes]), encoding);
    state[kBufferedBytes] = 0;
    return whole;
  }

  /** Finds how many bytes at the end begin a character that is not whole. */
  function hold(state, data, encoding) {
    const last = data[data.length - 1];
    if (encoding === 'utf8') {
      if ((last & 0x80) !== 0) holdUtf8(state, data);
    } else if (encoding === 'utf16le') {
      const count = data.length % 2 === 1 ? 1 : (last & 0xfc) === 0xd8 ? 2 : 0;
      state[kBufferedBytes] = count;
      state[kMissingBytes] = count;
    } else {
      state[kBufferedBytes] = data.length % 3;
      if (state[kBufferedBytes] > 0) state[kMissingBytes] = 3 - state[kBufferedBytes];
    }
  }

  function holdUtf8(state, data) {
    for (let i = data.length - 1, count = 1; ; i--, count++) {
      const byte = data[i];
      if ((byte & 0xc0) === 0x80) {
        if (count >= 4 || i === 0) return;
      } else {
        const size = (byte & 0xe0) === 0xc0 ? 2 : (byte & 0xf0) === 0xe0 ? 3 : (byte & 0xf8) === 0xf0 ? 4 : 0;
        if (count < size) {
          state[kBufferedBytes] = count;
          state[kMissingBytes] = size - count;
        }
        return;
      }
    }
  }

  function decode(state, chunk) {
    if (typeof chunk === 'string') return chunk;
    const encoding = encodings[state[kEncodingField]];
    let data = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (encoding === 'ascii' || encoding === 'latin1' || encoding === 'hex') return text(data, encoding);
    let before = '';
    if (state[kMissingBytes] > 0) {
      data = complete(state, data, encoding);
      if (state[kMissingBytes] === 0) before = take(state, encoding);
    }
    if (data.length === 0) return before;
    hold(state, data, encoding);
    const end = data.length - state[kBufferedBytes];
    state.set(data.subarray(end), 0);
    return before + (end > 0 ? text(data.subarray(0, end), encoding) : '');
  }

  function flush(state) {
    const encoding = encodings[state[kEncodingField]];
    if (encoding === 'utf16le' && state[kBufferedBytes] % 2 === 1) {
      state[kMissingBytes]--;
      state[kBufferedBytes]--;
    }
    const left = state[kBufferedBytes] === 0 ? '' : text(state.subarray(0, state[kBufferedBytes]), encoding);
    state[kMissingBytes] = 0;
    state[kBufferedBytes] = 0;
    return left;
  }

  Object.assign(exports, { encodings, decode, flush, kIncompleteCharactersStart: 0, kIncompleteCharactersEnd: 4,
    kMissingBytes, kBufferedBytes, kEncodingField, kNumFields: 7, kSize: 7 });
});
