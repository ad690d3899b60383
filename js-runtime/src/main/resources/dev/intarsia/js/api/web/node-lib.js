// What the kept modules of Node's own library stand on: `require` for its internal names, primordials and bindings.
(function (exports, require, module, native) {
  'use strict';
  const asyncHooks = { symbols: { owner_symbol: Symbol('owner') }, defaultTriggerAsyncIdScope: (id, fn, ...args) => fn(...args) };
  const stands = {
    __proto__: null,
    'internal/errors': () => require('web:node-errors'),
    'internal/util': () => require('web:node-internals').util,
    'internal/util/inspect': () => require('web:node-internals').inspection,
    'internal/bootstrap/realm': () => ({ BuiltinModule: { exists: (id) => !id.includes(':') } }),
    'internal/abort_controller': () => require('web:node-internals').abort,
    'internal/blob': () => require('web:node-internals').blob,
    'internal/encoding': () => globalThis,
    'internal/webstreams/readablestream': () => require('web:node-internals').webStreams,
    'internal/webstreams/writablestream': () => require('web:node-internals').webStreams,
    'internal/webstreams/queuingstrategies': () => require('web:node-internals').webStreams,
    'internal/util/types': () => require('node:util/types'),
    'internal/util/colors': () => require('web:node-internals').colors,
    'internal/util/debuglog': () => require('web:node-internals').debuglog,
    'internal/event_target': () => require('web:node-internals').eventTarget,
    'internal/process/task_queues': () => ({ queueMicrotask: globalThis.queueMicrotask }),
    'internal/process/per_thread': () => ({ platform: native('process').platform }),
    'internal/data_url': () => ({ percentDecode: (bytes) => require('lib:querystring').unescapeBuffer(bytes.latin1Slice()) }),
    'internal/errors/error_source': () => ({ getErrorSourceExpression: require('web:value-details').callText }),
    'internal/crypto/webcrypto': () => ({ ...require('lib:internal/crypto/webcrypto'), ...require('web:crypto') }),
    'internal/readline/callbacks': () => require('net:library')('internal/readline/callbacks'),
    'internal/worker': () => ({ ownsProcessState: true, isMainThread: true }),
    'internal/async_hooks': () => asyncHooks,
    'internal/process/permission': () => ({ isEnabled: () => false, has: () => true }),
    'internal/readline/interface': () => ({ Interface: function Interface(options) { return new (require('node:readline').Interface)(options); } }),
    'internal/worker/js_transferable': () => ({ markTransferMode() {}, kDeserialize: Symbol('deserialize'), kTransfer: Symbol('transfer'),
      kTransferList: Symbol('transferList'), kClone: Symbol('clone') }),
    'internal/v8/startup_snapshot': () => ({ namespace: { addDeserializeCallback() {}, isBuildingSnapshot: () => false } }),
    'internal/options': () => ({ getOptionValue: (name) => (name === '--eval' ? '' : undefined) }),
  };
  const kept = new Set(['internal/console/constructor', 'internal/console/global', 'internal/cli_table', 'internal/histogram', 'internal/perf/event_loop_delay', 'internal/assert', 'internal/assert/assertion_error', 'internal/assert/calltracker', 'internal/assert/myers_diff',
    'internal/assert/utils', 'internal/buffer', 'internal/constants', 'internal/deps/minimatch/index', 'internal/events/abort_listener',
    'internal/events/symbols', 'internal/fixed_queue', 'internal/mime', 'internal/querystring', 'internal/util/comparisons',
    'internal/util/diff', 'internal/util/parse_args/parse_args', 'internal/util/parse_args/utils', 'internal/validators',
    'internal/url', 'internal/webidl', 'internal/webstreams/adapters']);
  // These ask for one another while they load.
  const isKept = (name) => kept.has(name) || name === 'stream' || name === 'stream/promises' || name.startsWith('internal/streams/')
    || name.startsWith('internal/fs/')
    || name.startsWith('internal/crypto/');

  exports.require = (name) => {
    const stand = stands[name];
    if (stand !== undefined) return stand();
    return require(isKept(name) ? `lib:${name}` : `node:${name}`);
  };
  exports.internalBinding = (name) => require('web:node-bindings')[name];
  // Works also where a module has replaced Object.defineProperty.
  exports.__defineGetter__('primordials', () => require('web:primordials'));
  // process is an EventEmitter, and events loads the errors, which ask for the platform.
  let process;
  exports.__defineGetter__('process', () => process ?? (typeof require('lib:events') === 'function'
    ? (process = require('node:process')) : { platform: native('process').platform }));
});
