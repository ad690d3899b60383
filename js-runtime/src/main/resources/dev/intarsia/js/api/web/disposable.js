// DisposableStack and AsyncDisposableStack (ECMAScript, Explicit Resource Management).
(function (exports) {
  'use strict';

  /** What a stack disposes of: functions, called from the last to the first. */
  class Resources {
    #disposed = false;
    #entries = [];

    get disposed() { return this.#disposed; }

    /** The functions, as long as the stack takes any. */
    open() {
      if (this.#disposed) throw new ReferenceError('The stack is disposed already');
      return this.#entries;
    }

    /** The functions in the order to be called; none but the first time. */
    close() {
      this.#disposed = true;
      return this.#entries.splice(0).reverse();
    }

    /** Keeps a function of the caller, and says its name where it is none. */
    keep(entry, callback, name) {
      const entries = this.open();
      if (typeof callback !== 'function') throw new TypeError(`${name} is not a function`);
      entries.push(entry);
    }

    moveTo(other) {
      other.#entries = this.open();
      this.#entries = [];
      this.#disposed = true;
    }
  }

  /** The errors of one disposal as one: the last suppresses those before. */
  class Failures {
    #failed = false;
    #failure;

    add(error) {
      this.#failure = this.#failed ? new SuppressedError(error, this.#failure, 'An error was suppressed during disposal.') : error;
      this.#failed = true;
    }

    throwIfAny() {
      if (this.#failed) throw this.#failure;
    }
  }

  function method(value, symbol, kind) {
    const dispose = value[symbol] ?? (symbol === Symbol.asyncDispose ? value[Symbol.dispose] : undefined);
    if (typeof dispose !== 'function') throw new TypeError(`The value has no ${kind} method`);
    return dispose;
  }

  /** The stack's own symbol does what its method does, and it shows its name. */
  function finish(type, symbol, name) {
    Object.defineProperty(type.prototype, symbol, { value: type.prototype[name], writable: true, configurable: true });
    Object.defineProperty(type.prototype, Symbol.toStringTag, { value: type.name, configurable: true });
  }

  class DisposableStack {
    #resources = new Resources();

    get disposed() { return this.#resources.disposed; }

    dispose() {
      const failures = new Failures();
      for (const entry of this.#resources.close()) {
        try {
          entry();
        } catch (error) {
          failures.add(error);
        }
      }
      failures.throwIfAny();
    }

    use(value) {
      const entries = this.#resources.open();
      if (value === null || value === undefined) return value;
      const dispose = method(value, Symbol.dispose, 'dispose');
      entries.push(() => dispose.call(value));
      return value;
    }

    adopt(value, onDispose) {
      this.#resources.keep(() => onDispose(value), onDispose, 'onDispose');
      return value;
    }

    defer(onDispose) {
      this.#resources.keep(() => onDispose(), onDispose, 'onDispose');
    }

    move() {
      const resources = this.#resources;
      resources.open();
      const moved = new DisposableStack();
      resources.moveTo(moved.#resources);
      return moved;
    }
  }
  finish(DisposableStack, Symbol.dispose, 'dispose');

  class AsyncDisposableStack {
    #resources = new Resources();

    get disposed() { return this.#resources.disposed; }

    async disposeAsync() {
      const failures = new Failures();
      for (const entry of this.#resources.close()) {
        try {
          await entry();
        } catch (error) {
          failures.add(error);
        }
      }
      failures.throwIfAny();
    }

    use(value) {
      const entries = this.#resources.open();
      if (value === null || value === undefined) {
        entries.push(() => undefined);
        return value;
      }
      const dispose = method(value, Symbol.asyncDispose, 'asyncDispose');
      entries.push(() => dispose.call(value));
      return value;
    }

    adopt(value, onDisposeAsync) {
      this.#resources.keep(() => onDisposeAsync(value), onDisposeAsync, 'onDisposeAsync');
      return value;
    }

    defer(onDisposeAsync) {
      this.#resources.keep(() => onDisposeAsync(), onDisposeAsync, 'onDisposeAsync');
    }

    move() {
      const resources = this.#resources;
      resources.open();
      const moved = new AsyncDisposableStack();
      resources.moveTo(moved.#resources);
      return moved;
    }
  }
  finish(AsyncDisposableStack, Symbol.asyncDispose, 'disposeAsync');

  Object.assign(exports, { DisposableStack, AsyncDisposableStack });
});
