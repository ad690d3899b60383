(function (exports) {
  'use strict';
  const channels = new Map();

  class Channel {
    #subscribers = [];
    constructor(name) { this.name = name; }
    get hasSubscribers() { return this.#subscribers.length > 0; }
    subscribe(listener) { this.#subscribers = [...this.#subscribers, listener]; }
    unsubscribe(listener) {
      const known = this.#subscribers.includes(listener);
      this.#subscribers = this.#subscribers.filter((other) => other !== listener);
      return known;
    }
    publish(message) { for (const listener of this.#subscribers) listener(message, this.name); }
    bindStore() {}
    unbindStore() { return false; }
    runStores(message, fn, self, ...args) {
      this.publish(message);
      return Reflect.apply(fn, self, args);
    }
  }

  exports.Channel = Channel;
  exports.channel = (name) => {
    if (!channels.has(name)) channels.set(name, new Channel(name));
    return channels.get(name);
  };
  exports.hasSubscribers = (name) => channels.get(name)?.hasSubscribers ?? false;
  exports.subscribe = (name, listener) => exports.channel(name).subscribe(listener);
  exports.unsubscribe = (name, listener) => exports.channel(name).unsubscribe(listener);
  exports.tracingChannel = (name) => {
    const parts = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];
    const tracing = Object.fromEntries(parts.map((part) =>
      [part, typeof name === 'string' ? exports.channel(`tracing:${name}:${part}`) : name[part]]));
    return Object.assign(tracing, {
      subscribe: (handlers) => {
        for (const part of parts) if (handlers[part]) tracing[part].subscribe(handlers[part]);
      },
      unsubscribe: (handlers) => parts.every((part) => !handlers[part] || tracing[part].unsubscribe(handlers[part])),
      traceSync: (fn, context = {}, self = undefined, ...args) => {
        tracing.start.publish(context);
        try {
          return context.result = Reflect.apply(fn, self, args);
        } catch (error) {
          context.error = error;
          tracing.error.publish(context);
          throw error;
        } finally {
          tracing.end.publish(context);
        }
      },
      tracePromise: (fn, context = {}, self = undefined, ...args) => tracing.traceSync(fn, context, self, ...args),
      traceCallback: (fn, position = -1, context = {}, self = undefined, ...args) => Reflect.apply(fn, self, args),
      get hasSubscribers() { return parts.some((part) => tracing[part].hasSubscribers); },
    });
  };
});
