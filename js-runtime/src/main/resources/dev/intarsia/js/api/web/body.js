// What Request and Response have in common.
(function (exports, require) {
  'use strict';
  const { Blob, bytesOf } = require('web:blob');
  const { coded } = require('web:errors');
  const states = new WeakMap();

  function stateOf(body) {
    const state = states.get(body);
    if (state === undefined) throw coded(TypeError, 'ERR_INVALID_THIS', 'Illegal invocation');
    return state;
  }

  /** A body and the type it comes with. */
  function extract(value) {
    if (value == null) return { source: null, type: null };
    if (value instanceof ReadableStream) {
      if (value.locked) throw new TypeError('Response body object should not be disturbed or locked');
      return { source: value, type: null };
    }
    if (typeof value === 'object') {
      if (value instanceof Blob) return { source: bytesOf(value).slice(), type: value.type || null };
      if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
        return { source: new Uint8Array(value.slice(0)), type: null };
      }
      if (ArrayBuffer.isView(value)) {
        return { source: new Uint8Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)), type: null };
      }
      if (value instanceof URLSearchParams) {
        return { source: new TextEncoder().encode(`${value}`), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
      }
      if (value instanceof FormData) {
        const boundary = `----formdata-intarsia-0${Math.floor(Math.random() * 1e11).toString().padStart(11, '0')}`;
        return { source: require('web:form-data').encode(value, boundary), type: `multipart/form-data; boundary=${boundary}` };
      }
      if (typeof value[Symbol.asyncIterator] === 'function') return { source: ReadableStream.from(value), type: null };
    }
    return { source: new TextEncoder().encode(`${value}`), type: 'text/plain;charset=UTF-8' };
  }

  async function drain(stream) {
    const chunks = [];
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
      chunks.push(value);
    }
    return bytesOf(new Blob(chunks));
  }

  /** All bytes of a body, which is used by that. */
  async function bytesIn(body) {
    const state = stateOf(body);
    if (state.used || state.stream?.locked || body.bodyUsed) {
      throw new TypeError('Body is unusable: Body has already been read');
    }
    if (state.source === null) return new Uint8Array();
    state.used = true;
    if (state.stream === undefined && !(state.source instanceof ReadableStream)) return state.source;
    return drain(body.body);
  }

  class Body {
    get body() {
      const state = stateOf(this);
      if (state.stream === undefined) {
        const { source } = state;
        state.stream = source === null || source instanceof ReadableStream ? source : new ReadableStream({
          type: 'bytes',
          start(controller) {
            if (source.byteLength > 0) controller.enqueue(source);
            controller.close();
          },
        });
      }
      return state.stream;
    }

    get bodyUsed() {
      const { used, stream, source } = stateOf(this);
      return used || (stream ?? (source instanceof ReadableStream ? source : undefined))?._disturbed === true;
    }

    async bytes() { return bytesIn(this); }
    async text() { return new TextDecoder().decode(await bytesIn(this)); }
    async json() { return JSON.parse(new TextDecoder().decode(await bytesIn(this))); }

    async arrayBuffer() {
      const bytes = await bytesIn(this);
      return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
    }

    async blob() {
      const bytes = await bytesIn(this);
      return new Blob([bytes], { type: this.headers.get('content-type') ?? '' });
    }

    async formData() {
      stateOf(this);
      const type = this.headers.get('content-type') ?? '';
      const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
      if (boundary !== undefined) return require('web:form-data').decode(await bytesIn(this), boundary);
      if (/^application\/x-www-form-urlencoded/i.test(type)) {
        const form = new FormData();
        for (const [name, value] of new URLSearchParams(new TextDecoder().decode(await bytesIn(this)))) form.append(name, value);
        return form;
      }
      throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
    }
  }
  for (const name of Object.getOwnPropertyNames(Body.prototype)) {
    if (name !== 'constructor') Object.defineProperty(Body.prototype, name, { enumerable: true });
  }

  /** Gives an object its body. */
  function attach(target, value) {
    const { source, type } = extract(value);
    states.set(target, { source, stream: undefined, used: false });
    return type;
  }

  /** A second body with the same content. */
  function share(target) {
    const state = states.get(target);
    if (target.bodyUsed || state.stream?.locked) throw new TypeError('Response.clone: Body has already been consumed.');
    if (state.stream === undefined && !(state.source instanceof ReadableStream)) return state.source;
    if (target.body === null) return null;
    const [mine, other] = target.body.tee();
    state.stream = mine;
    state.source = mine;
    return other;
  }

  /** The body of a request for another that is made of it: handed over, or shared with a clone. */
  function hand(target, cloned) {
    const state = states.get(target);
    if (cloned || state.source === null) return share(target);
    if (target.bodyUsed || state.stream?.locked) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    const content = state.stream ?? state.source;
    const handed = content instanceof ReadableStream ? content.pipeThrough(new TransformStream()) : content;
    state.used = true;
    return handed;
  }

  /** What is to be sent: bytes, a stream of them, or null for none. */
  async function take(target) {
    const state = states.get(target);
    if (state.source === null) return null;
    return state.source instanceof ReadableStream || state.stream !== undefined ? target.body : target.bytes();
  }

  Object.assign(exports, { Body, attach, hand, share, take });
});
