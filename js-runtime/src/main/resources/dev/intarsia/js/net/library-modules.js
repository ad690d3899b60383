// What Node's own modules require and this runtime has in a form of its own.
(function (exports, require) {
  'use strict';
  const noop = () => {};
  const symbols = { async_id_symbol: Symbol('asyncId'), owner_symbol: Symbol('owner'), trigger_async_id_symbol: Symbol('triggerAsyncId') };
  let asyncIds = 1;
  const options = { '--max-http-header-size': 16384, '--network-family-autoselection': true,
    '--network-family-autoselection-attempt-timeout': 250, '--insecure-http-parser': false, '--use-env-proxy': false,
    '--tls-cipher-list': require('tls:ciphers') };

  const util = () => ({
    ...require('web:node-internals').util,
    cachedResult: require('lib:internal/util').cachedResult,
    filterDuplicateStrings: require('lib:internal/util').filterDuplicateStrings,
    guessHandleType: () => 'UNKNOWN',
    assertCrypto: noop,
    deprecate: (fn) => fn,
    getSystemErrorName: (number) => require('net:uv').errname(number),
    getSystemErrorMessage: (number) => require('net:uv').getErrorMessage(number),
    convertToValidSignal(signal) {
      const { signals } = require('node:os').constants;
      if (typeof signal === 'number' && Object.values(signals).includes(signal)) return signal;
      const number = typeof signal === 'string' ? signals[signal.toUpperCase()] : undefined;
      if (number === undefined) throw new (load('internal/errors').codes.ERR_UNKNOWN_SIGNAL)(signal);
      return number;
    },
  });
  const load = (id) => require('net:library')(id);

  Object.assign(exports, {
    'async_hooks': () => require('node:async_hooks'),
    'cluster': () => ({ isPrimary: true, isMaster: true, isWorker: false }),
    'dns': () => require('node:dns'),
    'timers': () => ({ ...require('node:timers'), ...require('net:idle-timer').timers }),
    'internal/abort_controller': () => require('web:abort'),
    'internal/assert': () => require('lib:internal/assert'),
    'internal/async_hooks': () => ({
      symbols,
      newAsyncId: () => ++asyncIds,
      getOrSetAsyncId: (object) => (object[symbols.async_id_symbol] ??= ++asyncIds),
      getDefaultTriggerAsyncId: () => 0,
      defaultTriggerAsyncIdScope: (id, fn, ...args) => fn(...args),
    }),
    'internal/buffer': () => ({ FastBuffer: require('node:buffer').Buffer[Symbol.species] ?? require('node:buffer').Buffer }),
    'internal/constants': () => require('lib:internal/constants'),
    'internal/deps/undici/undici': () => globalThis,
    'internal/dgram': () => ({ kStateSymbol: Symbol('state symbol') }),
    'internal/events/abort_listener': () => require('lib:internal/events/abort_listener'),
    'internal/events/symbols': () => require('lib:internal/events/symbols'),
    'internal/fs/utils': () => ({
      getValidatedPath(path, name = 'path') {
        return require('lib:internal/fs/utils').getValidatedPath(path, name);
      },
    }),
    'internal/modules/helpers': () => ({}),
    'internal/crypto/util': () => ({ toBuf: (value) => (typeof value === 'string' ? require('node:buffer').Buffer.from(value) : value) }),
    'internal/crypto/x509': () => ({ InternalX509Certificate: require('node:crypto').X509Certificate }),
    'internal/options': () => ({ getOptionValue: (name) => options[name],
      getAllowUnauthorized: () => require('node:process').env.NODE_TLS_REJECT_UNAUTHORIZED === '0' }),
    'internal/perf/observe': () => ({ hasObserver: () => false, startPerf: noop, stopPerf: noop }),
    'internal/process/permission': () => ({ isEnabled: () => false }),
    'internal/process/task_queues': () => ({ queueMicrotask: require('web:timers').queueMicrotask }),
    'internal/streams/state': () => ({ getDefaultHighWaterMark: require('node:stream').getDefaultHighWaterMark }),
    'internal/streams/utils': () => ({ isWritable: require('node:stream').isWritable ?? ((stream) => stream?.writable === true) }),
    'internal/timers': () => require('net:idle-timer').internal,
    'internal/url': () => {
      const url = require('node:url');
      return { ...url, URL: require('web:url').URL, isURL: (value) => value instanceof require('web:url').URL,
        URLParse: (text, base) => require('web:url').URL.parse(text, base) };
    },
    'internal/util': util,
    'internal/util/colors': () => ({ shouldColorize: () => false, refresh: noop }),
    'internal/util/debuglog': () => {
      const debuglog = () => Object.assign(() => {}, { enabled: false });
      return { debuglog, debugWithTimer: debuglog };
    },
    'internal/util/inspect': () => ({ ...require('node:util'), getStringWidth: require('web:node-internals').inspection.getStringWidth }),
    'internal/util/types': () => ({ ...require('node:util/types'), isArrayBufferView: ArrayBuffer.isView }),
    'internal/v8/startup_snapshot': () => ({ namespace: { isBuildingSnapshot: () => false, addSerializeCallback: noop, addDeserializeCallback: noop } }),
    'internal/validators': () => require('lib:internal/validators'),
    'internal/worker/js_transferable': () => ({ markTransferMode: noop, kDeserialize: Symbol('deserialize'),
      kTransfer: Symbol('transfer'), kTransferList: Symbol('transferList'), kClone: Symbol('clone') }),
  });
});
