// Timers of connections: started anew with each byte that comes or goes, and seldom due. A new start only notes the time.
(function (exports, require, module, native) {
  'use strict';
  const { now } = native('timers');
  const timers = require('web:timers');
  const { number } = require('web:validators');
  const { outOfRange } = require('web:errors');
  const kTimeout = Symbol('timeout');
  const MAX = 2147483647;

  class IdleTimer {
    #timer;
    #since = 0;
    #delay = 0;
    #action;

    constructor(action, delay) {
      this.#action = action;
      this.start(delay);
    }

    start(delay) {
      this.#delay = delay;
      this.#since = now();
      if (this.#timer === undefined) {
        this.#wait(delay);
      } else if (this.#timer._idleTimeout > delay) {
        timers.clearTimeout(this.#timer);
        this.#wait(delay);
      }
    }

    #wait(delay) {
      this.#timer = timers.setTimeout(() => this.#due(), delay).unref();
    }

    #due() {
      this.#timer = undefined;
      const left = this.#since + this.#delay - now();
      if (left > 0.5) this.#wait(left);
      else if (this.#delay > 0) this.#action();
    }

    /** A timer that was closed stays so. */
    refresh() {
      if (this.#delay === 0) return this;
      this.#since = now();
      if (this.#timer === undefined) this.#wait(this.#delay);
      return this;
    }

    close() {
      this.#delay = 0;
      timers.clearTimeout(this.#timer);
      this.#timer = undefined;
      return this;
    }

    ref() { return this; }
    unref() { return this; }
    hasRef() { return false; }
  }

  exports.timers = {
    clearTimeout: (timer) => (timer instanceof IdleTimer ? timer.close() : timers.clearTimeout(timer)),
  };
  exports.internal = {
    kTimeout,
    setUnrefTimeout: (callback, delay) => new IdleTimer(callback, delay),
    reuseOrCreateUnrefTimeout(timer, callback, delay, argument) {
      if (!(timer instanceof IdleTimer)) return new IdleTimer(() => callback(argument), delay);
      timer.start(delay);
      return timer;
    },
    getTimerDuration(value, name) {
      number(value, name);
      if (value < 0 || !Number.isFinite(value)) throw outOfRange(name, 'a non-negative finite number', value);
      if (value > MAX) {
        require('node:process').emitWarning(`${value} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${MAX}.`,
          'TimeoutOverflowWarning');
        return MAX;
      }
      return value;
    },
  };
});
