// The kept package, with what Node has added since.
(function (exports, require, module) {
  'use strict';
  const EventEmitter = require('bundle:events');
  const { invalidType, coded } = require('web:errors');
  const errorMonitor = Symbol('events.errorMonitor');
  const captureRejection = Symbol.for('nodejs.rejection');
  const baseEmit = EventEmitter.prototype.emit;
  const baseInit = EventEmitter.init;

  EventEmitter.init = function init(options) {
    baseInit.call(this);
    if (options?.captureRejections ?? EventEmitter.captureRejections) {
      Object.defineProperty(this, '_captures', { value: true, enumerable: false });
    }
  };

  function rejected(emitter, type, args, error) {
    if (typeof emitter[captureRejection] === 'function') {
      emitter[captureRejection](error, type, ...args);
    } else {
      emitter.emit('error', error);
    }
  }

  EventEmitter.prototype.emit = function emit(type, ...args) {
    if (type === 'error') {
      if (this._events?.[errorMonitor] !== undefined) baseEmit.call(this, errorMonitor, ...args);
      if (this._events === undefined || this._events.error === undefined) {
        if (args[0] instanceof Error) throw args[0];
        const { inspect } = require('bundle:inspect');
        const text = typeof args[0] === 'string' ? `'${args[0]}'` : inspect(args[0]);
        const error = coded(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${text})`);
        error.context = args[0];
        throw error;
      }
    }
    if (this._captures) {
      let any = false;
      for (const listener of this.rawListeners(type)) {
        any = true;
        const result = listener.apply(this, args);
        if (typeof result?.then === 'function') {
          result.then(undefined, (error) => require('node:process').nextTick(rejected, this, type, args, error));
        }
      }
      return any;
    }
    return baseEmit.call(this, type, ...args);
  };

  const baseCount = EventEmitter.prototype.listenerCount;
  EventEmitter.prototype.listenerCount = function listenerCount(type, listener = undefined) {
    if (listener == null) return baseCount.call(this, type);
    return this.rawListeners(type).filter((known) => known === listener || known.listener === listener).length;
  };

  EventEmitter.once = function once(emitter, name, options = undefined) {
    const signal = options?.signal;
    if (signal?.aborted) return Promise.reject(aborted(signal));
    return new Promise((resolve, reject) => {
      const isTarget = typeof emitter.addEventListener === 'function' && typeof emitter.on !== 'function';
      const add = (type, listener) => (isTarget ? emitter.addEventListener(type, listener, { once: true })
        : emitter.once(type, listener));
      const remove = (type, listener) => (isTarget ? emitter.removeEventListener(type, listener)
        : emitter.removeListener(type, listener));
      const done = (...args) => {
        clean();
        resolve(args);
      };
      const fail = (error) => {
        clean();
        reject(error);
      };
      const abort = () => fail(aborted(signal));
      const clean = () => {
        remove(name, done);
        if (name !== 'error' && !isTarget) remove('error', fail);
        signal?.removeEventListener('abort', abort);
      };
      add(name, done);
      if (name !== 'error' && !isTarget) add('error', fail);
      signal?.addEventListener('abort', abort, { once: true });
    });
  };

  function aborted(signal) {
    const error = new Error('The operation was aborted', { cause: signal.reason });
    error.name = 'AbortError';
    error.code = 'ABORT_ERR';
    return error;
  }

  EventEmitter.on = function on(emitter, name, options = undefined) {
    const values = [];
    const waiting = [];
    let error;
    let finished = false;
    const signal = options?.signal;
    if (signal?.aborted) throw aborted(signal);
    const alone = options?.[Symbol.for('nodejs.kFirstEventParam')] === true;
    const listen = (...args) => {
      const value = alone ? args[0] : args;
      const next = waiting.shift();
      if (next) next.resolve({ value, done: false });
      else values.push(value);
    };
    const fail = (reason) => {
      const next = waiting.shift();
      if (next) next.reject(reason);
      else error = reason;
      iterator.return();
    };
    const abort = () => fail(aborted(signal));
    const remove = (type, listener) => (emitter.removeListener ?? emitter.removeEventListener).call(emitter, type, listener);
    const add = (type, listener) => (emitter.on ?? emitter.addEventListener).call(emitter, type, listener);
    const closing = options?.close ?? [];
    const close = () => iterator.return();
    const iterator = {
      __proto__: Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype)),
      next() {
        if (values.length > 0) return Promise.resolve({ value: values.shift(), done: false });
        if (error !== undefined) {
          const reason = error;
          error = undefined;
          return Promise.reject(reason);
        }
        if (finished) return Promise.resolve({ value: undefined, done: true });
        return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      },
      return() {
        finished = true;
        remove(name, listen);
        if (name !== 'error' && emitter.on) remove('error', fail);
        for (const type of closing) remove(type, close);
        signal?.removeEventListener('abort', abort);
        for (const next of waiting.splice(0)) next.resolve({ value: undefined, done: true });
        return Promise.resolve({ value: undefined, done: true });
      },
      throw(reason) {
        fail(reason);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    add(name, listen);
    if (name !== 'error' && emitter.on) add('error', fail);
    for (const type of closing) add(type, close);
    signal?.addEventListener('abort', abort, { once: true });
    return iterator;
  };

  EventEmitter.getEventListeners = (target, type) => (typeof target.listeners === 'function' ? target.listeners(type)
    : (require('web:events').listenersOf(target).get(type) ?? []).map((listener) => listener.callback));
  EventEmitter.getMaxListeners = (target) => target.getMaxListeners?.() ?? EventEmitter.defaultMaxListeners;
  EventEmitter.setMaxListeners = (count = EventEmitter.defaultMaxListeners, ...targets) => {
    if (targets.length === 0) EventEmitter.defaultMaxListeners = count;
    for (const target of targets) target.setMaxListeners?.(count);
  };
  EventEmitter.addAbortListener = (signal, listener) => {
    if (signal === undefined) throw invalidType('signal', 'an instance of AbortSignal', signal);
    if (signal.aborted) queueMicrotask(() => listener());
    else signal.addEventListener('abort', listener, { once: true });
    return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) };
  };

  EventEmitter.EventEmitterAsyncResource = class EventEmitterAsyncResource extends EventEmitter {
    constructor(options) {
      super(options);
      const { AsyncResource } = require('node:async_hooks');
      this.asyncResource = new AsyncResource(options?.name ?? 'EventEmitterAsyncResource');
    }

    emit(type, ...args) {
      return this.asyncResource.runInAsyncScope(super.emit, this, type, ...args);
    }
  };

  EventEmitter.captureRejections = false;
  EventEmitter.errorMonitor = errorMonitor;
  EventEmitter.captureRejectionSymbol = captureRejection;
  EventEmitter.usingDomains = false;
  EventEmitter.EventEmitter = EventEmitter;
  module.exports = EventEmitter;
});
