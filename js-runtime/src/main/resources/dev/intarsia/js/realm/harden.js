// Closes the prototypes that all code of a realm shares: nothing can be added to them, changed or taken away. They are
// taken before any module runs and closed when all have. A name that objects often have of their own stays assignable
// on them, as an accessor: a frozen data property would forbid that too. Descriptors show
// everything as it was.
() => {
  "use strict";
  const { Object, Reflect } = globalThis;
  const { defineProperty, freeze, getOwnPropertyDescriptor, getOwnPropertyDescriptors, getOwnPropertyNames, getPrototypeOf } = Object;
  const { ownKeys } = Reflect;
  const shared = [
    Object, Function, Array, String, Number, Boolean, Symbol, BigInt, Date, RegExp, Promise, Map, Set, WeakMap, WeakSet, WeakRef,
    FinalizationRegistry, ArrayBuffer, SharedArrayBuffer, DataView, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array,
    Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, getPrototypeOf(Int8Array),
    Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError,
  ].map((constructor) => constructor.prototype);
  // What String.prototype.matchAll returns, without a regular expression to compile.
  const matches = { constructor: { [Symbol.species]: function () {} }, flags: "", [Symbol.iterator]: RegExp.prototype[Symbol.matchAll] };
  const iterators = [[], new Map(), new Set(), "", matches].map((iterable) => getPrototypeOf(iterable[Symbol.iterator]()));
  const functions = [function* () {}, async function () {}, async function* () {}].map((f) => getPrototypeOf(f));
  const hidden = [...iterators, ...functions];
  for (const { prototype } of functions) {
    for (let each = prototype; each !== undefined && each !== Object.prototype; each = getPrototypeOf(each)) hidden.push(each);
  }

  const { prototype: errors } = Error;
  const typedArrays = getPrototypeOf(Int8Array.prototype);
  const own = new Map([
    [Object.prototype, getOwnPropertyNames(Object.prototype)],
    [Function.prototype, ["toString", "bind", "call", "apply"]],
    [Array.prototype, ["toString", "push"]],
    [Date.prototype, ["toString", "valueOf", "toJSON"]],
    ...[String, Number, Boolean].map(({ prototype }) => [prototype, ["toString", "valueOf"]]),
    [Promise.prototype, ["then", "catch", "finally"]],
    [errors, ["toString"]],
    [typedArrays, getOwnPropertyNames(typedArrays)], // Buffer has its own
  ]);
  const values = new WeakMap();
  const keepAssignable = (prototype, key) => {
    const { value, writable, enumerable, configurable } = getOwnPropertyDescriptor(prototype, key) ?? {};
    if (!writable || !configurable) return;
    const get = () => value;
    values.set(get, value);
    const set = function (assigned) {
      if (this === prototype) throw new TypeError(`Cannot assign to ${key} of a prototype that all tasks share`);
      defineProperty(this, key, { value: assigned, writable: true, enumerable: true, configurable: true });
    };
    defineProperty(prototype, key, { get, set, enumerable, configurable });
  };
  const closed = new WeakSet([...shared, ...hidden]);
  const shown = (object, descriptor) => {
    if (descriptor === undefined || !closed.has(object)) return descriptor;
    const { get, set, enumerable } = descriptor;
    const kept = values.has(get);
    if (!kept && (get ?? set) !== undefined) return { get, set, enumerable, configurable: true };
    return { value: kept ? values.get(get) : descriptor.value, writable: true, enumerable, configurable: true };
  };
  const views = {
    getOwnPropertyDescriptor: (object, key) => shown(object, getOwnPropertyDescriptor(object, key)),
    getOwnPropertyDescriptors(object) {
      const all = getOwnPropertyDescriptors(object);
      for (const key of ownKeys(all)) all[key] = shown(object, all[key]);
      return all;
    },
  };
  const show = (holder, name) => defineProperty(holder, name, { value: views[name], writable: true, configurable: true });

  return () => {
    for (const prototype of shared) {
      keepAssignable(prototype, "constructor");
      own.get(prototype)?.forEach((key) => keepAssignable(prototype, key));
      if (prototype === errors || getPrototypeOf(prototype) === errors) ["name", "message"].forEach((key) => keepAssignable(prototype, key));
      freeze(prototype);
    }
    hidden.forEach(freeze);
    show(Object, "getOwnPropertyDescriptor");
    show(Object, "getOwnPropertyDescriptors");
    show(Reflect, "getOwnPropertyDescriptor");
  };
};
