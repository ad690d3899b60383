// BroadcastChannel (HTML, section 9.5) among the channels of one realm, and of all threads of a program: tasks of other workers are not reached.
(function (exports, require, module, native) {
  'use strict';
  const { EventTarget, MessageEvent, defineHandler, dispatchTrusted } = require('web:events');
  const { setImmediate } = require('web:timers');
  const { structuredClone } = require('web:structured-clone');
  const { DOMException } = require('web:dom-exception');
  const { interfaces, needArguments, needThis } = require('web:interfaces');
  const open = new Set();
  const host = native('threads');
  const { drainTicks } = native('timers');
  let listening = false;

  /** The other threads of a program. */
  function listen() {
    if (listening || host.hear === undefined) return;
    listening = true;
    host.hear((name, text, ...buffers) => {
      const { read } = require('thread:clone');
      for (const channel of open) {
        if (channel.name === name) channel[receive](read(text, buffers.length, ...buffers));
      }
    });
  }
  const receive = Symbol('receive');

  class BroadcastChannel extends EventTarget {
    #name;
    #closed = false;

    constructor(name) {
      needArguments(arguments.length, 'name');
      super();
      this.#name = `${name}`;
      open.add(this);
      listen();
      this.#keep(true);
    }

    get name() {
      needThis(#name in this, 'BroadcastChannel');
      return this.#name;
    }

    postMessage(message) {
      needThis(#name in this, 'BroadcastChannel');
      needArguments(arguments.length, 'message');
      if (this.#closed) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
      const first = structuredClone(message);
      if (host.broadcast !== undefined) host.broadcast(this.#name, ...require('thread:clone').write(first));
      for (const channel of open) {
        if (channel !== this && channel.#name === this.#name) channel.#receive(structuredClone(first));
      }
    }

    #kept = false;

    /** An open channel keeps a thread alive, as with Node. */
    #keep(on) {
      if (host.keep === undefined || this.#kept === on) return;
      this.#kept = on;
      host.keep(on);
    }

    /** A message of another thread, which has waited for its turn. */
    [receive](data) {
      if (!this.#closed) dispatchTrusted(this, new MessageEvent('message', { data }));
      drainTicks();
    }

    ref() {
      if (!this.#closed) this.#keep(true);
      return this;
    }

    unref() {
      this.#keep(false);
      return this;
    }

    #receive(data) {
      setImmediate(() => {
        if (!this.#closed) dispatchTrusted(this, new MessageEvent('message', { data }));
      });
    }

    close() {
      needThis(#name in this, 'BroadcastChannel');
      this.#closed = true;
      this.#keep(false);
      open.delete(this);
    }
  }
  interfaces(BroadcastChannel);
  defineHandler(BroadcastChannel.prototype, 'message');
  defineHandler(BroadcastChannel.prototype, 'messageerror');
  for (const name of ['ref', 'unref']) Object.defineProperty(BroadcastChannel.prototype, name, { enumerable: false });
  Object.assign(exports, { BroadcastChannel });
});
