// The parts of Node's native bindings that its kept modules call.
(function (exports, require) {
  'use strict';
  const lazy = (name, make) => Object.defineProperty(exports, name, {
    configurable: true,
    get() {
      const value = make();
      Object.defineProperty(exports, name, { value });
      return value;
    },
  });

  const isIndex = (key) => typeof key === 'string' && /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 4294967295;

  lazy('constants', () => ({ os: { signals: require('node:os').constants.signals } }));
  lazy('util', () => ({
    constants: { ALL_PROPERTIES: 0, ONLY_ENUMERABLE: 2, SKIP_SYMBOLS: 16 },
    isInsideNodeModules: () => false,
    privateSymbols: { untransferable_object_private_symbol: Symbol('untransferable') },
    getOwnNonIndexProperties(object, filter) {
      const keys = Reflect.ownKeys(object).filter((key) => !isIndex(key));
      return filter & 2 ? keys.filter((key) => Object.prototype.propertyIsEnumerable.call(object, key)
        && !(filter & 16 && typeof key === 'symbol')) : keys;
    },
  }));
  lazy('string_decoder', () => require('web:node-string-decoder'));
  lazy('url', () => ({}));
  lazy('url_pattern', () => ({ get URLPattern() { return globalThis.URLPattern; } }));
  lazy('encoding_binding', () => ({ toASCII: (name) => require('web:domain-names').toASCII(name, {}).domain ?? '' }));
  lazy('buffer', () => {
    const { Buffer } = require('node:buffer');
    const binding = { compare: (a, b) => Buffer.compare(Buffer.from(a.buffer, a.byteOffset, a.byteLength),
      Buffer.from(b.buffer, b.byteOffset, b.byteLength)),
    createUnsafeArrayBuffer: (size) => new ArrayBuffer(size), setDetachKey() {} };
    return binding;
  });
});
