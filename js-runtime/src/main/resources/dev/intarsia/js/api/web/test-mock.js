// Functions that note their calls, for node:test.
(function (exports, require) {
  'use strict';
  const { func, object: checkObject } = require('web:validators');

  class MockContext {
    calls = [];
    #implementation;
    #once = new Map();
    #restore;
    constructor(implementation, restore) {
      this.#implementation = implementation;
      this.#restore = restore;
    }
    callCount() { return this.calls.length; }
    mockImplementation(implementation) {
      func(implementation, 'implementation');
      this.#implementation = implementation;
    }
    mockImplementationOnce(implementation, onCall = this.calls.length) {
      func(implementation, 'implementation');
      this.#once.set(onCall, implementation);
    }
    resetCalls() { this.calls.length = 0; }
    restore() { this.#restore(); }

    next() {
      const once = this.#once.get(this.calls.length);
      this.#once.delete(this.calls.length);
      return once ?? this.#implementation;
    }
    use(implementation) { this.#implementation = implementation; }
  }

  function mocked(original, implementation, restore) {
    const mock = new MockContext(implementation, restore ?? (() => mock.use(original)));
    const note = (run, args, self, target) => {
      const call = { arguments: args, error: undefined, result: undefined, stack: new Error(), target, this: self };
      try {
        call.result = run();
        if (target !== undefined) call.this = call.result;
        return call.result;
      } catch (error) {
        call.error = error;
        throw error;
      } finally {
        mock.calls.push(call);
      }
    };
    return new Proxy(original, {
      apply: (target, self, args) => {
        const run = mock.next();
        return note(() => Reflect.apply(run, self, args), args, self);
      },
      construct: (target, args, newTarget) => {
        const run = mock.next();
        return note(() => Reflect.construct(run, args, newTarget), args, undefined, run);
      },
      get: (target, key, self) => (key === 'mock' ? mock : Reflect.get(target, key, self)),
    });
  }

  exports.MockTracker = class MockTracker {
    #all = [];

    fn(original = function () {}, implementation = original, options = {}) {
      if (implementation !== null && typeof implementation === 'object') [implementation, options] = [original, implementation];
      const made = mocked(original, implementation);
      this.#all.push(made.mock);
      this.#limit(made.mock, original, options);
      return made;
    }

    /** After so many calls the original is back. */
    #limit(mock, original, { times = Infinity } = {}) {
      if (times === Infinity) return;
      const { next } = mock;
      mock.next = () => (mock.callCount() >= times ? original : next.call(mock));
    }

    method(object, name, implementation = undefined, options = {}) {
      if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
      let owner = object;
      while (owner !== null && !Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner);
      const descriptor = owner === null ? undefined : Object.getOwnPropertyDescriptor(owner, name);
      const part = options.getter ? 'get' : options.setter ? 'set' : 'value';
      const original = descriptor?.[part];
      func(original, `object.${String(name)}`);
      const restore = () => {
        if (owner === object) Object.defineProperty(object, name, descriptor);
        else delete object[name];
      };
      const made = mocked(original, implementation ?? original, restore);
      Object.defineProperty(object, name, { ...descriptor, configurable: true, [part]: made });
      this.#all.push(made.mock);
      this.#limit(made.mock, original, options);
      return made;
    }

    getter(object, name, implementation, options) {
      return this.method(object, name, implementation, { ...options, getter: true });
    }
    setter(object, name, implementation, options) {
      return this.method(object, name, implementation, { ...options, setter: true });
    }
    property(object, name, value) {
      checkObject(object, 'object');
      const before = Object.getOwnPropertyDescriptor(object, name);
      const mock = new MockContext(undefined, () => Object.defineProperty(object, name, before));
      Object.defineProperty(object, name, { ...before, value });
      this.#all.push(mock);
      return object;
    }
    reset() {
      this.restoreAll();
      this.#all.length = 0;
    }
    restoreAll() { for (const mock of this.#all) mock.restore(); }
    get timers() {
      throw require('web:errors').notAvailable('node:test.mock.timers', 'it mocks functions alone');
    }
  };
});
