// One HTTP exchange over the host's client, whose bodies are streams both ways.
(function (exports, require, module, native) {
  'use strict';

  function failure(message) {
    const [, code] = /\b(ERR_[A-Z_]+)\b/.exec(message) ?? [];
    const cause = new Error(message);
    if (/Connection refused|ConnectException/.test(message)) cause.code = 'ECONNREFUSED';
    else if (/Connection reset|EOF reached|received no bytes/.test(message)) cause.code = 'ECONNRESET';
    else if (/UnresolvedAddress/.test(message)) cause.code = 'ENOTFOUND';
    else if (code !== undefined) cause.code = code;
    return new TypeError('fetch failed', { cause });
  }

  /** Hands the pieces of a stream to the host as it asks for them. */
  function sender(stream, failed) {
    const reader = stream.getReader();
    const next = async (exchange) => {
      let piece;
      try {
        piece = await reader.read();
        if (!piece.done && !(piece.value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
      } catch (error) {
        return failed(new TypeError('fetch failed', { cause: error }));
      }
      return piece.done ? exchange.finish() : exchange.push(piece.value);
    };
    return { next, stop: (reason) => reader.cancel(reason).catch(() => {}) };
  }

  /** A stream of what the host has, and what tells it that something came. */
  function receiver(ended) {
    const state = {};
    state.stream = new ReadableStream({
      type: 'bytes',
      start(controller) { state.controller = controller; },
      pull() {
        return new Promise((resolve) => {
          state.came = resolve;
          state.exchange.more();
        });
      },
      cancel() {
        ended();
        state.exchange.cancel();
      },
    });
    state.chunk = (bytes) => {
      if (bytes.byteLength > 0) state.controller.enqueue(bytes);
      else return state.exchange.more();
      return state.came();
    };
    state.end = () => {
      ended();
      state.controller.close();
      state.controller.byobRequest?.respond(0);
      state.came?.();
    };
    state.fail = (error) => {
      ended();
      try {
        state.controller.error(error);
      } catch {
        // It has ended before.
      }
      state.came?.();
    };
    return state;
  }

  /**
   * Sends a request. The body is null, bytes or a stream of bytes.
   *
   * Gives a promise of status, headers in pairs, and the stream of the answer's body.
   */
  exports.send = (signal, { url, verb, body, headers }) => new Promise((resolve, reject) => {
    const target = new URL(url);
    target.hash = '';
    let exchange;
    let answer;
    const stopListening = () => signal.removeEventListener('abort', onAbort);
    const give = (error) => {
      exchange.cancel();
      sending?.stop(error);
      if (answer === undefined) {
        stopListening();
        reject(error);
      } else {
        answer.fail(error);
      }
    };
    const onAbort = () => give(signal.reason);
    const sending = body instanceof ReadableStream ? sender(body, give) : undefined;
    const events = {
      pull: () => sending.next(exchange),
      head(status, pairs) {
        answer = receiver(stopListening);
        answer.exchange = exchange;
        const list = [];
        for (let i = 0; i < pairs.length; i += 2) list.push([pairs[i], pairs[i + 1]]);
        resolve({ status, headers: list, body: answer.stream });
      },
      chunk: (bytes) => answer.chunk(bytes),
      end: () => answer.end(),
      failed(message) {
        const error = failure(message);
        sending?.stop(error);
        if (answer !== undefined) return answer.fail(new TypeError('terminated', { cause: Object.assign(error.cause, { code: 'UND_ERR_SOCKET' }) }));
        stopListening();
        return reject(error);
      },
    };
    exchange = native('fetch').send(verb, target.href, [...headers].flat(), sending === undefined ? body : null, sending !== undefined,
      (event, first, second) => events[event](first, second));
    signal.addEventListener('abort', onAbort, { once: true });
  });
});
