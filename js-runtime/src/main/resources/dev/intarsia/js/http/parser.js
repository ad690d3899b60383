// The parser binding of Node's http, over the host's parser.
(function (exports, require, module, native) {
  'use strict';
  const host = native('http');
  const { now } = native('timers');
  const methods = ('ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY '
    + 'OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK '
    + 'UNSUBSCRIBE').split(' ');
  const numbers = new Map(methods.map((name, i) => [name, i]));
  const DEFAULT_HEADER_BYTES = 16384;
  const MANY_HEADERS = 64;
  const [ON_HEADERS, ON_HEADERS_COMPLETE, ON_BODY, ON_MESSAGE_COMPLETE, ON_EXECUTE, ON_TIMEOUT] = [1, 2, 3, 4, 5, 6];
  const [HEAD, BODY, TRAILERS] = [0, 1, 2];
  const parsers = new Map();
  let ids = 0;

  function lines(text) {
    const list = text.split('\0');
    list.pop();
    return list;
  }

  host.listener((id, event, first, second, start, url, status, upgrade, keepsAlive) => {
    const parser = parsers.get(id);
    if (parser === undefined) return 0;
    switch (event) {
      case HEAD: return parser.head(lines(first), second, start, url, status, upgrade, keepsAlive);
      case BODY: return parser.body(first, second);
      case TRAILERS: return parser[ON_HEADERS](lines(first), '');
      default: return parser.complete();
    }
  });

  class HTTPParser {
    static REQUEST = 1;
    static RESPONSE = 2;
    static kOnMessageBegin = 0;
    static kOnHeaders = ON_HEADERS;
    static kOnHeadersComplete = ON_HEADERS_COMPLETE;
    static kOnBody = ON_BODY;
    static kOnMessageComplete = ON_MESSAGE_COMPLETE;
    static kOnExecute = ON_EXECUTE;
    static kOnTimeout = ON_TIMEOUT;
    static kLenientNone = 0;
    static kLenientAll = 3;
    static kLenientHeaderValueRelaxed = 2;
    #id = ++ids;
    #request = true;
    #bytes;
    #handle;
    #connections;
    /** When the message under way began, and when its head was complete; 0 is never. */
    began = 0;
    headDone = false;
    idle = true;

    initialize(type, resource, headerBytes = 0, flags = 0, connections = undefined) {
      this.#request = type === HTTPParser.REQUEST;
      parsers.set(this.#id, this);
      host.open(this.#id, this.#request, headerBytes > 0 ? headerBytes : DEFAULT_HEADER_BYTES, flags);
      this.began = now();
      this.headDone = false;
      this.idle = true;
      this.#connections = connections;
      connections?.add(this);
    }

    head(headers, minor, start, url, status, upgrade, keepsAlive) {
      this.headDone = true;
      // Many headers are handed over before the head, where the limit of their number is kept.
      const many = headers.length > MANY_HEADERS;
      if (many) this[ON_HEADERS](headers, url ?? '');
      return this[ON_HEADERS_COMPLETE](1, minor, many ? undefined : headers, this.#request ? numbers.get(start) : undefined, many ? undefined : url,
        this.#request ? undefined : status, this.#request ? undefined : start, upgrade, keepsAlive);
    }

    body(offset, length) {
      const { buffer, byteOffset } = this.#bytes;
      this[ON_BODY](require('node:buffer').Buffer.from(buffer, byteOffset + offset, length));
    }

    complete() {
      this.idle = true;
      this.headDone = false;
      this.began = 0;
      this[ON_MESSAGE_COMPLETE]();
    }

    execute(bytes) {
      if (this.idle) {
        this.idle = false;
        this.began = now();
      }
      const before = this.#bytes;
      this.#bytes = bytes;
      try {
        let error;
        const count = host.parse(this.#id, bytes, (code, reason) => {
          error = Object.assign(new Error('Parse Error'), { bytesParsed: 0, code, reason });
        });
        return error ?? count;
      } finally {
        this.#bytes = before ?? bytes;
      }
    }

    finish() {
      let error;
      host.end(this.#id, (code, reason) => {
        error = Object.assign(new Error('Parse Error'), { bytesParsed: 0, code, reason });
      });
      return error;
    }

    /** Takes what a socket reads, without its stream. */
    consume(handle) {
      this.#handle = handle;
      handle.consumedBy?.(this);
    }

    consumed(bytes) {
      this.#bytes = undefined;
      const result = this.execute(bytes);
      this[ON_EXECUTE]?.(result);
    }

    unconsume() {
      this.#handle?.consumedBy?.(undefined);
      this.#handle = undefined;
    }

    getCurrentBuffer() {
      const bytes = this.#bytes;
      return bytes && require('node:buffer').Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }

    duration() { return this.began === 0 ? 0 : now() - this.began; }
    headersCompleted() { return this.headDone; }
    pause() {}
    resume() {}

    remove() {
      this.#connections?.delete(this);
    }

    free() {
      this.#connections?.delete(this);
      this.#connections = undefined;
      this.#bytes = undefined;
      parsers.delete(this.#id);
      host.close(this.#id);
    }

    close() {
      this.free();
    }
  }

  /** The connections of a server, for its time limits and for closing. */
  class ConnectionsList {
    #all = new Set();

    add(parser) { this.#all.add(parser); }
    delete(parser) { this.#all.delete(parser); }
    all() { return [...this.#all]; }
    idle() { return this.all().filter((parser) => parser.idle); }
    active() { return this.all().filter((parser) => !parser.idle); }

    expired(headersTimeout, requestTimeout) {
      const time = now();
      return this.all().filter((parser) => parser.began !== 0
        && ((!parser.headDone && headersTimeout > 0 && time - parser.began > headersTimeout)
          || (requestTimeout > 0 && time - parser.began > requestTimeout)));
    }
  }

  Object.assign(exports, { methods, allMethods: methods, HTTPParser, ConnectionsList });
});
