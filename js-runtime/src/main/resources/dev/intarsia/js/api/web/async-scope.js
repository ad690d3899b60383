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

  exports.use = () => {
    used = true;
  };

  /** The callback, to be called in the scope of now, whether or not a store is in use. */
  exports.wrap = (callback) => {
    const snapshot = new AsyncContext.Snapshot();
    return function (...args) {
      return snapshot.run(() => Reflect.apply(callback, this, args));
    };
  };

  /** The callback, to be called in the scope of now. */
  exports.bind = (callback) => (used && AsyncContext !== undefined ? exports.wrap(callback) : callback);
});
