(function (exports, require, module) {
  'use strict';
  const stream = require('bundle:readable-stream');
  const { coded } = require('web:errors');
  void coded;

  function toWebReadable(readable) {
    const { ReadableStream } = require('web:streams');
    return new ReadableStream({
      start(controller) {
        readable.pause();
        readable.on('data', (chunk) => {
          controller.enqueue(typeof chunk === 'string' || readable.readableObjectMode ? chunk : new Uint8Array(chunk));
          if (controller.desiredSize <= 0) readable.pause();
        });
        stream.finished(readable, { writable: false }, (error) => {
          if (error) controller.error(error);
          else controller.close();
        });
      },
      pull() {
        readable.resume();
      },
      cancel(reason) {
        readable.destroy(reason instanceof Error ? reason : undefined);
      },
    });
  }

  function fromWebReadable(web, options = {}) {
    const reader = web.getReader();
    const { Buffer } = require('node:buffer');
    return new stream.Readable({
      ...options,
      read() {
        reader.read().then(({ done, value }) => {
          this.push(done ? null : value instanceof Uint8Array && !options.objectMode ? Buffer.from(value) : value);
        }, (error) => this.destroy(error));
      },
      destroy(error, callback) {
        reader.cancel(error ?? undefined).then(() => callback(error), () => callback(error));
      },
    });
  }

  function toWebWritable(writable) {
    const { WritableStream } = require('web:streams');
    return new WritableStream({
      write: (chunk) => new Promise((resolve, reject) => {
        writable.write(chunk, (error) => (error ? reject(error) : resolve()));
      }),
      close: () => new Promise((resolve) => {
        writable.end(resolve);
      }),
      abort: (reason) => void writable.destroy(reason),
    });
  }

  function fromWebWritable(web, options = {}) {
    const writer = web.getWriter();
    return new stream.Writable({
      ...options,
      write: (chunk, encoding, callback) => void writer.write(chunk).then(() => callback(), callback),
      final: (callback) => void writer.close().then(() => callback(), callback),
    });
  }

  /** Two streams of which each reads what the other writes. */
  function duplexPair(options = undefined) {
    const waiting = [];
    const sides = [0, 1].map((side) => new stream.Duplex({
      ...options,
      read() {
        const done = waiting[side];
        waiting[side] = undefined;
        done?.();
      },
      write(chunk, encoding, done) {
        if (chunk.length === 0) {
          require('node:process').nextTick(done);
        } else {
          waiting[1 - side] = done;
          sides[1 - side].push(chunk);
        }
      },
      final(done) {
        sides[1 - side].on('end', done);
        sides[1 - side].push(null);
      },
    }));
    return sides;
  }

  stream.duplexPair ??= duplexPair;
  stream.Readable.toWeb = toWebReadable;
  stream.Readable.fromWeb = fromWebReadable;
  stream.Writable.toWeb = toWebWritable;
  stream.Writable.fromWeb = fromWebWritable;
  stream.Duplex.toWeb = (duplex) => ({ readable: toWebReadable(duplex), writable: toWebWritable(duplex) });
  stream.getDefaultHighWaterMark ??= (objectMode) => (objectMode ? 16 : 65536);
  stream.isReadable ??= (value) => !!value?.readable;
  stream.isErrored ??= (value) => !!value?.errored;
  Object.defineProperty(stream, 'promises', { enumerable: true, configurable: true, get: () => require('node:stream/promises') });
  module.exports = stream;
});
