// BroadcastChannel (HTML, section 9.5) among the channels of one realm: tasks of other workers are not reached.
(function (exports, require) {
  'use strict';
  const { EventTarget, MessageEvent, defineHandler, dispatchTrusted } = require('web:events');
  const { setImmediate } = require('web:timers');
  const { structuredClone } = require('web:structured-clone');
  const { DOMException } = require('web:dom-exception');
  const { interfaces, needArguments, needThis } = require('web:interfaces');
  const open = new Set();

  class BroadcastChannel extends EventTarget {
    #name;
    #closed = false;

    constructor(name) {
      needArguments(arguments.length, 'name');
      super();
      this.#name = `${name}`;
      open.add(this);
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
      for (const channel of open) {
        if (channel !== this && channel.#name === this.#name) channel.#receive(structuredClone(first));
      }
    }

    #receive(data) {
      setImmediate(() => {
        if (!this.#closed) dispatchTrusted(this, new MessageEvent('message', { data }));
      });
    }

    close() {
      needThis(#name in this, 'BroadcastChannel');
      this.#closed = true;
      open.delete(this);
    }
  }
  interfaces(BroadcastChannel);
  defineHandler(BroadcastChannel.prototype, 'message');
  defineHandler(BroadcastChannel.prototype, 'messageerror');
  for (const name of ['ref', 'unref']) {
    Object.defineProperty(BroadcastChannel.prototype, name, { writable: true, configurable: true,
      value: { [name]() { return this; } }[name] });
  }
  Object.assign(exports, { BroadcastChannel });
});
