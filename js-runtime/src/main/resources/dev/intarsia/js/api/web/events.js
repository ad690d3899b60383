(function (exports, require, module, native) {
  'use strict';
  const { coded, invalidType } = require('web:errors');
  const { interfaces, needArguments } = require('web:interfaces');
  const { now } = native('timers');
  const internals = new WeakMap();
  const inspect = Symbol.for('nodejs.util.inspect.custom');

  class Event {
    #type;
    #bubbles;
    #cancelable;
    #composed;
    #timeStamp = now();

    constructor(type, options = undefined) {
      if (arguments.length === 0) {
        throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
      }
      if (options != null && typeof options !== 'object') {
        throw invalidType('options', 'of type object', options);
      }
      this.#type = `${type}`;
      this.#bubbles = !!options?.bubbles;
      this.#cancelable = !!options?.cancelable;
      this.#composed = !!options?.composed;
      internals.set(this, { target: null, current: null, stop: false, propagation: false, canceled: false, phase: 0,
        passive: false, dispatching: false, trusted: false });
    }

    get type() { return this.#type; }
    get bubbles() { return this.#bubbles; }
    get cancelable() { return this.#cancelable; }
    get composed() { return this.#composed; }
    get timeStamp() { return this.#timeStamp; }
    get target() { return internals.get(this).target; }
    get srcElement() { return this.target; }
    get currentTarget() { return internals.get(this).current; }
    get eventPhase() { return internals.get(this).phase; }
    get defaultPrevented() { return internals.get(this).canceled; }
    get returnValue() { return !this.defaultPrevented; }
    set returnValue(value) { if (!value) this.preventDefault(); }
    get isTrusted() { return internals.get(this).trusted; }
    get cancelBubble() { return internals.get(this).propagation; }
    set cancelBubble(value) { if (value) this.stopPropagation(); }

    initEvent(type, bubbles = false, cancelable = false) {
      needArguments(arguments.length, 'type');
      if (internals.get(this).dispatching) return;
      this.#type = `${type}`;
      this.#bubbles = !!bubbles;
      this.#cancelable = !!cancelable;
    }

    preventDefault() {
      const state = internals.get(this);
      if (this.#cancelable && !state.passive) state.canceled = true;
    }

    stopPropagation() { internals.get(this).propagation = true; }

    stopImmediatePropagation() {
      const state = internals.get(this);
      state.stop = true;
      state.propagation = true;
    }

    composedPath() {
      const { current } = internals.get(this);
      return current === null ? [] : [current];
    }

    [inspect](depth, options, format) {
      return `${this.constructor.name} ${format({ type: this.type, defaultPrevented: this.defaultPrevented,
        cancelable: this.cancelable, timeStamp: this.timeStamp }, options)}`;
    }

  }
  for (const [name, value] of Object.entries({ NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 })) {
    Object.defineProperty(Event, name, { value, enumerable: true });
    Object.defineProperty(Event.prototype, name, { value, enumerable: true });
  }

  class CustomEvent extends Event {
    #detail;

    constructor(type, options = undefined) {
      needArguments(arguments.length, 'type');
      super(type, options);
      this.#detail = options?.detail ?? null;
    }

    get detail() { return this.#detail; }
  }

  class MessageEvent extends Event {
    #data;
    #origin;
    #lastEventId;
    #source;
    #ports;

    constructor(type, options = undefined) {
      if (arguments.length === 0) throw new TypeError('MessageEvent constructor: 1 argument required, but 0 found.');
      super(type, options);
      const { data = null, origin = '', lastEventId = '', source = null, ports = [] } = options ?? {};
      this.#set(data, origin, lastEventId, source, ports);
    }

    #set(data, origin, lastEventId, source, ports) {
      this.#data = data;
      this.#origin = `${origin}`;
      this.#lastEventId = `${lastEventId}`;
      this.#source = source;
      this.#ports = Object.freeze([...ports]);
    }

    get data() { return this.#data; }
    get origin() { return this.#origin; }
    get lastEventId() { return this.#lastEventId; }
    get source() { return this.#source; }
    get ports() { return this.#ports; }

    initMessageEvent(type, bubbles = false, cancelable = false, data = null, origin = '', lastEventId = '', source = null, ports = []) {
      this.initEvent(type, bubbles, cancelable);
      this.#set(data, origin, lastEventId, source, ports);
    }
  }

  class CloseEvent extends Event {
    #wasClean;
    #code;
    #reason;

    constructor(type, options = undefined) {
      if (arguments.length === 0) throw new TypeError('CloseEvent constructor: 1 argument required, but 0 found.');
      super(type, options);
      const { wasClean = false, code = 0, reason = '' } = options ?? {};
      this.#wasClean = !!wasClean;
      this.#code = Number(code) & 0xffff;
      this.#reason = `${reason}`;
    }

    get wasClean() { return this.#wasClean; }
    get code() { return this.#code; }
    get reason() { return this.#reason; }
  }

  const listeners = new WeakMap();
  /** An option: the listener is called although one before it stopped the event. */
  const resistStop = Symbol('kResistStopPropagation');

  function listenersOf(target) {
    let map = listeners.get(target);
    if (map === undefined) {
      listeners.set(target, map = new Map());
    }
    return map;
  }

  function report(error) {
    require('web:timers').queueMicrotask(() => {
      throw error;
    });
  }

  function call(target, listener, event) {
    const { callback } = listener;
    try {
      const result = typeof callback === 'function' ? callback.call(target, event) : callback.handleEvent(event);
      if (result !== null && typeof result === 'object' && typeof result.then === 'function') {
        result.then(undefined, report);
      }
    } catch (error) {
      report(error);
    }
  }

  class EventTarget {
    addEventListener(type, callback, options = undefined) {
      if (arguments.length < 2) {
        throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "type" and "listener" arguments must be specified');
      }
      if (options !== null && typeof options === 'object' && options.signal !== undefined && !(options.signal instanceof EventTarget)) {
        throw invalidType('options.signal', 'an instance of AbortSignal', options.signal);
      }
      const passive = !!options?.passive;
      if (callback == null) return;
      if (typeof callback !== 'function' && typeof callback !== 'object') {
        throw invalidType('listener', 'an instance of EventListener', callback);
      }
      const capture = typeof options === 'boolean' ? options : !!options?.capture;
      const signal = options?.signal;
      if (signal?.aborted) return;
      const key = `${type}`;
      const map = listenersOf(this);
      const list = map.get(key) ?? [];
      if (list.some((known) => known.callback === callback && known.capture === capture)) return;
      map.set(key, [...list, { callback, capture, once: !!options?.once, passive, resists: !!options?.[resistStop] }]);
      signal?.addEventListener('abort', () => this.removeEventListener(type, callback, capture), { once: true });
    }

    removeEventListener(type, callback, options = undefined) {
      const capture = typeof options === 'boolean' ? options : !!options?.capture;
      const map = listenersOf(this);
      const list = map.get(`${type}`);
      if (list !== undefined) {
        map.set(`${type}`, list.filter((known) => known.callback !== callback || known.capture !== capture));
      }
    }

    dispatchEvent(event) {
      if (!(event instanceof Event)) {
        throw invalidType('event', 'an instance of Event', event);
      }
      const state = internals.get(event);
      if (state.dispatching) {
        throw coded(Error, 'ERR_EVENT_RECURSION', `The event "${event.type}" is already being dispatched`);
      }
      Object.assign(state, { target: this, current: this, phase: 2, dispatching: true });
      for (const listener of listenersOf(this).get(event.type) ?? []) {
        if (state.stop && !listener.resists) continue;
        const current = listenersOf(this).get(event.type);
        if (!current.includes(listener)) continue;
        if (listener.once) this.removeEventListener(event.type, listener.callback, listener.capture);
        state.passive = listener.passive;
        call(this, listener, event);
      }
      Object.assign(state, { current: null, phase: 0, dispatching: false, stop: false, propagation: false });
      return !event.defaultPrevented;
    }

    [inspect](depth, options) {
      return depth < 0 ? `[${this.constructor.name}]` : `${this.constructor.name} {}`;
    }

  }

  /** Defines `on<type>` on a prototype: an attribute that holds one listener. */
  function defineHandler(prototype, type, change = () => {}) {
    const handlers = new WeakMap();
    Object.defineProperty(prototype, `on${type}`, {
      configurable: true,
      enumerable: true,
      get() {
        return handlers.get(this)?.callback ?? null;
      },
      set(callback) {
        const known = handlers.get(this);
        if (known !== undefined) {
          known.callback = callback;
        } else if (typeof callback === 'function') {
          const handler = { callback };
          handlers.set(this, handler);
          const target = this;
          this.addEventListener(type, (event) => typeof handler.callback === 'function' && handler.callback.call(target, event));
        }
        change(this, callback);
      },
    });
  }

  function dispatchTrusted(target, event) {
    internals.get(event).trusted = true;
    return target.dispatchEvent(event);
  }

  interfaces(Event, EventTarget, CustomEvent, MessageEvent, CloseEvent);
  Object.assign(exports, { Event, EventTarget, CustomEvent, MessageEvent, CloseEvent, defineHandler, dispatchTrusted,
    listenersOf, resistStop });
});
