(function (exports, require, module, native) {
  'use strict';
  const host = native('timers');
  const { invalidType } = require('web:errors');
  const { bind, gone } = require('web:async-scope');
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  const known = new Map();
  const custom = Symbol.for('nodejs.util.promisify.custom');

  function check(callback) {
    if (typeof callback !== 'function') {
      throw invalidType('callback', 'of type function', callback);
    }
  }

  /** What the host calls: the ticks that it leaves run before its promise jobs. */
  function turn(call) {
    try {
      call();
    } finally {
      host.drainTicks();
    }
  }

  const warned = new Set();

  /** Whole milliseconds from 1 to 2^31 - 1. What is no such number is 1, with a warning where Node gives one. */
  function duration(delay) {
    const ms = delay === undefined ? 1 : delay * 1;
    if (ms >= 1 && ms <= 2147483647) return Math.trunc(ms);
    if (ms > 2147483647) warn(`${ms} does not fit into a 32-bit signed integer.`, 'TimeoutOverflowWarning');
    else if (ms < 0) warn(`${ms} is a negative number.`, 'TimeoutNegativeWarning', true);
    else if (Number.isNaN(ms)) warn(`${ms} is not a number.`, 'TimeoutNaNWarning', true);
    return 1;
  }

  function warn(text, type, once = false) {
    if (once && warned.has(type)) return;
    warned.add(type);
    require('node:process').emitWarning(`${text}\nTimeout duration was set to 1.`, type);
  }

  class Timeout {
    #id = 0;
    #run;
    #ref = true;

    constructor(callback, delay, args, repeat) {
      this._idleTimeout = duration(delay);
      this._onTimeout = callback;
      this._repeat = repeat ? this._idleTimeout : null;
      this._destroyed = false;
      const call = bind(() => this._onTimeout?.(...args), 'Timeout', this);
      this.#run = () => {
        if (repeat) {
          try {
            return turn(call);
          } finally {
            // A callback may end its interval without clearInterval.
            if (this._repeat === null || this._idleTimeout === -1 || !this._onTimeout) this.close();
          }
        }
        this.#forget();
        turn(call);
        // A callback may make an interval of its timer.
        if (this._repeat !== null && this._destroyed) {
          this._idleTimeout = duration(this._repeat);
          this._repeat = null;
          this.#start();
          this._repeat = this._idleTimeout;
        }
        return undefined;
      };
      this.#start();
    }

    #start() {
      this.#id = host.setTimer(this.#run, this._idleTimeout, this._repeat !== null);
      this._destroyed = false;
      known.set(this.#id, this);
      if (!this.#ref) host.setTimerRef(this.#id, false);
    }

    #forget() {
      known.delete(this.#id);
      gone(this);
      this._destroyed = true;
    }

    ref() {
      if (!(#ref in this)) return this;
      this.#ref = true;
      host.setTimerRef(this.#id, true);
      return this;
    }

    unref() {
      if (!(#ref in this)) return this;
      this.#ref = false;
      host.setTimerRef(this.#id, false);
      return this;
    }

    hasRef() {
      return this.#ref;
    }

    refresh() {
      host.clearTimer(this.#id);
      known.delete(this.#id);
      this.#start();
      return this;
    }

    close() {
      if (!this._destroyed) {
        host.clearTimer(this.#id);
        this.#forget();
      }
      return this;
    }

    [Symbol.toPrimitive]() {
      return this.#id;
    }

    [Symbol.dispose]() {
      this.close();
    }

    [inspect](depth, options, format) {
      return `Timeout ${format({ _idleTimeout: this._idleTimeout, _onTimeout: this._onTimeout, _repeat: this._repeat,
        _destroyed: this._destroyed }, options)}`;
    }
  }

  const immediates = new Set();

  class Immediate {
    #id;
    #ref = true;

    constructor(callback, args) {
      this._onImmediate = callback;
      this._destroyed = false;
      const call = bind(() => this._onImmediate?.(...args), 'Immediate', this);
      this.#id = host.setImmediate(() => {
        this.#id = 0;
        this._destroyed = true;
        immediates.delete(this);
        turn(call);
        gone(this);
      });
      immediates.add(this);
    }

    ref() { return this.#refer(true); }
    unref() { return this.#refer(false); }
    #refer(ref) {
      if (this.#id !== 0) host.setImmediateRef(this.#id, ref);
      this.#ref = ref;
      return this;
    }
    hasRef() { return this.#ref; }

    cancel() {
      if (this.#id !== 0) {
        host.clearImmediate(this.#id);
        this.#id = 0;
        this._destroyed = true;
        immediates.delete(this);
        gone(this);
      }
    }

    [Symbol.dispose]() { cancel.call(this); }
  }
  const cancel = Immediate.prototype.cancel;
  delete Immediate.prototype.cancel;

  function setTimeout(callback, delay, ...args) {
    check(callback);
    return new Timeout(callback, delay, args, false);
  }

  function setInterval(callback, delay, ...args) {
    check(callback);
    return new Timeout(callback, delay, args, true);
  }

  function clearTimeout(timer) {
    if (timer instanceof Timeout) {
      timer.close();
    } else if (typeof timer === 'number' || typeof timer === 'string') {
      known.get(+timer)?.close();
    }
  }

  function clearInterval(timer) {
    clearTimeout(timer);
  }

  function setImmediate(callback, ...args) {
    check(callback);
    return new Immediate(callback, args);
  }

  function clearImmediate(immediate) {
    if (immediate instanceof Immediate) {
      cancel.call(immediate);
    }
  }

  function queueMicrotask(callback) {
    check(callback);
    const call = bind(callback);
    resolved.then(() => {
      try {
        call();
      } catch (error) {
        host.reportUncaught(error);
      }
    });
  }
  const resolved = Promise.resolve();

  for (const [timer, name] of [[setTimeout, 'setTimeout'], [setImmediate, 'setImmediate']]) {
    Object.defineProperty(timer, custom, {
      enumerable: true,
      get: () => require('node:timers/promises')[name],
    });
  }
  /** The kinds of what the program waits for. */
  const active = () => [...[...known.values()].filter((timer) => timer.hasRef()).map(() => 'Timeout'),
    ...[...immediates].filter((immediate) => immediate.hasRef()).map(() => 'Immediate')];
  Object.assign(exports, { active, setTimeout, setInterval, clearTimeout, clearInterval, setImmediate, clearImmediate,
    queueMicrotask, Timeout, Immediate });
});
