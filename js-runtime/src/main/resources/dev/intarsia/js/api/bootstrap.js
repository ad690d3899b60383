// Defines the globals of a realm as accessors that load what they stand for on first use.
// The prototypes of Web classes are closed to tasks as those of the language are.
(function (source, host, shareClass) {
  'use strict';
  const { defineProperty, keys } = Object;
  // Not Maps: a module may replace Map.prototype.get while it loads, and would be handed the host's functions.
  const modules = { __proto__: null };
  const groups = { __proto__: null };

  function native(group) {
    let functions = groups[group];
    if (functions === undefined) {
      functions = host(group);
      groups[group] = functions;
    }
    return functions;
  }

  function require(id) {
    const known = modules[id];
    if (known !== undefined) {
      return known.exports;
    }
    const module = { id, exports: {} };
    modules[id] = module;
    try {
      source(id)(module.exports, require, module, native);
    } catch (error) {
      delete modules[id];
      throw error;
    }
    if (id[0] === 'w' && id[3] === ':') shareClasses(module.exports);
    return module.exports;
  }

  function shareClasses(exported) {
    if (exported === null || exported === undefined) return;
    const names = keys(exported);
    for (let i = 0; i < names.length; i++) {
      const first = names[i][0];
      if (first >= 'A' && first <= 'Z') shareClass(exported[names[i]]);
    }
  }

  function define(target, name, value, enumerable) {
    defineProperty(target, name, { value, writable: true, configurable: true, enumerable });
  }

  function lazy(id, names, enumerable = false) {
    for (const name of names.split(' ')) {
      defineProperty(globalThis, name, {
        configurable: true,
        enumerable,
        get() {
          const value = require(id)[name];
          define(globalThis, name, value, enumerable);
          return value;
        },
        set(value) {
          define(globalThis, name, value, enumerable);
        },
      });
    }
  }

  define(globalThis, 'global', globalThis, false);
  if (typeof AsyncContext !== 'undefined') {
    modules['web:async-context'] = { exports: AsyncContext };
    delete globalThis.AsyncContext;
  }
  modules['web:native-text-coders'] = { exports: { TextDecoder: globalThis.TextDecoder, TextEncoder: globalThis.TextEncoder } };

  require('web:dates');
  require('web:marks');

  lazy('web:timers', 'setTimeout clearTimeout setInterval clearInterval setImmediate clearImmediate queueMicrotask', true);
  lazy('web:structured-clone', 'structuredClone', true);
  lazy('web:base64', 'atob btoa', true);
  lazy('web:performance', 'performance', true);
  lazy('web:performance', 'Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver '
    + 'PerformanceObserverEntryList');
  lazy('web:fetch', 'fetch', true);
  lazy('web:crypto', 'crypto', true);
  lazy('web:crypto', 'Crypto CryptoKey SubtleCrypto');
  lazy('web:navigator', 'navigator', true);
  lazy('web:navigator', 'Navigator');
  lazy('web:text-encoding', 'TextDecoder TextEncoder');
  lazy('web:dom-exception', 'DOMException');
  lazy('web:events', 'Event EventTarget CustomEvent MessageEvent CloseEvent');
  lazy('web:abort', 'AbortController AbortSignal');
  lazy('web:url', 'URL URLSearchParams');
  lazy('web:url-pattern', 'URLPattern');
  lazy('web:messaging', 'MessageChannel MessagePort');
  lazy('web:broadcast', 'BroadcastChannel');
  if (typeof DisposableStack === 'undefined') lazy('web:disposable', 'DisposableStack AsyncDisposableStack');
  lazy('web:blob', 'Blob File');
  lazy('web:form-data', 'FormData');
  lazy('web:headers', 'Headers');
  lazy('web:fetch', 'Request Response');
  lazy('web:streams', 'ReadableStream ReadableStreamDefaultReader ReadableStreamBYOBReader '
    + 'ReadableStreamDefaultController ReadableByteStreamController ReadableStreamBYOBRequest '
    + 'WritableStream WritableStreamDefaultController WritableStreamDefaultWriter '
    + 'TransformStream TransformStreamDefaultController ByteLengthQueuingStrategy CountQueuingStrategy');
  lazy('web:stream-codecs', 'TextEncoderStream TextDecoderStream CompressionStream DecompressionStream');
  lazy('web:websocket', 'WebSocket');
  lazy('web:event-source', 'EventSource');
  lazy('node:buffer', 'Buffer');
  defineProperty(globalThis, 'process', {
    configurable: true,
    enumerable: false,
    get: () => require('node:process'),
    set(value) {
      define(globalThis, 'process', value, false);
    },
  });
  defineProperty(globalThis, 'console', {
    configurable: true,
    enumerable: false,
    get: () => require('web:console').console,
    set(value) {
      define(globalThis, 'console', value, false);
    },
  });
  return require;
});
