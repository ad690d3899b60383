(function (exports, require) {
  'use strict';
  const { EventTarget, MessageEvent, Event, defineHandler } = require('web:events');
  const { setImmediate } = require('web:timers');
  const clone = require('web:structured-clone');
  const { coded } = require('web:errors');
  const { interfaces } = require('web:interfaces');
  const secret = Symbol('port');
  const states = new WeakMap();

  class MessagePort extends EventTarget {
    constructor(key = undefined) {
      if (key !== secret) throw coded(TypeError, 'ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called');
      super();
      states.set(this, { peer: undefined, queue: [], started: false, closed: false, wrapped: new Map() });
    }

    postMessage(value, options = undefined) {
      const { peer, closed } = states.get(this);
      const transfer = Array.isArray(options) ? options : options?.transfer ?? [];
      const data = clone.structuredClone(value, { transfer });
      if (peer === undefined || closed) return;
      states.get(peer).queue.push(data);
      peer.#schedule();
    }

    #schedule() {
      const state = states.get(this);
      if (!state.started || state.queue.length === 0) return;
      setImmediate(() => {
        if (state.closed || state.queue.length === 0) return;
        const data = state.queue.shift();
        this.dispatchEvent(new MessageEvent('message', { data }));
        this.#schedule();
      });
    }

    receiveNow() {
      const { queue } = states.get(this);
      return queue.length === 0 ? undefined : { message: queue.shift() };
    }

    start() {
      states.get(this).started = true;
      this.#schedule();
    }

    close() {
      for (const port of [this, states.get(this).peer]) {
        if (port !== undefined && !states.get(port).closed) {
          states.get(port).closed = true;
          setImmediate(() => port.dispatchEvent(new Event('close')));
        }
      }
    }

    ref() { return this; }
    unref() { return this; }
    hasRef() { return states.get(this).started; }

    addEventListener(type, ...rest) {
      super.addEventListener(type, ...rest);
    }

    on(type, listener) {
      const wrapped = (event) => listener.call(this, type === 'message' ? event.data : event);
      states.get(this).wrapped.set(listener, wrapped);
      this.addEventListener(type, wrapped);
      if (type === 'message') this.start();
      return this;
    }

    once(type, listener) {
      const wrapped = (event) => {
        this.removeEventListener(type, wrapped);
        listener.call(this, type === 'message' ? event.data : event);
      };
      states.get(this).wrapped.set(listener, wrapped);
      this.addEventListener(type, wrapped);
      if (type === 'message') this.start();
      return this;
    }

    off(type, listener) {
      this.removeEventListener(type, states.get(this).wrapped.get(listener) ?? listener);
      return this;
    }

  }
  interfaces(MessagePort);
  for (const name of ['receiveNow', 'addEventListener', 'on', 'once', 'off']) {
    Object.defineProperty(MessagePort.prototype, name, { enumerable: false });
  }
  Object.assign(MessagePort.prototype, { addListener: MessagePort.prototype.on, removeListener: MessagePort.prototype.off });
  defineHandler(MessagePort.prototype, 'message', (port) => port.start());
  defineHandler(MessagePort.prototype, 'messageerror');
  defineHandler(MessagePort.prototype, 'close');

  class MessageChannel {
    port1 = new MessagePort(secret);
    port2 = new MessagePort(secret);

    constructor() {
      states.get(this.port1).peer = this.port2;
      states.get(this.port2).peer = this.port1;
    }
  }

  clone.transferable.set(MessagePort, (port) => {
    const copy = new MessagePort(secret);
    const state = states.get(port);
    states.set(copy, { ...state, started: false, wrapped: new Map() });
    if (state.peer !== undefined) states.get(state.peer).peer = copy;
    state.closed = true;
    return copy;
  });
  Object.assign(exports, { MessageChannel, MessagePort });
});
