(function (exports, require) {
  'use strict';
  const { Blob, File, bytesOf } = require('web:blob');
  const inspect = Symbol.for('nodejs.util.inspect.custom');

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

    append(name, value, filename) { this.#entries.push([`${name}`.toWellFormed(), entry(value, filename)]); }

    set(name, value, filename) {
      const pair = [`${name}`.toWellFormed(), entry(value, filename)];
      const at = this.#entries.findIndex(([known]) => known === pair[0]);
      if (at < 0) this.#entries.push(pair);
      else this.#entries = this.#entries.filter(([known], i) => known !== pair[0] || i === at).map((old, i) => (i === at ? pair : old));
    }

    delete(name) { this.#entries = this.#entries.filter(([known]) => known !== `${name}`); }
    get(name) { return this.#entries.find(([known]) => known === `${name}`)?.[1] ?? null; }
    getAll(name) { return this.#entries.filter(([known]) => known === `${name}`).map(([, value]) => value); }
    has(name) { return this.#entries.some(([known]) => known === `${name}`); }
    * entries() { yield* this.#entries.map((pair) => [...pair]); }
    * keys() { for (const [name] of this.#entries) yield name; }
    * values() { for (const [, value] of this.#entries) yield value; }
    forEach(callback, self) { for (const [name, value] of this.#entries) callback.call(self, value, name, this); }
    [Symbol.iterator]() { return this.entries(); }
    [inspect](depth, options, format) { return `FormData ${format(Object.fromEntries(this.#entries), options)}`; }
    get [Symbol.toStringTag]() { return 'FormData'; }
  }

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
    for (const part of parts.slice(1)) {
      if (part.startsWith('--')) break;
      const at = part.indexOf('\r\n\r\n');
      const head = utf8(part.slice(0, at));
      const name = /;\s*name="([^"]*)"/i.exec(head)?.[1];
      if (at < 0 || name === undefined) throw new TypeError('Failed to parse body as FormData.');
      const decodeName = (value) => value.replace(/%0A/g, '\n').replace(/%0D/g, '\r').replace(/%22/g, '"');
      const filename = /;\s*filename="([^"]*)"/i.exec(head)?.[1];
      const body = part.slice(at + 4);
      if (filename === undefined) form.append(decodeName(name), utf8(body));
      else {
        const type = /^content-type:\s*(.+)$/im.exec(head)?.[1].trim() ?? 'text/plain';
        form.append(decodeName(name), new File([Buffer.from(body, 'latin1')], decodeName(filename), { type }));
      }
    }
    return form;
  }

  Object.assign(exports, { FormData, encode, decode });
});
