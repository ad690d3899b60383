// Date and Intl as V8 has them: which texts are dates, zones by their long names, and plain spaces in times.
(function (exports, require) {
  'use strict';
  const NativeDate = globalThis.Date;
  const { construct, apply } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const { prototype } = NativeDate;
  const { toString, toTimeString, getTime } = prototype;
  const zones = { __proto__: null };
  const hidden = (object, name, value) => defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });

  const parse = (text) => require('web:date-text').parse(`${text}`, NativeDate);

  /** The one argument that `new Date` reads as a text. */
  function timeOf(value) {
    if (typeof value === 'string') return parse(value);
    if (value === null || typeof value !== 'object') return value;
    let ms;
    try {
      ms = apply(getTime, value, []);
    } catch {
      const primitive = primitiveOf(value);
      return typeof primitive === 'string' ? parse(primitive) : primitive;
    }
    return ms;
  }

  function primitiveOf(value) {
    const convert = value[Symbol.toPrimitive];
    if (convert != null) {
      const primitive = apply(convert, value, ['default']);
      if (primitive !== null && (typeof primitive === 'object' || typeof primitive === 'function')) {
        throw new TypeError('Cannot convert object to primitive value');
      }
      return primitive;
    }
    for (const name of ['valueOf', 'toString']) {
      const primitive = typeof value[name] === 'function' ? value[name]() : value;
      if (primitive === null || (typeof primitive !== 'object' && typeof primitive !== 'function')) return primitive;
    }
    throw new TypeError('Cannot convert object to primitive value');
  }

  function Date(...parts) {
    if (new.target === undefined) return new NativeDate().toString();
    if (parts.length === 1) parts[0] = timeOf(parts[0]);
    return construct(NativeDate, parts, new.target);
  }
  defineProperty(Date, 'length', { value: 7, configurable: true });
  defineProperty(Date, 'prototype', { value: prototype, writable: false, enumerable: false, configurable: false });
  hidden(Date, 'now', NativeDate.now);
  hidden(Date, 'UTC', NativeDate.UTC);
  hidden(Date, 'parse', { parse(text) { return parse(text); } }.parse);
  hidden(prototype, 'constructor', Date);
  hidden(globalThis, 'Date', Date);

  /** Loading the names of all zones takes long, so it happens when one is shown. */
  function zoneName(date, offset, short) {
    if (short === 'UTC' || short === 'Z') return 'Coordinated Universal Time';
    const key = `${offset} ${short}`;
    if (zones[key] === undefined) {
      const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'long' }).formatToParts(date);
      zones[key] = parts.find(({ type }) => type === 'timeZoneName')?.value ?? short;
    }
    return zones[key];
  }

  const named = (native) => function () {
    const text = apply(native, this, []);
    const at = text.indexOf(' (');
    if (at < 0) return text;
    return `${text.slice(0, at)} (${zoneName(this, text.slice(at - 5, at), text.slice(at + 2, -1))})`;
  };
  const spaced = (text) => text.replace(/\u202f/g, ' ');
  const plain = (native) => function (...args) { return spaced(apply(native, this, args)); };

  /** Puts a function in a native one's place, with its name and length. */
  function replace(object, name, make) {
    const native = object[name];
    const made = { [name](...args) { return apply(body, this, args); } }[name];
    const body = make(native);
    defineProperty(made, 'length', { value: native.length, configurable: true });
    hidden(object, name, made);
  }
  replace(prototype, 'toString', () => named(toString));
  replace(prototype, 'toTimeString', () => named(toTimeString));
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) replace(prototype, name, plain);

  function patchIntl(Intl) {
    const formats = Intl.DateTimeFormat.prototype;
    const { get } = getOwnPropertyDescriptor(formats, 'format');
    const bound = new WeakMap();
    const patched = { get format() {
      const native = apply(get, this, []);
      if (!bound.has(native)) bound.set(native, hidden((date) => spaced(native(date)), 'name', ''));
      return bound.get(native);
    } };
    defineProperty(formats, 'format', { ...getOwnPropertyDescriptor(patched, 'format'), enumerable: false });
    return Intl;
  }

  // Most modules never ask for Intl, which takes its time to load.
  const intl = getOwnPropertyDescriptor(globalThis, 'Intl');
  if (intl !== undefined) {
    defineProperty(globalThis, 'Intl', {
      configurable: true,
      enumerable: false,
      get() {
        hidden(globalThis, 'Intl', 'value' in intl ? intl.value : intl.get.call(globalThis));
        return patchIntl(globalThis.Intl);
      },
      set(value) { hidden(globalThis, 'Intl', value); },
    });
  }
});
