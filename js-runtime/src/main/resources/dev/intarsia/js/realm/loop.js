// Timers, immediates, queueMicrotask and process.nextTick over the host's event loop.
(host) => {
  "use strict";
  const { apply } = Reflect;
  const ticks = [];
  let tickScheduled = false;
  const resolved = Promise.resolve();
  const then = Promise.prototype.then;
  const Snapshot = typeof AsyncContext === "object" ? AsyncContext.Snapshot : undefined;
  const snapshot = (callback) => {
    if (Snapshot === undefined) return callback;
    const taken = new Snapshot();
    return (...args) => taken.run(callback, ...args);
  };

  const drainTicks = () => {
    tickScheduled = false;
    for (let i = 0; i < ticks.length; i++) {
      const { callback, args } = ticks[i];
      try {
        apply(callback, undefined, args);
      } catch (error) {
        host.report(error);
      }
    }
    ticks.length = 0;
  };
  const nextTick = (callback, ...args) => {
    if (typeof callback !== "function") throw wrongCallback(callback);
    ticks.push({ callback: snapshot(callback), args });
    if (!tickScheduled) {
      tickScheduled = true;
      apply(then, resolved, [drainTicks]);
    }
  };
  const wrongCallback = (value) => {
    const error = new TypeError(
      `The "callback" argument must be of type function. Received ${value === null ? "null" : typeof value}`,
    );
    error.code = "ERR_INVALID_ARG_TYPE";
    return error;
  };
  // Ticks that a macrotask leaves run before the promise jobs it leaves.
  const macrotask = (callback, args) => {
    const bound = snapshot(callback);
    return () => {
      try {
        apply(bound, undefined, args);
      } finally {
        if (ticks.length > 0) drainTicks();
      }
    };
  };

  class Timeout {
    #id;
    #delay;
    #repeat;
    #run;
    constructor(delay, repeat, run) {
      this.#delay = Number(delay);
      this.#repeat = repeat;
      this.#run = run;
      this.#id = host.setTimer(this.#delay, repeat, run);
    }
    ref() {
      host.setTimerRef(this.#id, true);
      return this;
    }
    unref() {
      host.setTimerRef(this.#id, false);
      return this;
    }
    hasRef() {
      return host.timerHasRef(this.#id);
    }
    refresh() {
      host.clearTimer(this.#id);
      this.#id = host.setTimer(this.#delay, this.#repeat, this.#run);
      return this;
    }
    close() {
      host.clearTimer(this.#id);
      return this;
    }
    [Symbol.toPrimitive]() {
      return this.#id;
    }
    [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
      this.close();
    }
    static clear(timer) {
      if (timer instanceof Timeout) timer.close();
      else if (typeof timer === "number" || typeof timer === "string") host.clearTimer(Number(timer) | 0);
    }
  }
  class Immediate {
    #id;
    constructor(run) {
      this.#id = host.setImmediate(run);
    }
    ref() {
      return this;
    }
    unref() {
      return this;
    }
    hasRef() {
      return true;
    }
    [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
      host.clearImmediate(this.#id);
    }
    static clear(immediate) {
      if (immediate instanceof Immediate) host.clearImmediate(immediate.#id);
    }
  }

  const globals = {
    setTimeout(callback, delay = 1, ...args) {
      if (typeof callback !== "function") throw wrongCallback(callback);
      return new Timeout(delay, false, macrotask(callback, args));
    },
    setInterval(callback, delay = 1, ...args) {
      if (typeof callback !== "function") throw wrongCallback(callback);
      return new Timeout(delay, true, macrotask(callback, args));
    },
    setImmediate(callback, ...args) {
      if (typeof callback !== "function") throw wrongCallback(callback);
      return new Immediate(macrotask(callback, args));
    },
    clearTimeout(timer) {
      Timeout.clear(timer);
    },
    clearInterval(timer) {
      Timeout.clear(timer);
    },
    clearImmediate(immediate) {
      Immediate.clear(immediate);
    },
    queueMicrotask(callback) {
      if (typeof callback !== "function") throw wrongCallback(callback);
      const bound = snapshot(callback);
      apply(then, resolved, [
        () => {
          try {
            bound();
          } catch (error) {
            host.report(error);
          }
        },
      ]);
    },
  };
  for (const name of Object.keys(globals)) {
    Object.defineProperty(globalThis, name, {
      value: globals[name],
      writable: true,
      configurable: true,
      enumerable: true,
    });
  }
  return nextTick;
}
