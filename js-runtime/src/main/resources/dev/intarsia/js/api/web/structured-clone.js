(function (exports, require) {
  'use strict';
  const { DOMException } = require('web:dom-exception');
  const { isBuffer, isUncloneable, marks } = require('web:marks');
  const toString = Object.prototype.toString;
  const typedArray = Object.getPrototypeOf(Uint8Array);
  const viewName = Object.getOwnPropertyDescriptor(typedArray.prototype, Symbol.toStringTag).get;
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  /** Objects of the platform that can be cloned: class to function (object, clone). */
  const platform = new Map();
  /** Objects of the platform that can be transferred: class to function (object). */
  const transferable = new Map();

  function refuse(what) {
    return new DOMException(`${what} could not be cloned.`, 'DataCloneError');
  }

  function describe(value) {
    if (typeof value === 'symbol') return String(value);
    if (typeof value === 'function') return `${value}`;
    try {
      return `#<${value.constructor?.name ?? 'Object'}>`;
    } catch {
      return '#<Object>';
    }
  }

  function is(type, value) {
    return toString.call(value) === `[object ${type}]`;
  }

  function view(value, clone) {
    const buffer = clone(value.buffer);
    const name = viewName.call(value) ?? 'DataView';
    const length = name === 'DataView' ? value.byteLength : value.length;
    return new globalThis[name](buffer, value.byteOffset, length);
  }

  function error(value, clone) {
    const name = String(value.name);
    const Base = Object.hasOwn(errors, name) ? errors[name] : Error;
    const descriptor = Object.getOwnPropertyDescriptor(value, 'message');
    const copy = Object.create(Base.prototype);
    const made = descriptor && 'value' in descriptor ? new Error(`${descriptor.value}`) : new Error();
    Object.setPrototypeOf(made, Object.getPrototypeOf(copy));
    if (typeof value.stack === 'string') {
      Object.defineProperty(made, 'stack', { value: value.stack, writable: true, configurable: true, enumerable: false });
    }
    if (Object.hasOwn(value, 'cause')) {
      Object.defineProperty(made, 'cause', { value: clone(value.cause), writable: true, configurable: true,
        enumerable: false });
    }
    return made;
  }

  /** A copy of a buffer; one that can grow can grow as far. */
  function copyOf(buffer) {
    if (!buffer.resizable) return buffer.slice(0);
    const copy = new ArrayBuffer(buffer.byteLength, { maxByteLength: buffer.maxByteLength });
    new Uint8Array(copy).set(new Uint8Array(buffer));
    return copy;
  }

  function attempt(getter, value) {
    try {
      getter.call(value);
      return true;
    } catch {
      return false;
    }
  }

  const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get;
  const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get;
  const sharedLength = Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, 'byteLength').get;
  const dateTime = Date.prototype.getTime;
  const regexpSource = Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags').get;

  function structuredClone(value, options = undefined) {
    if (arguments.length === 0) {
      throw require('web:errors').coded(TypeError, 'ERR_MISSING_ARGS', 'The "value" argument must be specified');
    }
    if (options != null && typeof options !== 'object' && typeof options !== 'function') {
      throw require('web:errors').invalidType('options', 'of type object', options);
    }
    const seen = new Map();
    const transfer = options?.transfer == null ? [] : [...options.transfer];
    const moves = [];
    for (const item of transfer) {
      if (seen.has(item)) {
        throw new DOMException('An ArrayBuffer is listed twice', 'DataCloneError');
      }
      if (marks.isMarkedAsUntransferable(item)) throw new DOMException('Value not transferable', 'DataCloneError');
      if (item instanceof ArrayBuffer) {
        if (item.detached) throw new DOMException('An ArrayBuffer is detached and could not be cloned.', 'DataCloneError');
        moves.push(item);
        seen.set(item, copyOf(item));
        continue;
      }
      const move = [...transferable].find(([type]) => item instanceof type);
      if (move === undefined) {
        throw new DOMException('Value not transferable', 'DataCloneError');
      }
      seen.set(item, move[1](item));
    }

    function clone(input) {
      if (typeof input === 'symbol' || typeof input === 'function') throw refuse(describe(input));
      if (input === null || typeof input !== 'object') return input;
      const known = seen.get(input);
      if (known !== undefined) return known;
      if (isUncloneable(input)) throw refuse(describe(input));
      const copy = make(input);
      return copy;
    }

    function keep(input, copy) {
      seen.set(input, copy);
      return copy;
    }

    function properties(input, copy) {
      for (const key of Object.keys(input)) {
        const item = clone(input[key]);
        if (key in copy && !Object.hasOwn(copy, key)) {
          Object.defineProperty(copy, key, { value: item, writable: true, configurable: true, enumerable: true });
        } else {
          copy[key] = item;
        }
      }
      return copy;
    }

    function make(input) {
      if (Array.isArray(input)) return properties(input, keep(input, new Array(input.length)));
      const tag = toString.call(input);
      if (tag === '[object Object]' && input.constructor === Object) return properties(input, keep(input, {}));
      if (ArrayBuffer.isView(input)) return keep(input, view(input, clone));
      if (attempt(dateTime, input)) return keep(input, new Date(dateTime.call(input)));
      if (input instanceof RegExp && attempt(regexpSource, input)) {
        return keep(input, new RegExp(input.source, input.flags));
      }
      if (attempt(mapSize, input)) {
        const copy = keep(input, new Map());
        for (const [key, item] of [...Map.prototype.entries.call(input)]) copy.set(clone(key), clone(item));
        return copy;
      }
      if (attempt(setSize, input)) {
        const copy = keep(input, new Set());
        for (const item of [...Set.prototype.values.call(input)]) copy.add(clone(item));
        return copy;
      }
      if (isBuffer(input)) {
        if (input.detached) throw new DOMException('An ArrayBuffer is detached and could not be cloned.', 'DataCloneError');
        return keep(input, copyOf(input));
      }
      if (attempt(sharedLength, input)) return keep(input, input);
      return other(input, tag);
    }

    function other(input, tag) {
      if (typeof WebAssembly === 'object' && input instanceof WebAssembly.Module) return keep(input, input);
      for (const [type, copy] of platform) {
        if (input instanceof type) return keep(input, copy(input, clone));
      }
      if (input instanceof DOMException) {
        return keep(input, new DOMException(input.message, input.name));
      }
      if (input instanceof Error || is('Error', input)) return keep(input, error(input, clone));
      for (const Box of [Boolean, Number, String, BigInt]) {
        if (attempt(Box.prototype.valueOf, input)) return keep(input, Object(Box.prototype.valueOf.call(input)));
      }
      if (attempt(Symbol.prototype.valueOf, input)) throw refuse(describe(input));
      if (input instanceof Promise || input instanceof WeakMap || input instanceof WeakSet || input instanceof WeakRef
          || [...transferable].some(([type]) => input instanceof type) || /Generator\]|WeakRef|Module\]$/.test(tag)) {
        throw refuse(describe(input));
      }
      return properties(input, keep(input, {}));
    }

    const result = clone(value);
    for (const item of moves) item.transfer?.(0);
    return result;
  }

  Object.assign(exports, { structuredClone, platform, transferable });
});
