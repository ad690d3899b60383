(function (exports, require) {
  'use strict';
  const timers = require('web:timers');

  function aborted(signal) {
    const error = new Error('The operation was aborted', { cause: signal.reason });
    return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
  }

  function wait(start, stop, value, { signal, ref = true } = {}) {
    if (signal?.aborted) return Promise.reject(aborted(signal));
    return new Promise((resolve, reject) => {
      const cancel = () => {
        stop(timer);
        reject(aborted(signal));
      };
      const timer = start(() => {
        signal?.removeEventListener('abort', cancel);
        resolve(value);
      });
      if (!ref) timer.unref();
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  exports.setTimeout = function setTimeout(delay, value, options) {
    return wait((done) => timers.setTimeout(done, delay), timers.clearTimeout, value, options);
  };

  exports.setImmediate = function setImmediate(value, options) {
    return wait(timers.setImmediate, timers.clearImmediate, value, options);
  };

  exports.setInterval = async function* setInterval(delay, value, { signal, ref = true } = {}) {
    if (signal?.aborted) throw aborted(signal);
    let due = 0;
    let wake;
    const cancel = () => wake?.();
    const timer = timers.setInterval(() => {
      due++;
      wake?.();
    }, delay);
    if (!ref) timer.unref();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      while (!signal?.aborted) {
        if (due === 0) {
          await new Promise((resolve) => {
            wake = resolve;
          });
        }
        for (; due > 0; due--) yield value;
      }
      throw aborted(signal);
    } finally {
      timers.clearInterval(timer);
      signal?.removeEventListener('abort', cancel);
    }
  };

  const { coded } = require('web:errors');
  class Scheduler {
    #made = true;
    constructor(key) {
      if (key !== Scheduler) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    }
    static check(self) {
      if (!(#made in self)) throw coded(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type Scheduler');
    }
    wait(delay, options) {
      check(this);
      return exports.setTimeout(delay, undefined, options);
    }
    yield() {
      check(this);
      return exports.setImmediate();
    }
  }
  const { check } = Scheduler;
  delete Scheduler.check;
  exports.scheduler = new Scheduler(Scheduler);
});
