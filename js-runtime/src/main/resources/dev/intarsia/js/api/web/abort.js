(function (exports, require) {
  'use strict';
  const { Event, EventTarget, defineHandler, dispatchTrusted } = require('web:events');
  const { DOMException } = require('web:dom-exception');
  const { coded } = require('web:errors');
  const { interfaces } = require('web:interfaces');
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  const secret = Symbol('signal');
  const states = new WeakMap();

  class AbortSignal extends EventTarget {
    constructor(key = undefined) {
      if (key !== secret) {
        throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
      }
      super();
      states.set(this, { aborted: false, reason: undefined, dependants: new Set(), sources: undefined });
    }

    get aborted() { return states.get(this).aborted; }
    get reason() { return states.get(this).reason; }

    throwIfAborted() {
      if (this.aborted) throw this.reason;
    }

    static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
      const signal = new AbortSignal(secret);
      Object.assign(states.get(signal), { aborted: true, reason });
      return signal;
    }

    static timeout(delay) {
      if (typeof delay !== 'number') throw require('web:errors').invalidType('delay', 'of type number', delay);
      if (!(Number.isInteger(delay) && delay >= 0 && delay <= Number.MAX_SAFE_INTEGER)) {
        throw require('web:errors').outOfRange('delay',
          Number.isInteger(delay) ? '>= 0 && <= 9007199254740991' : 'an integer', delay);
      }
      const signal = new AbortSignal(secret);
      require('web:timers').setTimeout(
        () => abort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), delay).unref();
      return signal;
    }

    static any(signals) {
      const list = [...signals];
      const result = new AbortSignal(secret);
      const aborted = list.find((signal) => signal.aborted);
      if (aborted !== undefined) {
        Object.assign(states.get(result), { aborted: true, reason: aborted.reason });
        return result;
      }
      // Signals that depend on others stand for those, so that all are told in the order in which they were made.
      const sources = new Set(list.flatMap((signal) => [...states.get(signal).sources ?? [signal]]));
      states.get(result).sources = sources;
      for (const source of sources) states.get(source).dependants.add(result);
      return result;
    }

    [inspect](depth, options, format) {
      return depth < 0 ? '[AbortSignal]' : `AbortSignal ${format({ aborted: this.aborted }, options)}`;
    }
  }
  defineHandler(AbortSignal.prototype, 'abort');

  function mark(signal, reason, waiting) {
    const state = states.get(signal);
    if (state.aborted) return;
    Object.assign(state, { aborted: true, reason });
    waiting.push(signal);
    for (const dependant of state.dependants) mark(dependant, reason, waiting);
    state.dependants.clear();
  }

  function abort(signal, reason = new DOMException('This operation was aborted', 'AbortError')) {
    const state = states.get(signal);
    if (state.aborted) return;
    // All that depend on it are aborted before any listener runs (DOM, section 3.1).
    const waiting = [];
    mark(signal, reason, waiting);
    for (const each of waiting) dispatchTrusted(each, new Event('abort'));
  }

  class AbortController {
    #signal = new AbortSignal(secret);

    get signal() { return this.#signal; }

    abort(reason = undefined) { abort(this.#signal, reason); }

    [inspect](depth, options, format) {
      return depth < 0 ? '[AbortController]' : `AbortController ${format({ signal: this.signal }, options)}`;
    }
  }

  interfaces(AbortController, AbortSignal);
  Object.assign(exports, { AbortController, AbortSignal });
});
