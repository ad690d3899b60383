// The global WebSocket, over the package ws.
(function (exports, require) {
  'use strict';
  const { Event, EventTarget, MessageEvent, CloseEvent, defineHandler, dispatchTrusted } = require('web:events');
  const { interfaces, needArguments } = require('web:interfaces');
  const STATES = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'];
  const syntaxError = (text) => new DOMException(text, 'SyntaxError');

  function addressOf(url) {
    let parsed;
    try {
      parsed = new URL(`${url}`);
    } catch {
      throw syntaxError(`Invalid URL: ${url}`);
    }
    if (parsed.protocol === 'http:' || parsed.protocol === 'https:') parsed = new URL(parsed.href.replace('http', 'ws'));
    if (parsed.protocol !== 'ws:' && parsed.protocol !== 'wss:') {
      throw syntaxError('expected a ws: or wss: url');
    }
    if (parsed.hash || parsed.href.endsWith('#')) throw syntaxError('Got fragment');
    return parsed.href;
  }

  function protocolsOf(given) {
    const list = typeof given === 'string' ? [given] : [...given].map((name) => `${name}`);
    const known = new Set(list.map((name) => name.toLowerCase()));
    if (known.size !== list.length || !list.every((name) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name))) {
      throw syntaxError('Invalid Sec-WebSocket-Protocol value');
    }
    return list;
  }

  class WebSocket extends EventTarget {
    #socket;
    #url;
    #type = 'blob';
    #failed = false;

    constructor(url, protocols = []) {
      needArguments(arguments.length, 'url');
      super();
      const options = typeof protocols === 'object' && !(Symbol.iterator in protocols) ? protocols : { protocols };
      this.#url = addressOf(url);
      const Socket = require('bundle:ws').WebSocket;
      const socket = new Socket(this.#url, protocolsOf(options.protocols ?? []), { headers: options.headers });
      this.#socket = socket;
      socket.on('open', () => dispatchTrusted(this, new Event('open')));
      socket.on('message', (data, binary) => this.#came(data, binary));
      socket.on('error', (error) => {
        this.#failed = true;
        dispatchTrusted(this, Object.assign(new Event('error'), { error, message: error.message }));
      });
      socket.on('close', (code, reason) => dispatchTrusted(this,
        new CloseEvent('close', { wasClean: !this.#failed && code !== 1006, code, reason: reason.toString() })));
    }

    #came(data, binary) {
      let content = data;
      if (!binary) content = data.toString();
      else if (this.#type === 'blob') content = new Blob([data]);
      else content = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
      dispatchTrusted(this, new MessageEvent('message', { data: content, origin: new URL(this.#url).origin }));
    }

    get url() { return this.#url; }
    get readyState() { return this.#socket.readyState; }
    get bufferedAmount() { return this.#socket.bufferedAmount; }
    get extensions() { return this.#socket.extensions; }
    get protocol() { return this.#socket.protocol; }
    get binaryType() { return this.#type; }

    set binaryType(type) {
      if (type === 'blob' || type === 'arraybuffer') this.#type = type;
    }

    send(data) {
      needArguments(arguments.length, 'data');
      if (this.readyState === WebSocket.CONNECTING) throw new DOMException('Sent before connected.', 'InvalidStateError');
      if (this.readyState !== WebSocket.OPEN) return;
      if (data instanceof Blob) data.arrayBuffer().then((bytes) => this.#socket.send(bytes));
      else if (typeof data === 'object' && (ArrayBuffer.isView(data) || data instanceof ArrayBuffer)) {
        // Its owner may change it while it waits.
        this.#socket.send(ArrayBuffer.isView(data) ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : data.slice(0));
      } else this.#socket.send(`${data}`);
    }

    close(code = undefined, reason = '') {
      if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) throw new DOMException('invalid code', 'InvalidAccessError');
      if (require('node:buffer').Buffer.byteLength(`${reason}`) > 123) {
        throw syntaxError('Reason must be less than 123 bytes; received ' + require('node:buffer').Buffer.byteLength(`${reason}`));
      }
      if (code === undefined) this.#socket.close();
      else this.#socket.close(code, `${reason}`);
    }
  }

  STATES.forEach((name, value) => {
    for (const holder of [WebSocket, WebSocket.prototype]) Object.defineProperty(holder, name, { value, enumerable: true });
  });
  for (const type of ['open', 'message', 'error', 'close']) defineHandler(WebSocket.prototype, type);
  interfaces(WebSocket);
  exports.WebSocket = WebSocket;
});
