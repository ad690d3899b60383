(function (exports, require, module, native) {
  'use strict';
  const { EventTarget, MessageEvent, Event, defineHandler } = require('web:events');
  const { setImmediate } = require('web:timers');
  const { drainTicks } = native('timers');
  const { bind } = require('web:async-scope');
  const clone = require('web:structured-clone');
  const { coded } = require('web:errors');
  const { interfaces } = require('web:interfaces');
  const secret = Symbol('port');
  const states = new WeakMap();
  // Ports whose other end is in another realm are numbers of the host's; the others need no host.
  const host = native('threads');
  const write = (value, transfer) => require('thread:clone').write(value, transfer);
  const read = (...parts) => require('thread:clone').read(...parts);

  class MessagePort extends EventTarget {
    constructor(key = undefined) {
      if (key !== secret) throw coded(TypeError, 'ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called');
      super();
      states.set(this, { peer: undefined, queue: [], started: false, closed: false, wrapped: new Map(), host: 0,
        unheld: false, listeners: new Set(), silenced: false });
    }

    postMessage(value, options = undefined) {
      const { peer, closed, host: far } = states.get(this);
      const transfer = Array.isArray(options) ? options : options?.transfer ?? [];
      if (transfer.includes(this)) throw new (require('web:dom-exception').DOMException)('Transfer list contains source port', 'DataCloneError');
      if (far !== 0) {
        const parts = write(value, transfer);
        if (!closed) host.post(far, ...parts);
        return;
      }
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

    /** One message of another realm. */
    #arrived() {
      const state = states.get(this);
      if (state.closed && !state.ending) return;
      let event;
      try {
        if (!host.take(state.host, (...parts) => { event = new MessageEvent('message', { data: read(...parts) }); })) return;
      } catch (error) {
        event = new MessageEvent('messageerror', { data: error });
      }
      try {
        this.dispatchEvent(event);
      } finally {
        drainTicks();
      }
    }

    #ended() {
      const state = states.get(this);
      if (state.closed && !state.ending) return;
      state.closed = true;
      state.ending = false;
      host.hold(state.host, false);
      this.dispatchEvent(new Event('close'));
      drainTicks();
    }

    /** From now on the other end is one of the host's. */
    static open(port, number) {
      const state = states.get(port);
      Object.assign(state, { peer: undefined, host: number });
      host.attach(number, bind(() => port.#arrived()), bind(() => port.#ended()));
      if (state.started) {
        host.start(number);
        port.#hold();
      }
      return port;
    }

    /** A port that someone listens to keeps its thread alive. */
    #hold() {
      if (states.get(this).host !== 0) host.hold(states.get(this).host, this.hasRef());
    }

    static silence(port, silenced) {
      states.get(port).silenced = silenced;
      port.#hold();
    }

    receiveNow() {
      const { queue, host: far } = states.get(this);
      if (far !== 0) {
        let received;
        host.take(far, (...parts) => { received = { message: read(...parts) }; });
        return received;
      }
      return queue.length === 0 ? undefined : { message: queue.shift() };
    }

    start() {
      const state = states.get(this);
      if (state.started) return;
      state.started = true;
      if (state.host !== 0) {
        host.start(state.host);
        this.#hold();
      }
      this.#schedule();
    }

    close() {
      const own = states.get(this);
      if (own.host !== 0) {
        if (own.closed) return;
        own.ending = true;
        own.closed = true;
        host.close(own.host);
        return;
      }
      for (const port of [this, states.get(this).peer]) {
        if (port !== undefined && !states.get(port).closed) {
          states.get(port).closed = true;
          setImmediate(() => port.dispatchEvent(new Event('close')));
        }
      }
    }

    ref() {
      states.get(this).unheld = false;
      this.#hold();
      return this;
    }

    unref() {
      states.get(this).unheld = true;
      this.#hold();
      return this;
    }

    hasRef() {
      const { started, unheld, closed, listeners, silenced } = states.get(this);
      return started && !unheld && !closed && listeners.size > (silenced ? 1 : 0);
    }

    addEventListener(type, listener, ...rest) {
      super.addEventListener(type, listener, ...rest);
      if (type === 'message') {
        states.get(this).listeners.add(listener);
        this.#hold();
      }
    }

    removeEventListener(type, listener, ...rest) {
      super.removeEventListener(type, listener, ...rest);
      if (type === 'message') {
        states.get(this).listeners.delete(listener);
        this.#hold();
      }
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

    emit(type, ...values) {
      return this.dispatchEvent(type === 'message' ? new MessageEvent('message', { data: values[0] }) : new Event(type));
    }

    off(type, listener) {
      this.removeEventListener(type, states.get(this).wrapped.get(listener) ?? listener);
      return this;
    }

  }
  const { open, silence } = MessagePort;
  delete MessagePort.open;
  delete MessagePort.silence;
  interfaces(MessagePort);
  for (const name of ['receiveNow', 'emit', 'addEventListener', 'removeEventListener', 'on', 'once', 'off']) {
    Object.defineProperty(MessagePort.prototype, name, { enumerable: false });
  }
  Object.assign(MessagePort.prototype, { addListener: MessagePort.prototype.on, removeListener: MessagePort.prototype.off });
  defineHandler(MessagePort.prototype, 'message', (port, callback) => {
    silence(port, typeof callback !== 'function');
    if (typeof callback === 'function') port.start();
  });
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
    states.set(copy, { ...state, started: false, wrapped: new Map(), listeners: new Set(), silenced: false });
    if (state.host !== 0) host.hold(state.host, false);
    else if (state.peer !== undefined) states.get(state.peer).peer = copy;
    state.closed = true;
    state.peer = undefined;
    state.host = 0;
    return copy;
  });

  /** A port goes to another realm: gives its number there and here; undefined for what is no port. */
  function leave(port) {
    const state = states.get(port);
    if (state === undefined) return undefined;
    const { peer, queue } = state;
    let number = state.host;
    if (number === 0) {
      host.pair((near, far) => {
        number = far;
        if (peer !== undefined) open(peer, near);
        for (const data of queue.splice(0)) host.post(near, ...write(data, []));
        if (peer === undefined || states.get(peer).closed) host.close(near);
      });
    }
    Object.assign(state, { closed: true, host: 0, peer: undefined });
    return number;
  }

  const arrive = (number) => open(new MessagePort(secret), number);

  Object.assign(exports, { MessageChannel, MessagePort });
  // Not among the exports' names, which are those of classes that tasks share.
  Object.defineProperties(exports, { leave: { value: leave }, arrive: { value: arrive } });
});
