(function (exports, require) {
  'use strict';
  const { DOMException } = require('web:dom-exception');
  const { coded } = require('web:errors');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const values = new Map([...alphabet].map((c, i) => [c.charCodeAt(0), i]));

  exports.btoa = function btoa(data) {
    if (arguments.length === 0) {
      throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "data" argument must be specified');
    }
    const text = `${data}`;
    let out = '';
    for (let i = 0; i < text.length; i += 3) {
      const a = text.charCodeAt(i);
      const b = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
      const c = i + 2 < text.length ? text.charCodeAt(i + 2) : 0;
      if (a > 255 || b > 255 || c > 255) {
        throw new DOMException('Invalid character', 'InvalidCharacterError');
      }
      out += alphabet[a >> 2] + alphabet[((a & 3) << 4) | (b >> 4)]
        + (i + 1 < text.length ? alphabet[((b & 15) << 2) | (c >> 6)] : '=')
        + (i + 2 < text.length ? alphabet[c & 63] : '=');
    }
    return out;
  };

  exports.atob = function atob(data) {
    if (arguments.length === 0) {
      throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "data" argument must be specified');
    }
    let text = `${data}`.replace(/[\t\n\f\r ]/g, '');
    if (text.length % 4 === 0) {
      text = text.replace(/={1,2}$/, '');
    }
    if (text.length % 4 === 1) {
      throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
    }
    let out = '';
    let bits = 0;
    let count = 0;
    for (let i = 0; i < text.length; i++) {
      const value = values.get(text.charCodeAt(i));
      if (value === undefined) {
        throw new DOMException('Invalid character', 'InvalidCharacterError');
      }
      bits = ((bits << 6) | value) & 0xffffff;
      count += 6;
      if (count >= 8) {
        count -= 8;
        out += String.fromCharCode((bits >> count) & 255);
      }
    }
    return out;
  };
});
