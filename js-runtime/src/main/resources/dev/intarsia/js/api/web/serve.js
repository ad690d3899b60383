// Deno.serve and Bun.serve in the form that takes a fetch handler, over node:http.
(function (exports, require) {
  'use strict';
  const { take } = require('web:body');
  const { notAvailable } = require('web:errors');
  const { once } = require('node:events');

  /** What a client asks, as a Request; its signal fires when the client leaves before it has its answer. */
  function requestOf(incoming, outgoing, scheme) {
    const headers = new Headers();
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) headers.append(incoming.rawHeaders[i], incoming.rawHeaders[i + 1]);
    const gone = new AbortController();
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) gone.abort(new DOMException('The client has left.', 'AbortError'));
    });
    const { method, socket } = incoming;
    const host = incoming.headers.host ?? `${socket.localAddress}:${socket.localPort}`;
    const url = /^https?:/.test(incoming.url) ? incoming.url : `${scheme}://${host}${incoming.url}`;
    const empty = method === 'GET' || method === 'HEAD';
    return new Request(url, { method, headers, signal: gone.signal,
      ...(empty ? {} : { body: require('node:stream').Readable.toWeb(incoming), duplex: 'half' }) });
  }

  async function pipe(stream, outgoing) {
    const reader = stream.getReader();
    outgoing.once('close', () => reader.cancel().catch(() => {}));
    for (;;) {
      const { done, value } = await reader.read();
      if (done || outgoing.destroyed) break;
      if (!outgoing.write(value)) await Promise.race([once(outgoing, 'drain'), once(outgoing, 'close')]);
    }
    outgoing.end();
  }

  /** Sends an answer; it is whole when the promise is settled. */
  async function send(response, outgoing, bodiless) {
    if (outgoing.destroyed) return;
    outgoing.statusCode = response.status;
    if (response.statusText) outgoing.statusMessage = response.statusText;
    for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
    const body = await take(response);
    if (body instanceof ReadableStream) {
      if (bodiless) {
        body.cancel().catch(() => {});
        outgoing.end();
        return;
      }
      outgoing.flushHeaders();
      await pipe(body, outgoing);
      return;
    }
    const length = body?.byteLength ?? 0;
    if (!outgoing.hasHeader('content-length') && ![204, 304].includes(response.status)) outgoing.setHeader('content-length', length);
    outgoing.end(bodiless || length === 0 ? undefined : body);
  }

  /**
   * A server of node:http or node:https.
   *
   * handler gets a Request and the answer's side of node:http; failed makes a Response of what it throws.
   */
  function serverOf({ tls, handler, failed }) {
    const scheme = tls === undefined ? 'http' : 'https';
    const listener = async (incoming, outgoing) => {
      let response;
      try {
        response = await handler(requestOf(incoming, outgoing, scheme), outgoing);
        if (!(response instanceof Response)) throw new TypeError('Expected a Response object, or a promise of one, from the handler');
      } catch (error) {
        response = await failed(error);
      }
      try {
        await send(response, outgoing, incoming.method === 'HEAD');
      } catch {
        outgoing.destroy();
      }
    };
    return tls === undefined ? require('node:http').createServer(listener) : require('node:https').createServer(tls, listener);
  }

  /** A name that has to be looked up would be known too late: both runtimes tell the port at once. */
  const address = (hostname) => (hostname === 'localhost' ? '127.0.0.1' : hostname);

  /** Listens, or throws at once what node:net would tell later. */
  function listen(server, port, hostname) {
    const text = address(hostname);
    const family = require('node:net').isIP(text);
    if (family === 0) throw new TypeError(`hostname must be an address, not ${hostname}`);
    const { TCP } = require('net:tcp');
    const bound = () => {
      const handle = new TCP(1);
      if (family === 6) handle.bind6(text, port);
      else handle.bind(text, port);
      return handle;
    };
    server.once('error', () => {});
    // A handle that is given listens at once.
    server.listen(bound());
    if (server.address() !== null) return;
    const probe = bound();
    const code = require('net:uv').errname(probe.listen(1));
    probe.close();
    throw Object.assign(new Error(`listen ${code}: ${text}:${port}`), { code, syscall: 'listen', address: text, port });
  }

  async function internalError(error) {
    console.error(error);
    return new Response('Internal Server Error', { status: 500 });
  }

  /** Settled when an answer has left, or will never leave. */
  function sentWhole(outgoing) {
    const whole = new Promise((resolve, reject) => {
      outgoing.once('close', () => (outgoing.writableFinished ? resolve() : reject(new Error('the client has left'))));
    });
    // Few ask.
    whole.catch(() => {});
    return whole;
  }

  function denoServe(...args) {
    const given = args.find((arg) => typeof arg === 'function');
    const options = args.find((arg) => typeof arg === 'object' && arg !== null) ?? {};
    const handler = given ?? options.handler;
    if (typeof handler !== 'function') throw new TypeError('A handler function must be provided.');
    if (options.path !== undefined) throw notAvailable('Deno.serve with a path', 'it listens on ports');
    const { port = 8000, hostname = '0.0.0.0', onListen, onError = internalError, signal, cert, key } = options;
    const tls = cert === undefined ? undefined : { cert, key };
    const server = serverOf({ tls, failed: onError, handler(request, outgoing) {
      const { remoteAddress, remotePort } = outgoing.socket;
      return handler(request, { remoteAddr: { transport: 'tcp', hostname: remoteAddress, port: remotePort }, completed: sentWhole(outgoing) });
    } });
    const finished = new Promise((resolve) => server.once('close', resolve));
    listen(server, port, hostname);
    const bound = server.address();
    const addr = { transport: 'tcp', hostname: hostname === 'localhost' ? '127.0.0.1' : bound.address, port: bound.port };
    const shutdown = () => {
      server.close();
      server.closeIdleConnections();
      return finished;
    };
    signal?.addEventListener('abort', () => {
      server.close();
      server.closeAllConnections();
    }, { once: true });
    if (onListen) onListen(addr);
    else console.error(`Listening on ${tls ? 'https' : 'http'}://${addr.hostname}:${addr.port}/`);
    return { addr, finished, shutdown, ref: () => void server.ref(), unref: () => void server.unref(), [Symbol.asyncDispose]: shutdown };
  }

  function bunServe(options) {
    for (const name of ['routes', 'static', 'websocket', 'unix']) {
      if (options?.[name] !== undefined) throw notAvailable(`Bun.serve with "${name}"`, 'it takes a function "fetch"');
    }
    if (typeof options?.fetch !== 'function') throw new TypeError('Bun.serve() needs a function "fetch" in its options');
    let { fetch, error = internalError } = options;
    const peers = new WeakMap();
    const { env } = require('node:process');
    const { hostname = '0.0.0.0', tls } = options;
    const port = options.port ?? env.BUN_PORT ?? env.PORT ?? env.NODE_PORT ?? 3000;
    let pending = 0;
    const server = serverOf({ tls, failed: (thrown) => error(thrown), async handler(request, { socket }) {
      peers.set(request, { address: socket.remoteAddress, port: socket.remotePort, family: socket.remoteFamily });
      pending++;
      try {
        return await Reflect.apply(fetch, api, [request, api]);
      } finally {
        pending--;
      }
    } });
    listen(server, Number(port), hostname);
    const api = {
      port: server.address().port,
      hostname,
      development: false,
      get url() { return new URL(`${tls ? 'https' : 'http'}://${hostname === '0.0.0.0' ? 'localhost' : hostname}:${this.port}/`); },
      get pendingRequests() { return pending; },
      async fetch(request) { return fetch(typeof request === 'string' ? new Request(new URL(request, api.url)) : request, api); },
      requestIP: (request) => peers.get(request) ?? null,
      timeout() {},
      reload(changed) {
        fetch = changed.fetch ?? fetch;
        error = changed.error ?? error;
      },
      upgrade() { throw notAvailable('Server.upgrade', 'use the package ws'); },
      publish() { throw notAvailable('Server.publish', 'use the package ws'); },
      stop(closeActive = false) {
        const closed = once(server, 'close').then(() => {});
        server.close();
        if (closeActive) server.closeAllConnections();
        else server.closeIdleConnections();
        return closed;
      },
      ref: () => void server.ref(),
      unref: () => void server.unref(),
      [Symbol.dispose]() { void this.stop(true); },
    };
    return api;
  }

  exports.Deno = { serve: denoServe };
  exports.Bun = { serve: bunServe };
});
