(function (exports, require) {
  'use strict';
  const { Blob, File, bytesOf } = require('web:blob');
  const { coded } = require('web:errors');
  const { interfaces, pairIterator } = require('web:interfaces');
  const inspect = Symbol.for('nodejs.util.inspect.custom');

  /** The name and value of an entry from the arguments of append or set. */
  function pair([name, value, filename], method) {
    if (filename !== undefined && !(value instanceof Blob)) {
      throw new TypeError(`FormData.${method}: Expected value ("${value}") to be an instance of Blob.`);
    }
    return [`${name}`.toWellFormed(), entry(value, filename)];
  }

  function entry(value, filename) {
    if (!(value instanceof Blob)) return `${value}`.toWellFormed();
    if (value instanceof File && filename === undefined) return value;
    return new File([value], filename ?? value.name ?? 'blob', { type: value.type });
  }

  class FormData {
    #entries = [];

    constructor(form = undefined) {
      if (form !== undefined) throw new TypeError("FormData constructor: Argument 1 could not be converted to: undefined.");
    }

    static #of(form, given, method, ...names) {
      if (form === null || typeof form !== 'object' || !(#entries in form)) throw coded(TypeError, 'ERR_INVALID_THIS', 'Illegal invocation');
      if (given < names.length) {
        throw new TypeError(`FormData.${method}: ${names.length} argument${names.length === 1 ? '' : 's'} required, but${
          given > 0 ? ' only' : ''} ${given} found.`);
      }
      return form;
    }

    append(name, value) {
      FormData.#of(this, arguments.length, 'append', 'name', 'value');
      this.#entries.push(pair(arguments, 'append'));
    }

    set(name, value) {
      FormData.#of(this, arguments.length, 'set', 'name', 'value');
      const made = pair(arguments, 'set');
      const at = this.#entries.findIndex(([known]) => known === made[0]);
      if (at < 0) this.#entries.push(made);
      else this.#entries = this.#entries.filter(([known], i) => known !== made[0] || i === at).map((old, i) => (i === at ? made : old));
    }

    delete(name) {
      const key = `${FormData.#of(this, arguments.length, 'delete', 'name') && name}`.toWellFormed();
      this.#entries = this.#entries.filter(([known]) => known !== key);
    }

    get(name) {
      const key = `${FormData.#of(this, arguments.length, 'get', 'name') && name}`.toWellFormed();
      return this.#entries.find(([known]) => known === key)?.[1] ?? null;
    }

    getAll(name) {
      const key = `${FormData.#of(this, arguments.length, 'getAll', 'name') && name}`.toWellFormed();
      return this.#entries.filter(([known]) => known === key).map(([, value]) => value);
    }

    has(name) {
      const key = `${FormData.#of(this, arguments.length, 'has', 'name') && name}`.toWellFormed();
      return this.#entries.some(([known]) => known === key);
    }

    entries() { return iterator(FormData.#of(this), 'entries'); }
    keys() { return iterator(FormData.#of(this), 'keys'); }
    values() { return iterator(FormData.#of(this), 'values'); }

    forEach(callback, thisArg = undefined) {
      FormData.#of(this, arguments.length, 'forEach', 'callback');
      if (typeof callback !== 'function') {
        throw new TypeError("Failed to execute 'forEach' on 'FormData': parameter 1 is not of type 'Function'.");
      }
      for (const [name, value] of iterator(this, 'entries')) callback.call(thisArg, value, name, this);
    }

    [inspect](depth, options, format) { return `FormData ${format(Object.fromEntries(this.#entries), options)}`; }

    static at(form, index) { return form.#entries[index]; }
  }
  const iterator = pairIterator('FormData', FormData.at);
  delete FormData.at;
  interfaces(FormData);
  Object.defineProperty(FormData.prototype, Symbol.iterator, { value: FormData.prototype.entries, writable: true, configurable: true });

  function quote(text) {
    return text.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');
  }

  /** The body of multipart/form-data. */
  function encode(form, boundary) {
    const parts = [];
    for (const [name, value] of form) {
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quote(name.replace(/\r?\n|\r/g, '\r\n'))}"`;
      if (typeof value === 'string') {
        parts.push(`${head}\r\n\r\n${value.replace(/\r?\n|\r/g, '\r\n')}\r\n`);
      } else {
        parts.push(`${head}; filename="${quote(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`,
          value, '\r\n');
      }
    }
    return bytesOf(new Blob([...parts, `--${boundary}--\r\n`]));
  }

  /** A form from the body of multipart/form-data. */
  function decode(bytes, boundary) {
    const { Buffer } = require('node:buffer');
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const utf8 = (part) => Buffer.from(part, 'latin1').toString();
    const form = new FormData();
    const parts = `\r\n${text}`.split(`\r\n--${boundary}`);
    if (parts.length < 2) throw new TypeError('Failed to parse body as FormData.');
    let ended = false;
    for (const part of parts.slice(1)) {
      ended = part.startsWith('--');
      if (ended) break;
      const at = part.indexOf('\r\n\r\n');
      const head = utf8(part.slice(0, at));
      const name = /;\s*name="([^"]*)"/i.exec(head)?.[1];
      if (at < 0 || name === undefined) throw new TypeError('Failed to parse body as FormData.');
      const decodeName = (value) => value.replace(/%0a/gi, '\n').replace(/%0d/gi, '\r').replace(/%22/g, '"');
      const filename = /;\s*filename="([^"]*)"/i.exec(head)?.[1];
      const sent = part.slice(at + 4);
      const body = /^content-transfer-encoding:\s*base64\s*$/im.test(head) ? Buffer.from(sent, 'base64').toString('latin1') : sent;
      if (filename === undefined) form.append(decodeName(name), utf8(body));
      else {
        const type = /^content-type:\s*(.+)$/im.exec(head)?.[1].trim() ?? 'text/plain';
        form.append(decodeName(name), new File([Buffer.from(body, 'latin1')], decodeName(filename), { type }));
      }
    }
    if (!ended) throw new TypeError('Failed to parse body as FormData.');
    return form;
  }

  Object.assign(exports, { FormData, encode, decode });
});
