// Atomics on views of mapped memory go to the host; on all others they stay the engine's. Returns the function that names a
// buffer's host object. A wait is always the host's, since the engine's threads can't wait. Runs before any task code, which may keep the functions it finds.
(sleep) => {
  "use strict";
  const { getOwnPropertyDescriptor, getPrototypeOf, defineProperty } = Object;
  const call = Function.prototype.call;
  const uncurried = (method) => call.bind(method);
  const typed = getPrototypeOf(Int8Array.prototype);
  const getter = (name) => uncurried(getOwnPropertyDescriptor(typed, name).get);
  const bufferOf = getter("buffer");
  const offsetOf = getter("byteOffset");
  const lengthOf = getter("length");
  const kindOf = getter(Symbol.toStringTag);
  const { asIntN, asUintN } = BigInt;
  const { max, trunc } = Math;
  const { isNaN } = Number;
  const Big = BigInt;
  const Num = Number;
  const Text = String;
  const OutOfRange = RangeError;
  const handles = new WeakMap();
  const find = uncurried(WeakMap.prototype.get);
  const keep = uncurried(WeakMap.prototype.set);
  const kinds = {
    __proto__: null,
    Int8Array: { bytes: 1, shown: (bits) => (bits << 24) >> 24 },
    Uint8Array: { bytes: 1, shown: (bits) => bits & 0xff },
    Int16Array: { bytes: 2, shown: (bits) => (bits << 16) >> 16 },
    Uint16Array: { bytes: 2, shown: (bits) => bits & 0xffff },
    Int32Array: { bytes: 4, shown: (bits) => bits },
    Uint32Array: { bytes: 4, shown: (bits) => bits >>> 0 },
    BigInt64Array: { bytes: 8, shown: (text) => Big(text) },
    BigUint64Array: { bytes: 8, shown: (text) => asUintN(64, Big(text)) },
  };
  const Shared = getOwnPropertyDescriptor(SharedArrayBuffer.prototype, "byteLength").get;
  const lengthInBytes = uncurried(Shared);
  let host;

  const whole = (value) => {
    const number = trunc(Num(value));
    return isNaN(number) ? 0 : number + 0;
  };
  const checked = (view, index) => {
    const at = whole(index);
    if (!(at >= 0 && at < lengthOf(view))) throw new OutOfRange("index is out of the view's range");
    return at;
  };
  const home = (view) => {
    const kind = host === undefined ? undefined : kindOf(view);
    return kind === undefined ? undefined : find(handles, bufferOf(view));
  };
  const run = (handle, name, view, kind, at, value, expected) => {
    const { bytes, shown } = kind;
    return shown(host.atomic(handle, name, bytes, offsetOf(view) + at * bytes, value, expected));
  };
  const bits = (kind, value) => (kind.bytes === 8 ? Text(asIntN(64, value)) : +value | 0);

  const made = {
    load(native) {
      return function load(view, index) {
        const handle = home(view);
        const kind = handle && kinds[kindOf(view)];
        if (!kind) return native(view, index);
        const zero = kind.bytes === 8 ? "0" : 0;
        return run(handle, "load", view, kind, checked(view, index), zero, zero);
      };
    },
    store(native) {
      return function store(view, index, value) {
        const handle = home(view);
        const kind = handle && kinds[kindOf(view)];
        if (!kind) return native(view, index, value);
        const at = checked(view, index);
        const taken = bits(kind, value);
        run(handle, "store", view, kind, at, taken, taken);
        return kind.bytes === 8 ? Big(value) : whole(value);
      };
    },
    compareExchange(native) {
      return function compareExchange(view, index, expected, replacement) {
        const handle = home(view);
        const kind = handle && kinds[kindOf(view)];
        if (!kind) return native(view, index, expected, replacement);
        const at = checked(view, index);
        const before = bits(kind, expected);
        return run(handle, "compareExchange", view, kind, at, bits(kind, replacement), before);
      };
    },
  };
  const operation = (name) => (native) =>
    ({
      [name](view, index, value) {
        const handle = home(view);
        const kind = handle && kinds[kindOf(view)];
        if (!kind) return native(view, index, value);
        const at = checked(view, index);
        const taken = bits(kind, value);
        return run(handle, name, view, kind, at, taken, taken);
      },
    })[name];
  const waitable = (view) => {
    const kind = kinds[kindOf(view)];
    const name = kind && kindOf(view);
    return name === "Int32Array" || name === "BigInt64Array" ? kind : undefined;
  };
  const isShared = (buffer) => {
    try {
      lengthInBytes(buffer);
      return true;
    } catch {
      return find(handles, buffer) !== undefined;
    }
  };
  const milliseconds = (timeout) => {
    const ms = Num(timeout);
    return isNaN(ms) ? Infinity : max(ms, 0);
  };
  made.wait = (native) =>
    function wait(view, index, value, timeout) {
      const kind = waitable(view);
      if (!kind || !isShared(bufferOf(view))) return native(view, index, value, timeout);
      const at = checked(view, index);
      const expected = bits(kind, value);
      const ms = milliseconds(timeout);
      const handle = home(view);
      if (handle) return host.wait(handle, kind.bytes, offsetOf(view) + at * kind.bytes, expected, ms);
      // Nobody but this context has the memory.
      if (bits(kind, load(view, at)) !== expected) return "not-equal";
      return sleep(ms);
    };
  made.waitAsync = (native) =>
    function waitAsync(view, index, value, timeout) {
      const kind = waitable(view);
      const handle = kind && home(view);
      if (!handle) return native(view, index, value, timeout);
      const at = checked(view, index);
      const expected = bits(kind, value);
      const ms = milliseconds(timeout);
      const begun = host.waitAsync(handle, kind.bytes, offsetOf(view) + at * kind.bytes, expected, ms);
      return typeof begun === "string" ? { async: false, value: begun } : { async: true, value: begun };
    };
  made.notify = (native) =>
    function notify(view, index, count) {
      const kind = waitable(view);
      const handle = kind && home(view);
      if (!handle) return native(view, index, count);
      const at = checked(view, index);
      const most = count === undefined ? Infinity : whole(count);
      return host.notify(handle, offsetOf(view) + at * kind.bytes, max(most, 0));
    };
  const { load } = Atomics;
  for (const name of ["add", "and", "exchange", "or", "sub", "xor"]) made[name] = operation(name);
  for (const name of Object.keys(made)) {
    defineProperty(Atomics, name, { value: made[name](Atomics[name]), writable: true, enumerable: false, configurable: true });
  }
  return (buffer, handle, functions) => {
    host = functions;
    keep(handles, buffer, handle);
  };
}
