// The parts of Node's native bindings that its kept modules call.
(function (exports, require, module, native) {
  'use strict';
  const made = { __proto__: null };
  // Works also where a module has replaced Object.defineProperty.
  const lazy = (name, make) => exports.__defineGetter__(name, () => (made[name] ??= make()));

  const isIndex = (key) => typeof key === 'string' && /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 4294967295;

  lazy('constants', () => ({
    os: { signals: require('web:signals').signals, get errno() { return require('node:os').constants.errno; } },
    get zlib() { return require('web:zlib-constants').constants; },
    get fs() { return require('web:file-flags').constants; },
    get crypto() { return require('web:crypto-constants').constants; },
  }));
  lazy('fs', () => require('web:fs-binding'));
  lazy('fs_dir', () => require('web:fs-binding').dir);
  lazy('fs_event_wrap', () => require('web:fs-watch').binding);
  lazy('crypto', () => require('web:crypto-binding'));
  lazy('performance', () => require('web:histogram-binding'));
  lazy('zlib', () => require('web:zlib-binding').binding);
  lazy('types', () => require('node:util/types'));
  lazy('uv', () => require('net:uv'));
  lazy('stream_wrap', () => ({ streamBaseState: [] }));
  lazy('errors', () => ({ triggerUncaughtException: native('timers').reportUncaught }));
  lazy('diagnostics_channel', () => ({ subscribers: [], linkNativeChannel() {} }));
  lazy('trace_events', () => ({ trace() {}, isTraceCategoryEnabled: () => false, getCategoryEnabledBuffer: () => new Uint8Array(1) }));
  lazy('util', () => ({
    constants: { ALL_PROPERTIES: 0, ONLY_ENUMERABLE: 2, SKIP_SYMBOLS: 16, kPending: 0, kFulfilled: 1, kRejected: 2 },
    ...require('web:value-details'),
    isInsideNodeModules: () => /[\\/]node_modules[\\/]/.test(require('web:value-details').callerFile()),
    privateSymbols: { untransferable_object_private_symbol: require('web:marks').untransferable, arrow_message_private_symbol: Symbol('arrowMessage'),
      decorated_private_symbol: Symbol('decorated') },
    sleep: (ms) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms),
    parseEnv: (text) => require('web:env-text').parse(text),
    getOwnNonIndexProperties(object, filter) {
      const keys = Reflect.ownKeys(object).filter((key) => !isIndex(key));
      return filter & 2 ? keys.filter((key) => Object.prototype.propertyIsEnumerable.call(object, key)
        && !(filter & 16 && typeof key === 'symbol')) : keys;
    },
  }));
  lazy('string_decoder', () => require('web:node-string-decoder'));
  lazy('url', () => require('web:url-binding'));
  // Loading it here would load it for every URL.
  lazy('url_pattern', () => ({}));
  lazy('encoding_binding', () => ({ toASCII: (name) => require('web:domain-names').toASCII(name, {}) ?? '',
    decodeUTF8: (bytes, ignoreBOM, fatal) => new TextDecoder('utf-8', { ignoreBOM, fatal }).decode(bytes),
    encodeUtf8String: (text) => new TextEncoder().encode(text) }));
  lazy('buffer', () => require('web:node-buffer-binding'));
  lazy('config', () => ({ hasIntl: true }));
  lazy('icu', () => ({
    getStringWidth: (text) => require('web:value-details').widthOf(text),
    icuErrName: () => 'U_ILLEGAL_ARGUMENT_ERROR',
    transcode(source, from, to) {
      const { Buffer } = require('node:buffer');
      const known = ['ascii', 'latin1', 'utf8', 'utf16le'];
      if (!known.includes(from) || !known.includes(to)) return 1;
      const string = Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString(from);
      const lost = to === 'ascii' ? /[^\x00-\x7f]/gu : to === 'latin1' ? /[^\x00-\xff]/gu : /(?!)/gu;
      return Buffer.from(string.replace(lost, '?'), to);
    },
  }));
});
