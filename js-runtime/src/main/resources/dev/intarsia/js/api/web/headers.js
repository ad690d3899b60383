// Headers (Fetch, section 5.1), with the texts of Node's errors.
(function (exports, require) {
  'use strict';
  const { coded } = require('web:errors');
  const { interfaces, pairIterator } = require('web:interfaces');
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
  const guards = new WeakMap();

  /** A ByteString (Web IDL). */
  function byteString(value, where, argument) {
    if (typeof value === 'symbol') throw new TypeError(`${where}: ${argument} is a symbol, which cannot be converted to a ByteString.`);
    const text = `${value}`;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 255) {
        throw new TypeError(`Cannot convert argument to a ByteString because the character at index ${i} has a value of ${
          unit} which is greater than 255.`);
      }
    }
    return text;
  }

  function checkedName(text, where) {
    if (!token.test(text)) throw new TypeError(`${where}: ${text} is an invalid header name.`);
    return text.toLowerCase();
  }

  function checkedValue(given, where) {
    const text = given.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
    if (/[\0\r\n]/.test(text)) throw new TypeError(`${where}: ${text} is an invalid header value.`);
    return text;
  }

  function need(given, least, where) {
    if (given < least) {
      throw new TypeError(`${where}: ${least} argument${least === 1 ? '' : 's'} required, but${given > 0 ? ' only' : ''} ${given} found.`);
    }
  }

  class Headers {
    #map = new Map();
    #cookies = [];
    #sortedList;

    constructor(init = undefined) {
      if (init === undefined) return;
      const where = 'Headers constructor';
      if (init === null || (typeof init !== 'object' && typeof init !== 'function')) {
        throw new TypeError(`${where}: init could not be converted to: sequence<sequence<ByteString>>, record<ByteString, ByteString>.`);
      }
      const iterate = init[Symbol.iterator];
      const pairs = iterate === undefined || iterate === null ? Headers.#ofRecord(init, where) : Headers.#ofSequence(init, where);
      for (const [name, value] of pairs) this.#append(name, value, 'Headers.append');
    }

    static #ofRecord(init, where) {
      const pairs = [];
      for (const key of Reflect.ownKeys(init)) {
        const descriptor = Reflect.getOwnPropertyDescriptor(init, key);
        if (descriptor?.enumerable) pairs.push([byteString(key, where, 'key'), byteString(init[key], where, 'value')]);
      }
      return pairs;
    }

    static #ofSequence(init, where) {
      const pairs = [];
      for (const pair of init) {
        if (pair === null || (typeof pair !== 'object' && typeof pair !== 'function') || typeof pair[Symbol.iterator] !== 'function') {
          throw new TypeError(`${where}: init is not iterable.`);
        }
        const parts = Array.from(pair, (part) => byteString(part, where, 'init'));
        if (parts.length !== 2) throw new TypeError(`${where}: expected name/value pair to be length 2, found ${parts.length}.`);
        pairs.push(parts);
      }
      return pairs;
    }

    static #of(headers) {
      if (headers === null || typeof headers !== 'object' || !(#map in headers)) throw coded(TypeError, 'ERR_INVALID_THIS', 'Illegal invocation');
      return headers;
    }

    /** The name in small letters, after the checks that all methods have in common. */
    static #name(headers, given, least, method, name) {
      Headers.#of(headers);
      const where = `Headers.${method}`;
      need(given, least, where);
      return byteString(name, where, 'name');
    }

    #mutable() {
      if (guards.get(this) === 'immutable') throw new TypeError('immutable');
      this.#sortedList = undefined;
    }

    #append(name, givenValue, where) {
      const value = checkedValue(givenValue, where);
      const lower = checkedName(name, where);
      this.#mutable();
      if (lower === 'set-cookie') {
        this.#cookies.push(value);
        return;
      }
      const known = this.#map.get(lower);
      this.#map.set(lower, known === undefined ? value : `${known}${lower === 'cookie' ? '; ' : ', '}${value}`);
    }

    append(name, value) {
      const key = Headers.#name(this, arguments.length, 2, 'append', name);
      this.#append(key, byteString(value, 'Headers.append', 'value'), 'Headers.append');
    }

    delete(name) {
      const lower = checkedName(Headers.#name(this, arguments.length, 1, 'delete', name), 'Headers.delete');
      this.#mutable();
      if (lower === 'set-cookie') this.#cookies = [];
      else this.#map.delete(lower);
    }

    get(name) {
      const lower = checkedName(Headers.#name(this, arguments.length, 1, 'get', name), 'Headers.get');
      if (lower === 'set-cookie') return this.#cookies.length === 0 ? null : this.#cookies.join(', ');
      return this.#map.get(lower) ?? null;
    }

    has(name) {
      const lower = checkedName(Headers.#name(this, arguments.length, 1, 'has', name), 'Headers.has');
      return lower === 'set-cookie' ? this.#cookies.length > 0 : this.#map.has(lower);
    }

    set(name, value) {
      const key = Headers.#name(this, arguments.length, 2, 'set', name);
      const text = checkedValue(byteString(value, 'Headers.set', 'value'), 'Headers.set');
      const lower = checkedName(key, 'Headers.set');
      this.#mutable();
      if (lower === 'set-cookie') this.#cookies = [text];
      else this.#map.set(lower, text);
    }

    getSetCookie() { return [...Headers.#of(this).#cookies]; }

    #sorted() {
      this.#sortedList ??= [...this.#map, ...this.#cookies.map((cookie) => ['set-cookie', cookie])]
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      return this.#sortedList;
    }

    entries() { return iterator(Headers.#of(this), 'entries'); }
    keys() { return iterator(Headers.#of(this), 'keys'); }
    values() { return iterator(Headers.#of(this), 'values'); }

    forEach(callback, thisArg = undefined) {
      Headers.#of(this);
      need(arguments.length, 1, 'Headers.forEach');
      if (typeof callback !== 'function') {
        throw new TypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.");
      }
      for (const [name, value] of iterator(this, 'entries')) callback.call(thisArg, value, name, this);
    }

    [inspect](depth, options, format) {
      return `Headers ${format(Object.fromEntries(this.#sorted()), options)}`;
    }

    static { exports.pairAt = (headers, index) => headers.#sorted()[index]; }
  }
  const { pairAt } = exports;
  delete exports.pairAt;

  const iterator = pairIterator('Headers', pairAt);

  interfaces(Headers);
  Object.defineProperty(Headers.prototype, Symbol.iterator, { value: Headers.prototype.entries, writable: true, configurable: true });
  exports.Headers = Headers;
  exports.freeze = (headers) => {
    guards.set(headers, 'immutable');
    return headers;
  };
});
