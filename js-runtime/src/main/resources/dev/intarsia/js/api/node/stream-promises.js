(function (exports, require) {
  'use strict';
  const { pipeline, finished } = require('bundle:readable-stream');

  exports.pipeline = (...streams) => new Promise((resolve, reject) => {
    const last = streams[streams.length - 1];
    const isOptions = last !== null && typeof last === 'object' && typeof last.pipe !== 'function'
      && typeof last.write !== 'function' && !last[Symbol.asyncIterator] && !last[Symbol.iterator];
    const { signal, end } = isOptions ? streams.pop() : {};
    const stream = pipeline(...streams, (error, value) => (error ? reject(error) : resolve(value)));
    void end;
    if (signal !== undefined) {
      const abort = () => {
        const error = Object.assign(new Error('The operation was aborted', { cause: signal.reason }),
          { name: 'AbortError', code: 'ABORT_ERR' });
        for (const part of streams) part.destroy?.(error);
        stream?.destroy?.(error);
        reject(error);
      };
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    }
  });

  exports.finished = (stream, options) => new Promise((resolve, reject) => {
    finished(stream, options ?? {}, (error) => (error ? reject(error) : resolve()));
  });
});
