(function (exports, require) {
  'use strict';
  const streams = require('bundle:web-streams');
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  Object.assign(exports, streams);

  Object.defineProperty(streams.ReadableStream.prototype, inspect, { configurable: true, writable: true,
    value(depth, options, format) {
      return `ReadableStream ${format({ locked: this.locked, state: undefined, supportsBYOB: false }, options)}`;
    } });

  /** Settles when a stream closes or fails: its state is watched from the first look on. */
  function settled(stream) {
    const { promise, resolve, reject } = Promise.withResolvers();
    promise.catch(() => undefined);
    const tell = (state) => {
      if (state === 'closed') resolve();
      // The reason is stored after the state.
      if (state === 'errored') queueMicrotask(() => reject(stream._storedError));
    };
    let state = stream._state;
    Object.defineProperty(stream, '_state', { configurable: true, get: () => state, set(value) {
      state = value;
      tell(value);
    } });
    tell(state);
    return { promise };
  }

  // What Node's stream module looks at to finish, pipe, compose and abort web streams.
  const closed = Symbol.for('nodejs.webstream.isClosedPromise');
  const fail = Symbol.for('nodejs.webstream.controllerErrorFunction');
  for (const { prototype } of [streams.ReadableStream, streams.WritableStream]) {
    Object.defineProperty(prototype, closed, { configurable: true, get() {
      const value = settled(this);
      Object.defineProperty(this, closed, { value });
      return value;
    } });
    Object.defineProperty(prototype, fail, { configurable: true, writable: true, value(error) {
      (this._readableStreamController ?? this._writableStreamController).error(error);
    } });
  }
});
