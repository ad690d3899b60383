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
    Object.defineProperty(error, 'toString', { value: toString, writable: true, configurable: true, enumerable: false });
    return error;
  };

  function toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  const inspect = (value, options) => require('node:util').inspect(value, options);

  function show(value) {
    switch (typeof value) {
      case 'function': return `function ${value.name}`;
      case 'object':
        if (value === null) return 'null';
        return value.constructor && 'name' in value.constructor ? `an instance of ${value.constructor.name}`
          : inspect(value, { depth: -1 });
      case 'string': {
        const text = value.length > 28 ? `${value.slice(0, 25)}...` : value;
        return `type string (${text.includes("'") ? JSON.stringify(text) : `'${text}'`})`;
      }
      case 'undefined': return 'undefined';
      default: return `type ${typeof value} (${inspect(value, { colors: false })})`;
    }
  }

  const kindOf = (name) => (name.includes('.') ? 'property' : 'argument');

  /** `expected` completes "must be", for example "of type string". */
  exports.invalidType = function invalidType(name, expected, value) {
    const subject = name.endsWith(' argument') ? `The ${name}` : `The "${name}" ${kindOf(name)}`;
    return exports.coded(TypeError, 'ERR_INVALID_ARG_TYPE', `${subject} must be ${expected}. Received ${show(value)}`);
  };

  exports.invalidValue = function invalidValue(name, value, reason = 'is invalid', Base = TypeError) {
    let text = inspect(value);
    if (text.length > 128) {
      text = `${text.slice(0, 128)}...`;
    }
    return exports.coded(Base, 'ERR_INVALID_ARG_VALUE', `The ${kindOf(name)} '${name}' ${reason}. Received ${text}`);
  };

  const separated = (text) => text.replace(/(?<=\d)(?=(\d{3})+$)/g, '_');

  exports.outOfRange = function outOfRange(name, range, value) {
    let text;
    if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) {
      text = separated(String(value));
    } else if (typeof value === 'bigint') {
      text = `${value > 4294967296n || value < -4294967296n ? separated(String(value)) : value}n`;
    } else {
      text = inspect(value);
    }
    return exports.coded(RangeError, 'ERR_OUT_OF_RANGE',
      `The value of "${name}" is out of range. It must be ${range}. Received ${text}`);
  };

  /** What rejects an operation whose signal was aborted. */
  exports.aborted = function aborted(signal, message = 'The operation was aborted') {
    const error = new Error(message, signal === undefined ? undefined : { cause: signal.reason });
    error.name = 'AbortError';
    error.code = 'ABORT_ERR';
    return error;
  };

  /** What a function of an absent API throws. */
  exports.notAvailable = function notAvailable(name, reason) {
    return exports.coded(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
      `${name} is not available in an Intarsia worker: ${reason}`);
  };
});
