// Over the engine's own AsyncContext, which follows promises and await.
(function (exports, require) {
  'use strict';
  const { AsyncContext, carryThroughThenables, use, wrap } = require('web:async-scope');
  const { codes } = require('web:node-errors');
  const check = require('web:validators');
  const hooking = require('web:async-ids');

  carryThroughThenables();
  hooking.start();

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
      check.func(fn, 'fn');
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
    #record;
    #destroyed = false;

    constructor(type, options = {}) {
      check.string(type, 'type');
      if (hooking.hooks.size > 0 && type === '') throw new codes.ERR_ASYNC_TYPE(type);
      const trigger = typeof options === 'number' ? options : options.triggerAsyncId ?? hooking.now().id;
      if (!Number.isSafeInteger(trigger) || trigger < -1) throw new codes.ERR_INVALID_ASYNC_ID('triggerAsyncId', trigger);
      this.#record = hooking.init(type, this, trigger);
    }

    runInAsyncScope(fn, self, ...args) {
      return this.#snapshot.run(() => hooking.run(this.#record, () => Reflect.apply(fn, self, args)));
    }

    emitDestroy() {
      if (!this.#destroyed) hooking.destroy(this.#record.id);
      this.#destroyed = true;
      return this;
    }

    asyncId() { return this.#record.id; }
    triggerAsyncId() { return this.#record.trigger; }

    bind(fn, self) {
      check.func(fn, 'fn');
      const resource = this;
      const given = arguments.length > 1;
      return Object.defineProperty(function (...args) {
        return resource.runInAsyncScope(fn, given ? self : this, ...args);
      }, 'length', { value: fn.length, configurable: true });
    }

    static bind(fn, type, ...self) {
      check.func(fn, 'fn');
      return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, ...self);
    }
  }

  class AsyncHook {
    #hook;

    constructor(hook) { this.#hook = hook; }

    enable() {
      hooking.hooks.add(this.#hook);
      return this;
    }

    disable() {
      hooking.hooks.delete(this.#hook);
      return this;
    }
  }

  function createHook({ init, before, after, destroy, promiseResolve }) {
    const hook = { init, before, after, destroy, promiseResolve };
    for (const [name, fn] of Object.entries(hook)) {
      if (fn !== undefined && typeof fn !== 'function') throw new codes.ERR_ASYNC_CALLBACK(`hook.${name}`);
    }
    return new AsyncHook(hook);
  }

  Object.assign(exports, {
    AsyncLocalStorage,
    AsyncResource,
    createHook,
    executionAsyncId: () => hooking.now().id,
    triggerAsyncId: () => hooking.now().trigger,
    executionAsyncResource: () => hooking.now().resource,
    asyncWrapProviders: Object.freeze({ __proto__: null, NONE: 0, PROMISE: 26, Timeout: 54, Immediate: 52 }),
  });
});
