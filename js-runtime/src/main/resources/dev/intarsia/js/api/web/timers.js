(function (exports, require, module, native) {
  'use strict';
  const host = native('timers');
  const { invalidType } = require('web:errors');
  const { bind } = require('web:async-scope');
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

  function duration(delay) {
    const ms = +delay;
    return ms >= 1 && ms <= 2147483647 ? Math.trunc(ms) : 1;
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
      const call = bind(() => this._onTimeout(...args));
      this.#run = () => {
        if (!repeat) this.#forget();
        turn(call);
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
      this._destroyed = true;
    }

    ref() {
      this.#ref = true;
      host.setTimerRef(this.#id, true);
      return this;
    }

    unref() {
      this.#ref = false;
      host.setTimerRef(this.#id, false);
      return this;
    }

    hasRef() {
      return this.#ref;
    }

    refresh() {
      host.clearTimer(this.#id);
      this.#forget();
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

  class Immediate {
    #id;
    #ref = true;

    constructor(callback, args) {
      const call = bind(() => callback(...args));
      this.#id = host.setImmediate(() => {
        this.#id = 0;
        turn(call);
      });
    }

    ref() { this.#ref = true; return this; }
    unref() { this.#ref = false; return this; }
    hasRef() { return this.#ref; }

    cancel() {
      if (this.#id !== 0) {
        host.clearImmediate(this.#id);
        this.#id = 0;
      }
    }

    [Symbol.dispose]() { this.cancel(); }
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
  Object.assign(exports, { setTimeout, setInterval, clearTimeout, clearInterval, setImmediate, clearImmediate,
    queueMicrotask, Timeout, Immediate });
});
