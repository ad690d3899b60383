// The argument checks of every module: each throws the class, code and text that Node throws.
(function (exports, require) {
  'use strict';
  const { coded, invalidType, invalidValue, outOfRange } = require('web:errors');

  function ofType(type) {
    return (value, name) => {
      if (typeof value !== type) throw invalidType(name, `of type ${type}`, value);
    };
  }

  function integer(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
    if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
    if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
    if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
  }

  function number(value, name, min = undefined, max = undefined) {
    if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
    if ((min != null && value < min) || (max != null && value > max) || ((min != null || max != null) && Number.isNaN(value))) {
      throw outOfRange(name, `${min != null ? `>= ${min}` : ''}${min != null && max != null ? ' && ' : ''}${
        max != null ? `<= ${max}` : ''}`, value);
    }
  }

  function oneOf(value, name, allowed) {
    if (!allowed.includes(value)) {
      const list = allowed.map((item) => (typeof item === 'string' ? `'${item}'` : String(item))).join(', ');
      throw invalidValue(name, value, `must be one of: ${list}`);
    }
  }

  function object(value, name) {
    if (value === null || Array.isArray(value) || typeof value !== 'object') throw invalidType(name, 'of type object', value);
  }

  function array(value, name, minLength = 0) {
    if (!Array.isArray(value)) throw invalidType(name, 'an instance of Array', value);
    if (value.length < minLength) throw invalidValue(name, value, `must be longer than ${minLength}`);
  }

  function abortSignal(signal, name) {
    if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
      throw invalidType(name, 'an instance of AbortSignal', signal);
    }
  }

  function buffer(value, name = 'buffer') {
    if (!ArrayBuffer.isView(value)) throw invalidType(name, 'an instance of Buffer, TypedArray, or DataView', value);
  }

  /** A file mode: a number, or octal digits. */
  function fileMode(value, name, missing = undefined) {
    const mode = value ?? missing;
    if (typeof mode === 'string') {
      if (!/^[0-7]+$/.test(mode)) {
        throw invalidValue(name, mode, 'must be a 32-bit unsigned integer or an octal string');
      }
      return parseInt(mode, 8);
    }
    integer(mode, name, 0, 2 ** 32 - 1);
    return mode;
  }

  function encoding(value, name = 'encoding') {
    if (value != null && value !== 'buffer' && !require('node:buffer').Buffer.isEncoding(value)) {
      throw invalidValue(name, value, 'is invalid encoding');
    }
  }

  Object.assign(exports, {
    string: ofType('string'), boolean: ofType('boolean'), func: ofType('function'),
    integer, number, oneOf, object, array, abortSignal, buffer, fileMode, encoding,
    int32: (value, name, min = -2147483648, max = 2147483647) => integer(value, name, min, max),
    uint32: (value, name, positive = false) => integer(value, name, positive ? 1 : 0, 4294967295),
    thisOf(value, Class, name = Class.name) {
      if (!(value instanceof Class)) throw coded(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
    },
  });
});
