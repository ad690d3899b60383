// Errors with a code, as Node throws them.
(function (exports, require) {
  'use strict';

  /** An error of a class, with `code`; its stack starts with `Name [CODE]: message`, as in Node. */
  exports.coded = function coded(Base, code, message) {
    const error = new Base(message);
    if (typeof error.stack === 'string') {
      const head = `${error.name}: ${message}`;
      if (error.stack.startsWith(head)) {
        const stack = `${error.name} [${code}]: ${message}${error.stack.slice(head.length)}`;
        Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true, enumerable: false });
      }
    }
    error.code = code;
    return error;
  };

  function show(value) {
    if (value == null) {
      return ` Received ${value}`;
    }
    if (typeof value === 'function') {
      return ` Received function ${value.name}`;
    }
    if (typeof value === 'object') {
      return value.constructor?.name
        ? ` Received an instance of ${value.constructor.name}`
        : ` Received ${require('node:util').inspect(value, { depth: -1 })}`;
    }
    let text = require('node:util').inspect(value, { colors: false });
    if (text.length > 28) {
      text = `${text.slice(0, 25)}...`;
    }
    return ` Received type ${typeof value} (${text})`;
  }

  /** `expected` completes "must be", for example "of type string". */
  exports.invalidType = function invalidType(name, expected, value) {
    const subject = name.endsWith(' argument') ? `The ${name}`
      : `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
    return exports.coded(TypeError, 'ERR_INVALID_ARG_TYPE', `${subject} must be ${expected}.${show(value)}`);
  };

  exports.invalidValue = function invalidValue(name, value, reason = 'is invalid') {
    let text = require('node:util').inspect(value);
    if (text.length > 128) {
      text = `${text.slice(0, 128)}...`;
    }
    const kind = name.includes('.') ? 'property' : 'argument';
    return exports.coded(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${kind} '${name}' ${reason}. Received ${text}`);
  };

  exports.outOfRange = function outOfRange(name, range, value) {
    let text = String(value);
    if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) {
      text = text.replace(/(?<=\d)(?=(\d{3})+$)/g, '_');
    } else if (typeof value === 'bigint') {
      text = `${text}n`;
    }
    return exports.coded(RangeError, 'ERR_OUT_OF_RANGE',
      `The value of "${name}" is out of range. It must be ${range}. Received ${text}`);
  };

  /** What a function of an absent API throws. */
  exports.notAvailable = function notAvailable(name, reason) {
    return exports.coded(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
      `${name} is not available in an Intarsia worker: ${reason}`);
  };
});
