// Node's own errors for its kept modules. The table of codes is read when the first error is made, not before.
(function (exports, require) {
  'use strict';
  const table = () => require('lib:internal/errors');

  /** Node's stacks name the code in their first line. */
  function withCode(error) {
    const head = `${error.name}: `;
    if (typeof error.stack === 'string' && error.stack.startsWith(head)) {
      const stack = `${error.name} [${error.code}]: ${error.stack.slice(head.length)}`;
      Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true, enumerable: false });
    }
    return error;
  }

  function errorClass(code, variant) {
    const real = () => (variant === undefined || variant === 'HideStackFramesError' ? table().codes[code] : table().codes[code][variant]);
    function NodeError(...args) {
      const error = withCode(Reflect.construct(real(), args));
      Object.setPrototypeOf(error, Object.getPrototypeOf(real()).prototype);
      if (!Object.hasOwn(error, 'toString')) {
        Object.defineProperty(error, 'toString', { value: toString, writable: true, configurable: true, enumerable: false });
      }
      return error;
    }
    return NodeError;
  }

  function toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  const classes = { __proto__: null };
  exports.codes = new Proxy(classes, {
    get(target, code) {
      if (target[code] === undefined) {
        const made = errorClass(code);
        made.HideStackFramesError = made;
        for (const name of ['TypeError', 'RangeError', 'Error']) {
          Object.defineProperty(made, name, { get: () => errorClass(code, name) });
        }
        target[code] = made;
      }
      return target[code];
    },
  });

  exports.AbortError = class AbortError extends Error {
    constructor(message = 'The operation was aborted', options = undefined) {
      if (options !== undefined && typeof options !== 'object') throw new exports.codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
      super(message, options);
      this.code = 'ABORT_ERR';
      this.name = 'AbortError';
    }
  };

  exports.hideStackFrames = (fn) => {
    fn.withoutStackTrace = fn;
    return fn;
  };

  exports.genericNodeError = (message, properties) => Object.assign(new Error(message), properties);
  exports.kEnhanceStackBeforeInspector = Symbol('kEnhanceStackBeforeInspector');
  exports.kIsNodeError = Symbol('kIsNodeError');
  exports.isErrorStackTraceLimitWritable = () => true;
  exports.isStackOverflowError = (error) => error instanceof RangeError && error.message.startsWith('Maximum call stack');
  exports.overrideStackTrace = new WeakMap();
  exports.uvErrmapGet = (number) => require('net:uv').getErrorMap().get(number);
  for (const name of ['aggregateTwoErrors', 'determineSpecificType', 'formatList', 'NodeAggregateError', 'ErrnoException', 'ExceptionWithHostPort', 'UVException']) {
    Object.defineProperty(exports, name, { enumerable: true, get: () => table()[name] });
  }
});
