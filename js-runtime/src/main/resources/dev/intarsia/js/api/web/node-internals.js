// The internal helpers that the kept modules of Node's own library ask for, over what this runtime has.
(function (exports, require) {
  'use strict';
  const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

  // In the order of Node's own numbers for them.
  const encodings = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'buffer', 'base64url'];
  exports.encodings = encodings;

  const made = { __proto__: null };
  // Works also where a module has replaced Object.defineProperty.
  const lazyDefine = (name, make) => exports.__defineGetter__(name, () => (made[name] ??= make()));

  function spliceOne(list, index) {
    for (let i = index; i + 1 < list.length; i++) list[i] = list[i + 1];
    list.pop();
  }

  function normalizeEncoding(encoding) {
    const name = encoding == null || encoding === '' ? 'utf8' : `${encoding}`.toLowerCase();
    switch (name) {
      case 'utf8': case 'utf-8': return 'utf8';
      case 'ucs2': case 'ucs-2': case 'utf16le': case 'utf-16le': return 'utf16le';
      case 'latin1': case 'binary': return 'latin1';
      case 'base64': case 'ascii': case 'hex': case 'base64url': return name;
      default: return undefined;
    }
  }

  function getLazy(make) {
    let value;
    let isMade = false;
    return () => {
      if (!isMade) {
        value = make();
        isMade = true;
      }
      return value;
    };
  }

  /** As node:util has it, which is large and loads when the function is first called. */
  function deprecate(fn, message, code, ...rest) {
    const made = () => require('lib:internal/util').deprecate(fn, message, code, ...rest);
    // A wrong code is refused at once.
    let real = code === undefined || typeof code === 'string' ? undefined : made();
    function deprecated(...args) {
      real ??= made();
      return new.target ? Reflect.construct(real, args, new.target) : Reflect.apply(real, this, args);
    }
    Object.setPrototypeOf(deprecated, fn);
    deprecated.prototype = fn.prototype;
    return deprecated;
  }

  function once(fn, { preserveReturnValue = false } = {}) {
    let called = false;
    let result;
    return function (...args) {
      if (called) return result;
      called = true;
      const returned = Reflect.apply(fn, this, args);
      if (preserveReturnValue) result = returned;
      return result;
    };
  }

  function assignFunctionName(name, fn) {
    return Object.defineProperty(fn, 'name', { configurable: true,
      value: typeof name === 'symbol' ? (name.description === undefined ? '' : `[${name.description}]`) : name });
  }

  lazyDefine('util', () => ({
    once,
    assignFunctionName,
    createDeferredPromise: () => Promise.withResolvers(),
    kEnumerableProperty: Object.freeze({ __proto__: null, enumerable: true }),
    promisify: Object.assign((...args) => require('lib:internal/util').promisify(...args), { custom: Symbol.for('nodejs.util.promisify.custom') }),
    kEmptyObject: Object.freeze({ __proto__: null }),
    isWindows: false,
    isMacOS: false,
    spliceOne,
    normalizeEncoding,
    encodingsMap: Object.fromEntries(encodings.map((name, index) => [name, index])),
    getLazy,
    customInspectSymbol: inspectCustom,
    isError: (value) => value instanceof Error || require('node:util/types').isNativeError(value),
    setOwnProperty(object, key, value) {
      Object.defineProperty(object, key, { configurable: true, enumerable: true, value, writable: true });
      return value;
    },
    deprecate,
    emitExperimentalWarning() {},
    SideEffectFreeRegExpPrototypeSymbolReplace: (pattern, text, replacement) => pattern[Symbol.replace](text, replacement),
    kIsEncodingSymbol: Symbol('kIsEncodingSymbol'),
    lazyDOMException: (message, name) => new DOMException(message, name),
    defineLazyProperties: (...args) => require('web:value-details').defineLazyProperties(...args),
  }));

  // Larger helpers of Node's own, which node:util asks for.
  for (const name of ['customPromisifyArgs', 'deprecateInstantiation', 'SideEffectFreeRegExpPrototypeExec', 'convertProcessSignalToExitCode', 'getSystemErrorMap', 'getSystemErrorName', 'getSystemErrorMessage', 'join',
    'removeColors', 'WeakReference', 'assertCrypto', 'getConstructorOf', 'cachedResult', 'filterDuplicateStrings', 'getDeprecationWarningEmitter', 'isPendingDeprecation']) {
    Object.defineProperty(exports.util, name, { configurable: true, get: () => require('lib:internal/util')[name] });
  }

  /** How many of the lines from `at` on repeat those before: for errors that contain one another. */
  function identicalSequenceRange(a, b) {
    for (let i = 0; i < a.length - 3; i++) {
      const at = b.indexOf(a[i]);
      if (at < 0) continue;
      const rest = b.length - at;
      if (rest <= 3) continue;
      let length = 1;
      while (length < Math.min(a.length - i, rest) && a[i + length] === b[at + length]) length++;
      if (length > 3) return [length, i];
    }
    return [0, 0];
  }

  // inspect is large and needed for messages alone, so it loads at its first call. Without custom inspection, a URL is its text.
  const inspect = (value, options) =>
    (options?.customInspect === false && value instanceof URL ? value.href : require('lib:internal/util/inspect').inspect(value, options));
  inspect.custom = inspectCustom;
  for (const name of ['colors', 'styles', 'defaultOptions']) {
    Object.defineProperty(inspect, name, { configurable: true, get: () => require('lib:internal/util/inspect').inspect[name] });
  }
  lazyDefine('inspection', () => ({
    inspect,
    format: (...args) => require('lib:internal/util/inspect').format(...args),
    formatWithOptions: (...args) => require('lib:internal/util/inspect').formatWithOptions(...args),
    stripVTControlCharacters: (...args) => require('lib:internal/util/inspect').stripVTControlCharacters(...args),
    getStringWidth: (...args) => require('lib:internal/util/inspect').getStringWidth(...args),
    identicalSequenceRange,
  }));

  lazyDefine('abort', () => ({ ...require('web:abort'), aborted: (...args) => require('node:util').aborted(...args) }));
  lazyDefine('blob', () => ({
    isBlob: (value) => value instanceof require('web:blob').Blob,
    createBlobFromFilePath: (path, options) => new Blob([require('node:fs').readFileSync(path)], options),
  }));
  lazyDefine('webStreams', () => {
    const streams = require('web:streams');
    return { ...streams, isReadableStream: (value) => value instanceof streams.ReadableStream,
      isWritableStream: (value) => value instanceof streams.WritableStream };
  });

  const noColors = { blue: '', green: '', white: '', yellow: '', red: '', gray: '', cyan: '', magenta: '', clear: '', reset: '', undim: '',
    hasColors: false, shouldColorize: () => false, refresh() {} };
  lazyDefine('colors', () => noColors);
  lazyDefine('debuglog', () => require('web:debuglog'));

  lazyDefine('eventTarget', () => ({
    kWeakHandler: Symbol('kWeakHandler'),
    isEventTarget: (value) => value instanceof EventTarget,
    kEvents: Symbol('kEvents'),
    kMaxEventTargetListeners: Symbol('events.maxEventTargetListeners'),
    kMaxEventTargetListenersWarned: Symbol('events.maxEventTargetListenersWarned'),
    kResistStopPropagation: require('web:events').resistStop,
  }));
});
