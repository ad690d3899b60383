// Over the engine's own AsyncContext, which follows promises and await.
(function (exports, require) {
  'use strict';
  const { AsyncContext, carryThroughThenables, use, wrap } = require('web:async-scope');
  const { invalidType } = require('web:errors');

  carryThroughThenables();
  let ids = 1;

  class AsyncLocalStorage {
    #variable = new AsyncContext.Variable();
    #default;
    #outside;
    #disabled = false;

    constructor(options = {}) {
      use();
      this.#default = options.defaultValue;
      this.name = options.name ?? '';
    }

    static bind(fn) {
      return wrap(fn);
    }

    static snapshot() {
      const snapshot = new AsyncContext.Snapshot();
      return (fn, ...args) => snapshot.run(fn, ...args);
    }

    run(store, callback, ...args) {
      this.#disabled = false;
      return this.#variable.run({ store }, callback, ...args);
    }

    exit(callback, ...args) {
      return this.#variable.run({ store: undefined }, callback, ...args);
    }

    /** Inside run() it changes the store of that run; outside, that of all code outside. */
    enterWith(store) {
      this.#disabled = false;
      const scope = this.#variable.get();
      if (scope === undefined) this.#outside = { store };
      else scope.store = store;
    }

    getStore() {
      if (this.#disabled) return undefined;
      const scope = this.#variable.get() ?? this.#outside;
      return scope === undefined ? this.#default : scope.store;
    }

    disable() {
      this.#disabled = true;
      this.#outside = undefined;
    }
  }

  class AsyncResource {
    #snapshot = new AsyncContext.Snapshot();
    #id = ++ids;

    constructor(type) {
      if (typeof type !== 'string') throw invalidType('type', 'of type string', type);
    }

    runInAsyncScope(fn, self, ...args) {
      return this.#snapshot.run(() => Reflect.apply(fn, self, args));
    }

    emitDestroy() { return this; }
    asyncId() { return this.#id; }
    triggerAsyncId() { return 1; }

    bind(fn, self) {
      if (typeof fn !== 'function') throw invalidType('fn', 'of type function', fn);
      const resource = this;
      return Object.defineProperty(function (...args) {
        return resource.runInAsyncScope(fn, self ?? this, ...args);
      }, 'length', { value: fn.length, configurable: true });
    }

    static bind(fn, type, self) {
      return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, self);
    }
  }

  Object.assign(exports, {
    AsyncLocalStorage,
    AsyncResource,
    createHook: () => ({ enable() { return this; }, disable() { return this; } }),
    executionAsyncId: () => 1,
    triggerAsyncId: () => 0,
    executionAsyncResource: () => ({}),
    asyncWrapProviders: Object.freeze({ __proto__: null, NONE: 0, PROMISE: 26, Timeout: 54, Immediate: 52 }),
  });
});
