// Carries the values of AsyncLocalStorage into callbacks, over the engine's own AsyncContext.
(function (exports, require) {
  'use strict';
  let used = false;
  let AsyncContext;
  try {
    AsyncContext = require('web:async-context');
  } catch {
    AsyncContext = undefined;
  }

  exports.AsyncContext = AsyncContext;

  /** From here on, callbacks keep the scope they were given in. */
  exports.use = () => {
    used = true;
  };

  /**
   * Prepares `then` for scopes, while the prototypes are still open. The engine calls the `then` of what a handler returned
   * outside of the handler's scope: once a store is in use, such a `then` keeps it.
   */
  exports.carryThroughThenables = () => {
    const native = Promise.prototype.then;
    const kept = (value) => {
      if (value === null || (typeof value !== 'object' && typeof value !== 'function') || value instanceof Promise) return value;
      const { then } = value;
      return typeof then === 'function' ? { then: exports.wrap((...settle) => Reflect.apply(then, value, settle)) } : value;
    };
    const carried = (handler) => (typeof handler === 'function' ? (value) => kept(handler(value)) : handler);
    const { then } = { then(onFulfilled, onRejected) {
      return Reflect.apply(native, this, used ? [carried(onFulfilled), carried(onRejected)] : [onFulfilled, onRejected]);
    } };
    try {
      Object.defineProperty(Promise.prototype, 'then', { value: then, writable: true, configurable: true });
    } catch {
      // The prototypes are closed already: a module was imported by a task. Only such a `then` loses its store.
    }
  };

  /** The callback, to be called in the scope of now, whether or not a store is in use. */
  exports.wrap = (callback) => {
    const snapshot = new AsyncContext.Snapshot();
    return function (...args) {
      return snapshot.run(() => Reflect.apply(callback, this, args));
    };
  };

  let tracker;

  /** Has callbacks wrapped by `wrap(callback, type, resource)`, and tells `gone(resource)` when one is not called again. */
  exports.track = (given) => {
    tracker = given;
  };

  /** Calls back, and wraps nothing meanwhile. */
  exports.untracked = (body) => {
    const kept = tracker;
    tracker = undefined;
    try {
      return body();
    } finally {
      tracker = kept;
    }
  };

  exports.gone = (resource) => tracker?.gone(resource);

  /** The callback, to be called in the scope of now. `type` and `resource` are what hooks are told of it. */
  exports.bind = (callback, type = 'Microtask', resource = undefined) => {
    const scoped = used && AsyncContext !== undefined ? exports.wrap(callback) : callback;
    return tracker === undefined ? scoped : tracker.wrap(scoped, type, resource);
  };
});
