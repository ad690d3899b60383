(function (exports, require, module, native) {
  'use strict';
  const { Body, attach, hand, share, take } = require('web:body');
  const { Headers, freeze } = require('web:headers');
  const { send } = require('web:fetch-exchange');
  const { interfaces, mixin } = require('web:interfaces');
  const { coded } = require('web:errors');
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  const internals = new WeakMap();
  const cloning = Symbol('clone');
  const normal = /^(?:delete|get|head|options|post|put)$/i;

  function method(value) {
    const text = `${value}`;
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text) || /^(?:connect|trace|track)$/i.test(text)) {
      throw new TypeError(`'${text}' is not a valid HTTP method.`);
    }
    return normal.test(text) ? text.toUpperCase() : text;
  }

  const choices = {
    mode: ['same-origin', 'cors', 'no-cors', 'navigate', 'websocket'],
    credentials: ['omit', 'same-origin', 'include'],
    cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
    redirect: ['follow', 'manual', 'error'],
    duplex: ['half'],
    referrerPolicy: ['', 'no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin', 'unsafe-url',
      'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'],
  };

  /** The members of a RequestInit, each of the type that it must have. */
  function requestInit(init) {
    if (init === undefined || init === null) return {};
    if (typeof init !== 'object' && typeof init !== 'function') throw new TypeError('Request constructor: Expected init to be one of: Null, Undefined, Object.');
    const options = {};
    for (const name of ['body', 'cache', 'credentials', 'dispatcher', 'duplex', 'headers', 'integrity', 'keepalive', 'method', 'mode',
      'priority', 'redirect', 'referrer', 'referrerPolicy', 'signal', 'window']) {
      const value = init[name];
      if (value === undefined) continue;
      const allowed = choices[name];
      if (allowed !== undefined && !allowed.includes(`${value}`)) {
        throw new TypeError(`Request constructor: ${value} is not an accepted type. Expected one of ${allowed.join(', ')}.`);
      }
      options[name] = allowed === undefined ? value : `${value}`;
    }
    if (options.window != null) throw new TypeError("'window' option 'null' is expected");
    if (options.mode === 'navigate') throw new TypeError('Request constructor: invalid request mode navigate.');
    if (options.signal != null && !(options.signal instanceof AbortSignal)) {
      throw new TypeError(`Request constructor: Expected signal ("${options.signal}") to be an instance of AbortSignal.`);
    }
    return options;
  }

  function referrerOf(value) {
    if (value === undefined) return undefined;
    const text = `${value}`;
    if (text === '') return '';
    let parsed;
    try {
      parsed = new URL(text);
    } catch (cause) {
      throw new TypeError(`Referrer "${text}" is not a valid URL.`, { cause });
    }
    return parsed.protocol === 'about:' && parsed.pathname === 'client' ? 'about:client' : parsed.href;
  }

  function slots(object) {
    const known = internals.get(object);
    if (known === undefined) throw coded(TypeError, 'ERR_INVALID_THIS', 'Illegal invocation');
    return known;
  }

  class Request {
    #headers;

    constructor(input, init = undefined) {
      if (arguments.length === 0) throw new TypeError('Request constructor: 1 argument required, but 0 found.');
      const from = input instanceof Request ? input : undefined;
      const old = from === undefined ? {} : internals.get(from);
      const options = requestInit(init);
      const cloned = init?.[cloning] === true;
      if (from !== undefined && options.body == null && from.bodyUsed) {
        throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
      }
      let url = old.url;
      if (from === undefined) {
        try {
          url = new URL(`${input}`);
        } catch (cause) {
          throw new TypeError(`Failed to parse URL from ${input}`, { cause });
        }
        if (url.username || url.password) {
          throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
        }
      }
      if (options.priority !== undefined && !['high', 'low', 'auto'].includes(`${options.priority}`)) {
        throw new TypeError(`Request constructor: ${options.priority} is not an accepted type. Expected one of high, low, auto.`);
      }
      if ((options.cache ?? old.cache) === 'only-if-cached' && (options.mode ?? old.mode) !== 'same-origin') {
        throw new TypeError("'only-if-cached' can be set only with 'same-origin' mode");
      }
      const verb = options.method === undefined ? old.method ?? 'GET' : method(options.method);
      const signal = options.signal === undefined ? old.signal : options.signal;
      internals.set(this, { url, method: verb, redirect: options.redirect ?? old.redirect ?? 'follow',
        signal: signal == null ? new AbortController().signal : AbortSignal.any([signal]),
        mode: options.mode ?? old.mode ?? 'cors', credentials: options.credentials ?? old.credentials ?? 'same-origin',
        cache: options.cache ?? old.cache ?? 'default', integrity: `${options.integrity ?? old.integrity ?? ''}`,
        keepalive: !!(options.keepalive ?? old.keepalive), referrer: referrerOf(options.referrer) ?? old.referrer ?? 'about:client',
        referrerPolicy: options.referrerPolicy ?? old.referrerPolicy ?? '' });
      this.#headers = new Headers(options.headers ?? from?.headers);
      let body = options.body;
      if ((verb === 'GET' || verb === 'HEAD') && body != null) {
        throw new TypeError('Request with GET/HEAD method cannot have body.');
      }
      if (body instanceof ReadableStream && options.duplex === undefined) {
        throw new TypeError('RequestInit: duplex option is required when sending a body.');
      }
      if (body === undefined && from !== undefined) body = hand(from, cloned);
      const type = attach(this, body);
      if (type !== null && !this.#headers.has('content-type')) this.#headers.set('content-type', type);
    }

    get headers() { return this.#headers; }
    get url() { return slots(this).url.href; }
    get method() { return slots(this).method; }
    get signal() { return slots(this).signal; }
    get redirect() { return slots(this).redirect; }
    get mode() { return slots(this).mode; }
    get credentials() { return slots(this).credentials; }
    get cache() { return slots(this).cache; }
    get integrity() { return slots(this).integrity; }
    get keepalive() { return slots(this).keepalive; }
    get referrer() { return slots(this).referrer; }
    get referrerPolicy() { return slots(this).referrerPolicy; }
    get destination() { return ''; }
    get duplex() { return 'half'; }
    get isReloadNavigation() { return false; }
    get isHistoryNavigation() { return false; }

    clone() {
      if (this.bodyUsed || this.body?.locked) throw new TypeError('unusable');
      return new Request(this, { [cloning]: true });
    }


    [inspect](depth, options, format) {
      const { method: verb, url, headers, redirect, signal } = this;
      return `Request ${format({ method: verb, url, headers, redirect, signal }, options)}`;
    }
  }

  class Response {
    #headers;
    #state;

    constructor(body = null, init = {}) {
      const options = init ?? {};
      if (typeof options !== 'object' && typeof options !== 'function') throw new TypeError('Response constructor: Expected ResponseInit to be one of: Null, Undefined, Object.');
      const status = options.status === undefined ? 200 : Math.trunc(Number(options.status)) & 0xffff;
      if (!(Number.isInteger(status) && status >= 200 && status <= 599)) {
        throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
      }
      const statusText = `${options.statusText ?? ''}`;
      if (/[^\t\x20-\x7e\x80-\xff]/.test(statusText)) throw new TypeError('Invalid statusText');
      if (body != null && [101, 103, 204, 205, 304].includes(status)) {
        throw new TypeError(`Response constructor: Invalid response status code ${status}`);
      }
      this.#headers = new Headers(options.headers);
      this.#state = { status, statusText, url: '', redirected: false, type: 'default' };
      internals.set(this, this.#state);
      const type = attach(this, body);
      if (type !== null && !this.#headers.has('content-type')) this.#headers.set('content-type', type);
    }

    get headers() { return this.#headers; }
    get status() { return this.#state.status; }
    get statusText() { return this.#state.statusText; }
    get ok() { return this.status >= 200 && this.status <= 299; }
    get url() { return this.#state.url; }
    get redirected() { return this.#state.redirected; }
    get type() { return this.#state.type; }

    clone() {
      const copy = new Response(null, { headers: this.headers, statusText: this.statusText });
      Object.assign(internals.get(copy), this.#state);
      attach(copy, share(this));
      return copy;
    }

    static error() {
      const response = new Response(null);
      Object.assign(internals.get(response), { status: 0, type: 'error' });
      freeze(response.headers);
      return response;
    }

    static json(data, init = {}) {
      if (arguments.length === 0) throw new TypeError('Response.json: 1 argument required, but 0 found.');
      const text = JSON.stringify(data);
      if (text === undefined) throw new TypeError('Value is not JSON serializable');
      const headers = new Headers(init?.headers);
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
      return new Response(text, { ...init, headers });
    }

    static redirect(url, status = 302) {
      if (arguments.length === 0) throw new TypeError('Response.redirect: 1 argument required, but 0 found.');
      let target;
      try {
        target = new URL(`${url}`);
      } catch (cause) {
        throw new TypeError(`Failed to parse URL from ${url}`, { cause });
      }
      if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
      const response = new Response(null, { headers: { location: target.href } });
      internals.get(response).status = status;
      freeze(response.headers);
      return response;
    }

    [inspect](depth, options, format) {
      const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = this;
      return `Response ${format({ status, statusText, headers, body, bodyUsed, ok, redirected, type, url }, options)}`;
    }
  }

  mixin(Body, Request, Response);
  interfaces(Request, Response);

  async function fetch(input, init = undefined) {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { url, redirect } = internals.get(request);
    if (url.protocol === 'data:') return basic(dataUrl(url), url);
    if (url.protocol === 'blob:') {
      const blob = require('web:blob').resolveObjectURL(url.href);
      if (blob === undefined || request.method !== 'GET') throw new TypeError('fetch failed', { cause: new Error('invalid method') });
      return basic(blobPart(blob, request.headers.get('range')), url);
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new TypeError('fetch failed', { cause: new Error('unknown scheme') });
    }
    const body = await take(request);
    return follow(request, { url, verb: request.method, body, headers: new Headers(request.headers), redirect });
  }

  async function follow(request, step) {
    for (let hops = 0; hops <= 20; hops++) {
      const answer = await send(request.signal, { ...step, headers: completed(step.headers, step.url) });
      const location = [301, 302, 303, 307, 308].includes(answer.status)
        ? answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] : undefined;
      if (location === undefined || step.redirect === 'manual') return response(answer, step.url, hops > 0, step.verb);
      answer.body.cancel().catch(() => {});
      if (step.redirect === 'error') throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
      if (step.body instanceof ReadableStream && answer.status !== 303) throw new TypeError('fetch failed');
      const next = new URL(location, step.url);
      if (next.origin !== step.url.origin) {
        for (const name of ['authorization', 'cookie', 'proxy-authorization']) step.headers.delete(name);
      }
      if (answer.status === 303 || (answer.status <= 302 && step.verb === 'POST')) {
        Object.assign(step, { verb: step.verb === 'HEAD' ? 'HEAD' : 'GET', body: null });
        for (const name of ['content-type', 'content-length', 'content-encoding']) step.headers.delete(name);
      }
      step.url = next;
    }
    throw new TypeError('fetch failed', { cause: new Error('redirect count exceeded') });
  }

  /** What Node's own fetch says where the program says nothing. */
  function completed(headers, url) {
    const all = new Headers(headers);
    for (const [name, value] of [['accept', '*/*'], ['accept-language', '*'], ['sec-fetch-mode', 'cors'], ['user-agent', 'node'],
      ['accept-encoding', url.protocol === 'https:' ? 'br, gzip, deflate' : 'gzip, deflate']]) {
      if (!all.has(name)) all.set(name, value);
    }
    return all;
  }

  /** A body without the codings that its answer names, the last one first. */
  function decoded(body, codings) {
    const zlib = require('node:zlib');
    const makers = { 'gzip': zlib.createGunzip, 'x-gzip': zlib.createGunzip, 'deflate': zlib.createInflate, 'br': zlib.createBrotliDecompress };
    const names = codings.toLowerCase().split(',').map((name) => name.trim()).filter(Boolean).reverse();
    if (names.length === 0 || !names.every((name) => Object.hasOwn(makers, name))) return body;
    const { Readable, pipeline } = require('node:stream');
    const parts = [Readable.fromWeb(body), ...names.map((name) => makers[name]())];
    // An error reaches whoever reads the last part.
    return Readable.toWeb(pipeline(parts, () => {}));
  }

  function response(answer, url, redirected, verb) {
    const headers = new Headers(answer.headers.filter(([name]) => !name.startsWith(':')));
    const empty = verb === 'HEAD' || [101, 103, 204, 205, 304].includes(answer.status);
    if (empty) answer.body.cancel().catch(() => {});
    const codings = headers.get('content-encoding');
    const result = new Response(empty ? null : codings === null ? answer.body : decoded(answer.body, codings), { headers, status: answer.status,
      statusText: require('web:status-codes')[answer.status] ?? '' });
    if (!headers.has('content-type')) result.headers.delete('content-type');
    Object.assign(internals.get(result), { url: url.href, redirected, type: 'basic' });
    freeze(result.headers);
    return result;
  }

  /** The type of a data URL; what is none stands for plain text (MIME Sniffing, section 4.4). */
  function mimeType(text) {
    const type = text.startsWith(';') ? `text/plain${text}` : text;
    const part = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
    return new RegExp(`^${part}/${part}\\s*(?:;|$)`).test(type) ? type : 'text/plain;charset=US-ASCII';
  }

  function basic(response, url) {
    Object.assign(internals.get(response), { type: 'basic', url: url.href });
    return response;
  }

  /** A blob, or the part of it that a Range header names. */
  function blobPart(blob, range) {
    if (range === null) return new Response(blob, { status: 200, statusText: 'OK', headers: { 'content-length': `${blob.size}`, 'content-type': blob.type } });
    const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
    if (first === undefined || (first === '' && last === '')) throw new TypeError('fetch failed', { cause: new Error('failed to fetch the data URL') });
    const start = first === '' ? blob.size - Number(last) : Number(first);
    const end = first === '' || last === '' || Number(last) >= blob.size ? blob.size - 1 : Number(last);
    if (start >= blob.size || start > end) throw new TypeError('fetch failed', { cause: new Error("Range start is greater than the blob's size.") });
    const part = blob.slice(start, end + 1, blob.type);
    return new Response(part, { status: 206, statusText: 'Partial Content', headers: { 'content-length': `${part.size}`, 'content-type': blob.type,
      'content-range': `bytes ${start}-${end}/${blob.size}` } });
  }

  function dataUrl(url) {
    const match = /^data:([^,]*?)(;\s*base64)?,([^]*)$/i.exec(url.href.replace(/#.*$/, ''));
    if (match === null) throw new TypeError('fetch failed', { cause: new Error('invalid data URL') });
    const { Buffer } = require('node:buffer');
    const bytes = require('node:querystring').unescapeBuffer(match[3]);
    return new Response(match[2] ? Buffer.from(bytes.toString('latin1'), 'base64') : bytes,
      { status: 200, statusText: 'OK', headers: { 'content-type': mimeType(match[1]) } });
  }

  Object.assign(exports, { fetch, Request, Response });
});
