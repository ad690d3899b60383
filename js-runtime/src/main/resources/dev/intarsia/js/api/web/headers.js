(function (exports) {
  'use strict';
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
  const guards = new WeakMap();

  function name(value) {
    const text = `${value}`;
    if (!token.test(text)) throw new TypeError(`Headers.append: ${text} is an invalid header name.`);
    return text.toLowerCase();
  }

  function content(value) {
    const text = `${value}`.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
    if (/[\0\r\n]|[^\x00-\xff]/.test(text)) throw new TypeError(`Headers.append: ${text} is an invalid header value.`);
    return text;
  }

  class Headers {
    #map = new Map();
    #cookies = [];

    constructor(init = undefined) {
      if (init == null) {
        if (init === null) throw new TypeError('Headers constructor: init was null');
        return;
      }
      if (typeof init !== 'object' && typeof init !== 'function') {
        throw new TypeError("Headers constructor: init could not be converted to headers");
      }
      if (typeof init[Symbol.iterator] === 'function') {
        for (const pair of init) {
          const [key, value, ...more] = [...pair];
          if (value === undefined || more.length > 0) throw new TypeError('Headers constructor: expected name/value pair to be length 2');
          this.append(key, value);
        }
      } else {
        for (const key of Reflect.ownKeys(init)) {
          if (Object.getOwnPropertyDescriptor(init, key).enumerable) this.append(key, init[key]);
        }
      }
    }

    #check() {
      if (guards.get(this) === 'immutable') throw new TypeError('immutable');
    }

    append(key, value) {
      const lower = name(key);
      const text = content(value);
      this.#check();
      if (lower === 'set-cookie') {
        this.#cookies.push(text);
        return;
      }
      const known = this.#map.get(lower);
      this.#map.set(lower, known === undefined ? text : `${known}${lower === 'cookie' ? '; ' : ', '}${text}`);
    }

    set(key, value) {
      const lower = name(key);
      const text = content(value);
      this.#check();
      if (lower === 'set-cookie') this.#cookies = [text];
      else this.#map.set(lower, text);
    }

    delete(key) {
      const lower = name(key);
      this.#check();
      if (lower === 'set-cookie') this.#cookies = [];
      else this.#map.delete(lower);
    }

    get(key) {
      const lower = name(key);
      if (lower === 'set-cookie') return this.#cookies.length === 0 ? null : this.#cookies.join(', ');
      return this.#map.get(lower) ?? null;
    }

    has(key) {
      const lower = name(key);
      return lower === 'set-cookie' ? this.#cookies.length > 0 : this.#map.has(lower);
    }

    getSetCookie() { return [...this.#cookies]; }

    #sorted() {
      return [...this.#map, ...this.#cookies.map((cookie) => ['set-cookie', cookie])]
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    }

    * entries() { yield* this.#sorted(); }
    * keys() { for (const [key] of this.#sorted()) yield key; }
    * values() { for (const [, value] of this.#sorted()) yield value; }
    forEach(callback, self) { for (const [key, value] of this.#sorted()) callback.call(self, value, key, this); }
    [Symbol.iterator]() { return this.entries(); }

    [inspect](depth, options, format) {
      return `Headers ${format(Object.fromEntries(this.#sorted()), options)}`;
    }

    get [Symbol.toStringTag]() { return 'Headers'; }
  }
  for (const key of ['append', 'set', 'delete', 'get', 'has', 'getSetCookie', 'entries', 'keys', 'values', 'forEach']) {
    Object.defineProperty(Headers.prototype, key, { enumerable: true });
  }
  exports.Headers = Headers;
  exports.freeze = (headers) => {
    guards.set(headers, 'immutable');
    return headers;
  };
});
