(function (exports, require) {
  'use strict';
  const { platform } = require('web:structured-clone');
  const { invalidType, invalidValue, coded } = require('web:errors');
  const { interfaces } = require('web:interfaces');
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  const contents = new WeakMap();
  const urls = new Map();

  function part(item, endings) {
    if (item instanceof Blob) return contents.get(item);
    if (item instanceof ArrayBuffer || item instanceof SharedArrayBuffer) return new Uint8Array(item.slice(0));
    if (ArrayBuffer.isView(item)) return new Uint8Array(item.buffer.slice(item.byteOffset, item.byteOffset + item.byteLength));
    let text = `${item}`;
    if (endings === 'native') text = text.replace(/\r\n|\r/g, '\n');
    return new TextEncoder().encode(text);
  }

  class Blob {
    #type;

    constructor(parts = [], options = {}) {
      if (parts === null || typeof parts !== 'object' || typeof parts[Symbol.iterator] !== 'function') {
        throw invalidType('sources', 'a sequence', parts);
      }
      if (options !== undefined && options !== null && typeof options !== 'object' && typeof options !== 'function') {
        throw invalidType('options', 'of type object', options);
      }
      const endings = `${options?.endings ?? 'transparent'}`;
      if (endings !== 'transparent' && endings !== 'native') {
        throw invalidValue('options.endings', endings, "must be one of: 'transparent', 'native'");
      }
      const list = Array.from(parts, (item) => part(item, endings));
      const bytes = new Uint8Array(list.reduce((sum, item) => sum + item.byteLength, 0));
      let at = 0;
      for (const item of list) {
        bytes.set(item, at);
        at += item.byteLength;
      }
      contents.set(this, bytes);
      const type = `${options?.type ?? ''}`;
      this.#type = /[^\x20-\x7e]/.test(type) ? '' : type.toLowerCase();
    }

    get size() { return contents.get(this).byteLength; }
    get type() { return this.#type; }

    slice(start = 0, end = this.size, type = '') {
      const copy = new Blob([], { type });
      contents.set(copy, contents.get(this).slice(start, end));
      return copy;
    }

    async arrayBuffer() { return contents.get(this).slice().buffer; }
    async bytes() { return contents.get(this).slice(); }
    textStream() { return this.stream().pipeThrough(new TextDecoderStream()); }
    async text() { return new TextDecoder().decode(contents.get(this)); }

    stream() {
      const bytes = contents.get(this);
      let at = 0;
      return new ReadableStream({
        type: 'bytes',
        pull(controller) {
          if (at >= bytes.byteLength) {
            controller.close();
            controller.byobRequest?.respond(0);
            return;
          }
          const chunk = bytes.slice(at, at + 65536);
          at += chunk.byteLength;
          controller.enqueue(chunk);
        },
      });
    }

    [inspect](depth, options, format) {
      return `${this.constructor.name} ${format({ size: this.size, type: this.type }, options)}`;
    }
  }

  class File extends Blob {
    #name;
    #lastModified;

    constructor(parts, name, options = {}) {
      if (arguments.length < 2) {
        throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "fileBits" and "fileName" arguments must be specified');
      }
      super(parts, options);
      this.#name = `${name}`;
      this.#lastModified = options?.lastModified === undefined ? Date.now() : Number(options.lastModified) || 0;
    }

    get name() { return this.#name; }
    get lastModified() { return this.#lastModified; }

    [inspect](depth, options, format) {
      const { size, type, name, lastModified } = this;
      return `File ${format({ size, type, name, lastModified }, options)}`;
    }
  }

  interfaces(Blob, File);

  platform.set(File, (file) => new File([file], file.name, { type: file.type, lastModified: file.lastModified }));
  platform.set(Blob, (blob) => new Blob([blob], { type: blob.type }));
  Object.assign(exports, {
    Blob,
    File,
    bytesOf: (blob) => contents.get(blob),
    createObjectURL(blob) {
      const url = `blob:nodedata:${require('web:crypto').crypto.randomUUID()}`;
      urls.set(url, blob);
      return url;
    },
    revokeObjectURL: (url) => urls.delete(url),
    resolveObjectURL: (url) => urls.get(url),
  });
});
