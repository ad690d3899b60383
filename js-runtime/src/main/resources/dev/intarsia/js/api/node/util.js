(function (exports, require, module) {
  'use strict';
  const inspection = require('bundle:inspect');
  const { coded, invalidType, outOfRange } = require('web:errors');
  const types = require('node:util/types');
  const { inspect } = inspection;
  const promisifyCustom = Symbol.for('nodejs.util.promisify.custom');
  const promisifyArgs = Symbol('customPromisifyArgs');

  function promisify(original) {
    if (typeof original !== 'function') throw invalidType('original', 'of type function', original);
    const custom = original[promisifyCustom];
    if (custom) {
      if (typeof custom !== 'function') throw invalidType('util.promisify.custom', 'of type function', custom);
      return Object.defineProperty(custom, promisifyCustom, { value: custom, enumerable: false, configurable: true });
    }
    const names = original[promisifyArgs];
    function fn(...args) {
      return new Promise((resolve, reject) => {
        Reflect.apply(original, this, [...args, (error, ...values) => {
          if (error) reject(error);
          else if (names !== undefined && values.length > 1) {
            resolve(Object.fromEntries(names.map((name, i) => [name, values[i]])));
          } else resolve(values[0]);
        }]);
      });
    }
    Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
    Object.defineProperty(fn, promisifyCustom, { value: fn, enumerable: false, configurable: true });
    return Object.defineProperties(fn, Object.getOwnPropertyDescriptors(original));
  }
  promisify.custom = promisifyCustom;

  function callbackify(original) {
    if (typeof original !== 'function') throw invalidType('original', 'of type function', original);
    function callbackified(...args) {
      const callback = args.pop();
      if (typeof callback !== 'function') throw invalidType('last argument', 'of type function', callback);
      const { nextTick } = require('node:process');
      Reflect.apply(original, this, args).then((value) => nextTick(callback, null, value), (reason) => {
        let error = reason;
        if (!error) {
          error = coded(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value');
          error.reason = reason;
        }
        nextTick(callback, error);
      });
    }
    Object.defineProperty(callbackified, 'name', { value: `${original.name}Callbackified` });
    return callbackified;
  }

  function inherits(constructor, superConstructor) {
    if (typeof constructor !== 'function') throw invalidType('ctor', 'of type function', constructor);
    if (typeof superConstructor !== 'function') throw invalidType('superCtor', 'of type function', superConstructor);
    if (superConstructor.prototype === undefined) {
      throw invalidType('superCtor.prototype', 'of type object', superConstructor.prototype);
    }
    Object.defineProperty(constructor, 'super_', { value: superConstructor, writable: true, configurable: true });
    Object.setPrototypeOf(constructor.prototype, superConstructor.prototype);
  }

  const warned = new Set();

  function deprecate(fn, message, code = undefined) {
    let done = false;
    function deprecated(...args) {
      if (!done && !(code !== undefined && warned.has(code))) {
        done = true;
        warned.add(code);
        require('node:process').emitWarning(message, 'DeprecationWarning', code);
      }
      return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
    }
    Object.setPrototypeOf(deprecated, fn);
    if (fn.prototype) deprecated.prototype = fn.prototype;
    return deprecated;
  }

  function debuglog(set) {
    const wanted = (require('node:process').env.NODE_DEBUG ?? '').toUpperCase().split(',').includes(`${set}`.toUpperCase());
    const log = (...args) => {
      if (wanted) require('web:console').console.error(`${`${set}`.toUpperCase()}: ${inspection.format(...args)}`);
    };
    return Object.defineProperty(log, 'enabled', { get: () => wanted });
  }

  function styleText(format, text, options = {}) {
    if (typeof text !== 'string') throw invalidType('text', 'of type string', text);
    const formats = Array.isArray(format) ? format : [format];
    for (const name of formats) {
      if (name !== 'none' && !Object.hasOwn(inspect.colors, name)) {
        const known = Object.keys(inspect.colors).map((key) => `'${key}'`).join(', ');
        throw coded(TypeError, 'ERR_INVALID_ARG_VALUE',
          `The argument 'format' must be one of: ${known}. Received ${inspect(name)}`);
      }
    }
    if (options.validateStream !== false) return text;
    return formats.reduceRight((inner, name) => {
      if (name === 'none') return inner;
      const [open, close] = inspect.colors[name];
      return `\u001b[${open}m${inner}\u001b[${close}m`;
    }, text);
  }

  function parseEnv(content) {
    if (typeof content !== 'string') throw invalidType('content', 'of type string', content);
    return require('web:env-text').parse(content);
  }

  class MIMEParams extends Map {
    toString() {
      return [...this].map(([key, value]) => `${key}=${/^[\w!#$%&'*+.^`|~-]+$/.test(value) ? value : JSON.stringify(value)}`)
        .join(';');
    }
  }

  class MIMEType {
    constructor(input) {
      const match = /^\s*([\w!#$%&'*+.^`|~-]+)\/([\w!#$%&'*+.^`|~-]+)\s*(?:;([^]*))?$/.exec(`${input}`);
      if (match === null) {
        throw coded(TypeError, 'ERR_INVALID_MIME_SYNTAX', `The MIME syntax for a type in "${input}" is invalid at 0`);
      }
      this.type = match[1].toLowerCase();
      this.subtype = match[2].toLowerCase();
      this.params = new MIMEParams();
      for (const [, key, quoted, plain] of (match[3] ?? '').matchAll(/\s*([^=;\s]+)=(?:"((?:\\.|[^"])*)"|([^;]*))/g)) {
        const name = key.toLowerCase();
        if (!this.params.has(name)) this.params.set(name, quoted?.replace(/\\(.)/g, '$1') ?? plain.trim());
      }
    }

    get essence() { return `${this.type}/${this.subtype}`; }
    toString() { return this.params.size === 0 ? this.essence : `${this.essence};${this.params}`; }
    toJSON() { return this.toString(); }
  }

  function aborted(signal, resource) {
    if (signal === undefined) throw invalidType('signal', 'an instance of AbortSignal', signal);
    if (resource === null || typeof resource !== 'object') throw invalidType('resource', 'of type object', resource);
    return signal.aborted ? Promise.resolve() : new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  function lazily(name, make) {
    Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: make });
  }

  Object.assign(exports, {
    inspect, promisify, callbackify, inherits, deprecate, debuglog, styleText, parseEnv, MIMEType, MIMEParams, aborted,
    debug: debuglog,
    format: inspection.format,
    formatWithOptions: inspection.formatWithOptions,
    stripVTControlCharacters: inspection.stripVTControlCharacters,
    types,
    isDeepStrictEqual: (a, b) => require('lib:internal/util/comparisons').isDeepStrictEqual(a, b),
    isArray: Array.isArray,
    isBoolean: (value) => typeof value === 'boolean',
    isBuffer: (value) => require('node:buffer').Buffer.isBuffer(value),
    isDate: types.isDate,
    isError: (value) => value instanceof Error,
    isFunction: (value) => typeof value === 'function',
    isNull: (value) => value === null,
    isNullOrUndefined: (value) => value == null,
    isNumber: (value) => typeof value === 'number',
    isObject: (value) => value !== null && typeof value === 'object',
    isPrimitive: (value) => value === null || (typeof value !== 'object' && typeof value !== 'function'),
    isRegExp: types.isRegExp,
    isString: (value) => typeof value === 'string',
    isSymbol: (value) => typeof value === 'symbol',
    isUndefined: (value) => value === undefined,
    log: (...args) => require('web:console').console.log('%s - %s', new Date().toLocaleTimeString(), inspection.format(...args)),
    _extend: (target, source) => (source !== null && typeof source === 'object' ? Object.assign(target, source) : target),
    toUSVString: (text) => `${text}`.toWellFormed(),
    getSystemErrorName(number) {
      require('web:validators').number(number, 'err');
      if (number >= 0 || !Number.isSafeInteger(number)) throw outOfRange('err', 'a negative integer', number);
      return require('net:uv').errname(number);
    },
    getSystemErrorMessage(number) {
      require('web:validators').number(number, 'err');
      if (number >= 0 || !Number.isSafeInteger(number)) throw outOfRange('err', 'a negative integer', number);
      return require('net:uv').getErrorMessage(number);
    },
    getSystemErrorMap: () => new Map(require('net:uv').getErrorMap()),
    getCallSites: () => [],
    transferableAbortController: () => new AbortController(),
    transferableAbortSignal: (signal) => signal,
    setTraceSigInt() {},
    diff: (actual, expected) => [[0, inspect(actual)], [0, inspect(expected)]],
  });
  lazily('TextEncoder', () => globalThis.TextEncoder);
  lazily('TextDecoder', () => require('web:text-encoding').TextDecoder);
  lazily('parseArgs', () => require('bundle:parseargs').parseArgs);
});
