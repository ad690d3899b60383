// Values as text, buffers and ports, to cross between realms: what structuredClone copies, written down.
(function (exports, require, module, native) {
  'use strict';
  const host = native('threads');
  const clone = require('web:structured-clone');
  const { DOMException } = require('web:dom-exception');
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const viewName = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array).prototype, Symbol.toStringTag).get;

  function refuse(value) {
    return new DOMException(`${Object.prototype.toString.call(value)} could not be cloned.`, 'DataCloneError');
  }

  class Writer {
    nodes = [];
    buffers = [];
    ports = [];
    #known = new Map();

    value(input) {
      switch (typeof input) {
        case 'undefined': return ['u'];
        case 'bigint': return ['b', `${input}`];
        case 'number': return Number.isFinite(input) && !Object.is(input, -0) ? input : ['n', Object.is(input, -0) ? '-0' : `${input}`];
        case 'object': return input === null ? null : ['r', this.#known.get(input) ?? this.#add(input)];
        default: return input;
      }
    }

    #add(input) {
      const at = this.nodes.length;
      this.#known.set(input, at);
      this.nodes.push(null);
      this.nodes[at] = this.#node(input);
      return at;
    }

    #entries(input) {
      return Object.keys(input).flatMap((key) => [key, this.value(input[key])]);
    }

    #node(input) {
      if (Array.isArray(input)) return ['A', input.length, ...this.#entries(input)];
      if (ArrayBuffer.isView(input)) {
        const name = viewName.call(input) ?? 'DataView';
        return ['V', name, this.value(input.buffer), input.byteOffset, name === 'DataView' ? input.byteLength : input.length];
      }
      if (input instanceof ArrayBuffer) {
        this.buffers.push(input);
        return ['B', this.buffers.length - 1, input.resizable ? input.maxByteLength : -1];
      }
      if (input instanceof Date) return ['D', this.value(input.getTime())];
      if (input instanceof RegExp) return ['X', input.source, input.flags];
      if (input instanceof Map) return ['M', ...[...input].flatMap(([key, item]) => [this.value(key), this.value(item)])];
      if (input instanceof Set) return ['S', ...[...input].map((item) => this.value(item))];
      if (input instanceof DOMException) return ['Z', input.message, input.name];
      if (input instanceof Error) return this.#error(input);
      for (const Box of [Boolean, Number, String, BigInt]) {
        if (input instanceof Box) return ['W', this.value(input.valueOf())];
      }
      const port = require('web:messaging').leave(input);
      if (port !== undefined) {
        this.ports.push(port);
        return ['P', this.ports.length - 1];
      }
      if (Object.getPrototypeOf(input) !== Object.prototype) throw refuse(input);
      return ['O', ...this.#entries(input)];
    }

    #error(input) {
      const name = Object.hasOwn(errors, input.name) ? input.name : 'Error';
      return ['E', name, Object.hasOwn(input, 'message') ? `${input.message}` : null, typeof input.stack === 'string' ? input.stack : null,
        Object.hasOwn(input, 'cause') ? this.value(input.cause) : null, Object.hasOwn(input, 'cause'), ...this.#entries(input)];
    }
  }

  /** Gives [text, buffers, ports]; what is transferred is gone here. */
  function write(value, transfer = []) {
    const copy = clone.structuredClone(value, { transfer });
    const writer = new Writer();
    const root = writer.value(copy);
    return [JSON.stringify([root, writer.nodes]), writer.buffers, writer.ports];
  }

  /** The value of a message whose parts are text, the number of buffers, the buffers and the ports. */
  function read(text, count = 0, ...parts) {
    const [root, nodes] = JSON.parse(text);
    const made = new Array(nodes.length);

    function value(token) {
      if (!Array.isArray(token)) return token;
      switch (token[0]) {
        case 'u': return undefined;
        case 'b': return BigInt(token[1]);
        case 'n': return Number(token[1]);
        default: return made[token[1]] ?? node(token[1]);
      }
    }

    function fill(target, entries, from) {
      for (let i = from; i < entries.length; i += 2) {
        Object.defineProperty(target, entries[i], { value: value(entries[i + 1]), writable: true, enumerable: true, configurable: true });
      }
      return target;
    }

    function buffer([, index, most]) {
      const bytes = parts[index].buffer;
      if (most < 0) return bytes;
      const copy = new ArrayBuffer(bytes.byteLength, { maxByteLength: most });
      new Uint8Array(copy).set(new Uint8Array(bytes));
      return copy;
    }

    function error(at, [, name, message, stack, cause, hasCause, ...rest]) {
      const copy = message === null ? new errors[name]() : new errors[name](message);
      made[at] = copy;
      const hidden = (key, item) => Object.defineProperty(copy, key, { value: item, writable: true, configurable: true, enumerable: false });
      if (stack !== null) hidden('stack', stack);
      if (hasCause) hidden('cause', value(cause));
      return fill(copy, rest, 0);
    }

    function node(at) {
      const entry = nodes[at];
      switch (entry[0]) {
        case 'O': return fill(made[at] = {}, entry, 1);
        case 'A': return fill(made[at] = new Array(entry[1]), entry, 2);
        case 'V': return made[at] = new globalThis[entry[1]](value(entry[2]), entry[3], entry[4]);
        case 'B': return made[at] = buffer(entry);
        case 'D': return made[at] = new Date(value(entry[1]));
        case 'X': return made[at] = new RegExp(entry[1], entry[2]);
        case 'Z': return made[at] = new DOMException(entry[1], entry[2]);
        case 'W': return made[at] = Object(value(entry[1]));
        case 'P': return made[at] = require('web:messaging').arrive(parts[count + entry[1]]);
        case 'E': return error(at, entry);
        case 'M': {
          const map = made[at] = new Map();
          for (let i = 1; i < entry.length; i += 2) map.set(value(entry[i]), value(entry[i + 1]));
          return map;
        }
        default: {
          const set = made[at] = new Set();
          for (let i = 1; i < entry.length; i++) set.add(value(entry[i]));
          return set;
        }
      }
    }

    return value(root);
  }

  /** An error that nobody caught, as text: its own properties too, as Node sends them, or else what it says. */
  function pack(error) {
    for (const attempt of [error, error instanceof Error ? Object.assign(new Error(error.message), { name: error.name, stack: error.stack }) : `${error}`]) {
      try {
        const writer = new Writer();
        const root = attempt instanceof Error ? ['r', 0] : undefined;
        if (root === undefined) return write(attempt)[0];
        const plain = {};
        for (const key of Object.keys(attempt)) plain[key] = attempt[key];
        const entries = writer.value(clone.structuredClone(plain));
        return JSON.stringify([entries, writer.nodes, [attempt.name, `${attempt.message}`, `${attempt.stack}`]]);
      } catch {
        // The next is simpler.
      }
    }
    return write('unknown error')[0];
  }

  function unpack(text) {
    const [, , head] = JSON.parse(text);
    const value = read(text);
    if (head === undefined) return value;
    const [name, message, stack] = head;
    const error = Object.hasOwn(errors, name) ? new errors[name](message) : new Error(message);
    if (!Object.hasOwn(errors, name)) Object.defineProperty(error, 'name', { value: name, writable: true, configurable: true, enumerable: false });
    Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true, enumerable: false });
    return Object.assign(error, value);
  }

  Object.assign(exports, { write, read, pack, unpack, host });
});
