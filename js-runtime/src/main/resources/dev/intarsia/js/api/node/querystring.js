(function (exports, require, module) {
  'use strict';
  const { Buffer } = require('node:buffer');
  const { coded } = require('web:errors');

  function escape(value) {
    let text = value;
    if (typeof value !== 'string') text = typeof value === 'object' ? String(value) : `${value}`;
    try {
      return encodeURIComponent(text);
    } catch {
      throw coded(URIError, 'ERR_INVALID_URI', 'URI malformed');
    }
  }

  function unescapeBuffer(text) {
    const bytes = Buffer.from(text);
    const out = Buffer.allocUnsafe(bytes.length);
    let length = 0;
    for (let i = 0; i < bytes.length; i++) {
      const hex = bytes[i] === 0x25 ? bytes.latin1Slice(i + 1, i + 3) : '';
      if (/^[0-9a-f]{2}$/i.test(hex)) {
        out[length++] = parseInt(hex, 16);
        i += 2;
      } else {
        out[length++] = bytes[i];
      }
    }
    return out.subarray(0, length);
  }

  function unescape(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return unescapeBuffer(text).toString();
    }
  }

  function primitive(value) {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : '';
    if (typeof value === 'bigint' || typeof value === 'boolean') return `${value}`;
    return '';
  }

  function stringify(object, separator = '&', equals = '=', options = undefined) {
    if (object === null || typeof object !== 'object') return '';
    const encode = options?.encodeURIComponent ?? module.exports.escape;
    const pair = (key, value) => `${encode(primitive(key))}${equals || '='}${encode(primitive(value))}`;
    return Object.keys(object).flatMap((key) => (Array.isArray(object[key])
      ? object[key].map((item) => pair(key, item)) : [pair(key, object[key])])).join(separator || '&');
  }

  function parse(text, separator = '&', equals = '=', options = undefined) {
    const result = { __proto__: null };
    if (typeof text !== 'string' || text.length === 0) return result;
    const decode = (part) => {
      const spaced = part.replace(/\+/g, '%20');
      const decoder = options?.decodeURIComponent ?? module.exports.unescape;
      if (!/%/.test(spaced)) return spaced;
      try {
        return decoder(spaced);
      } catch {
        return unescape(spaced);
      }
    };
    const max = options?.maxKeys ?? 1000;
    let parts = text.split(separator || '&');
    if (max > 0) parts = parts.slice(0, max);
    for (const part of parts) {
      if (part === '') continue;
      const at = part.indexOf(equals || '=');
      const key = decode(at < 0 ? part : part.slice(0, at));
      const value = at < 0 ? '' : decode(part.slice(at + (equals || '=').length));
      if (!(key in result)) result[key] = value;
      else if (Array.isArray(result[key])) result[key].push(value);
      else result[key] = [result[key], value];
    }
    return result;
  }

  module.exports = { unescapeBuffer, unescape, escape, stringify, encode: stringify, parse, decode: parse };
});
