(function (exports, require) {
  'use strict';
  const streams = require('bundle:web-streams');
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  Object.assign(exports, streams);

  Object.defineProperty(streams.ReadableStream.prototype, inspect, { configurable: true, writable: true,
    value(depth, options, format) {
      return `ReadableStream ${format({ locked: this.locked, state: undefined, supportsBYOB: false }, options)}`;
    } });
});
