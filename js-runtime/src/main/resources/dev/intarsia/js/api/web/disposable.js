// DisposableStack and AsyncDisposableStack (ECMAScript, Explicit Resource Management).
(function (exports) {
  'use strict';

  function method(value, symbol, kind) {
    const dispose = value[symbol] ?? (symbol === Symbol.asyncDispose ? value[Symbol.dispose] : undefined);
    if (typeof dispose !== 'function') throw new TypeError(`The value has no ${kind} method`);
    return dispose;
  }

  function combined(error, failed, former) {
    return failed ? new SuppressedError(error, former, 'An error was suppressed during disposal.') : error;
  }

  function tag(type) {
    Object.defineProperty(type.prototype, Symbol.toStringTag, { value: type.name, configurable: true });
  }

  class DisposableStack {
    #disposed = false;
    #entries = [];

    #open() {
      if (this.#disposed) throw new ReferenceError('The stack is disposed already');
      return this.#entries;
    }

    get disposed() { return this.#disposed; }

    dispose() {
      if (this.#disposed) return;
      this.#disposed = true;
      let failed = false;
      let failure;
      for (const entry of this.#entries.splice(0).reverse()) {
        try {
          entry();
        } catch (error) {
          failure = combined(error, failed, failure);
          failed = true;
        }
      }
      if (failed) throw failure;
    }

    use(value) {
      const entries = this.#open();
      if (value === null || value === undefined) return value;
      const dispose = method(value, Symbol.dispose, 'dispose');
      entries.push(() => dispose.call(value));
      return value;
    }

    adopt(value, onDispose) {
      const entries = this.#open();
      if (typeof onDispose !== 'function') throw new TypeError('onDispose is not a function');
      entries.push(() => onDispose(value));
      return value;
    }

    defer(onDispose) {
      const entries = this.#open();
      if (typeof onDispose !== 'function') throw new TypeError('onDispose is not a function');
      entries.push(() => onDispose());
    }

    move() {
      const moved = new DisposableStack();
      moved.#entries = this.#open();
      this.#entries = [];
      this.#disposed = true;
      return moved;
    }
  }
  Object.defineProperty(DisposableStack.prototype, Symbol.dispose,
    { value: DisposableStack.prototype.dispose, writable: true, configurable: true });
  tag(DisposableStack);

  class AsyncDisposableStack {
    #disposed = false;
    #entries = [];

    #open() {
      if (this.#disposed) throw new ReferenceError('The stack is disposed already');
      return this.#entries;
    }

    get disposed() { return this.#disposed; }

    async disposeAsync() {
      if (this.#disposed) return;
      this.#disposed = true;
      let failed = false;
      let failure;
      for (const entry of this.#entries.splice(0).reverse()) {
        try {
          await entry();
        } catch (error) {
          failure = combined(error, failed, failure);
          failed = true;
        }
      }
      if (failed) throw failure;
    }

    use(value) {
      const entries = this.#open();
      if (value === null || value === undefined) {
        entries.push(() => undefined);
        return value;
      }
      const dispose = method(value, Symbol.asyncDispose, 'asyncDispose');
      entries.push(() => dispose.call(value));
      return value;
    }

    adopt(value, onDisposeAsync) {
      const entries = this.#open();
      if (typeof onDisposeAsync !== 'function') throw new TypeError('onDisposeAsync is not a function');
      entries.push(() => onDisposeAsync(value));
      return value;
    }

    defer(onDisposeAsync) {
      const entries = this.#open();
      if (typeof onDisposeAsync !== 'function') throw new TypeError('onDisposeAsync is not a function');
      entries.push(() => onDisposeAsync());
    }

    move() {
      const moved = new AsyncDisposableStack();
      moved.#entries = this.#open();
      this.#entries = [];
      this.#disposed = true;
      return moved;
    }
  }
  Object.defineProperty(AsyncDisposableStack.prototype, Symbol.asyncDispose,
    { value: AsyncDisposableStack.prototype.disposeAsync, writable: true, configurable: true });
  tag(AsyncDisposableStack);

  Object.assign(exports, { DisposableStack, AsyncDisposableStack });
});
