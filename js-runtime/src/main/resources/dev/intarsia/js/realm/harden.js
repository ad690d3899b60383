// Closes the prototypes that all code of a realm shares: nothing can be added to them, changed or taken away. Modules may
// extend them while they load; they are closed when all modules have run, and a class that is made later is closed at once.
//
// A frozen data property would also forbid objects to have a property of that name of their own (`map.get = …`), as an
// assignment asks the prototype first. So every data property becomes an accessor: reading gives the value, assigning makes
// the property that a plain assignment makes, on the object assigned to. Descriptors show everything as it was.
// Intrinsics are taken before any module runs; nothing here calls what a module can replace.
(closing) => {
  "use strict";
  const { Object, Reflect, WeakMap, TypeError } = globalThis;
  const { create, defineProperty, getOwnPropertyDescriptor, getOwnPropertyDescriptors, getPrototypeOf, preventExtensions } = Object;
  const { apply, ownKeys, set: assign } = Reflect;
  const { get: mapGet, has: mapHas, set: mapSet } = WeakMap.prototype;
  const blank = create(null); // Assigning to a property that it has not: OrdinarySet with the receiver alone.
  const values = new WeakMap(); // getter → the value it stands for
  const closed = new WeakMap(); // prototype → true
  let done = false;
  // What all generators inherit from stays data: they are resumed more often than any is given a `next` of its own.
  const { prototype: generators } = getPrototypeOf(function* () {});
  const { prototype: asyncGenerators } = getPrototypeOf(async function* () {});

  const accessor = (prototype, key, value, enumerable) => {
    const get = () => value;
    apply(mapSet, values, [get, value]);
    const set = function (assigned) {
      if (!assign(blank, key, assigned, this)) {
        throw new TypeError(`Cannot assign to property '${typeof key === "symbol" ? "[symbol]" : key}' of what can't be changed: ` +
          "the prototypes of the language are closed to tasks, frozen objects to all");
      }
    };
    defineProperty(prototype, key, { __proto__: null, get, set, enumerable, configurable: false });
  };
  const close = (prototype) => {
    if (apply(mapHas, closed, [prototype])) return;
    apply(mapSet, closed, [prototype, true]);
    const keys = ownKeys(prototype);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      const { value, writable, enumerable, configurable } = getOwnPropertyDescriptor(prototype, key);
      if (!configurable) continue; // `length` of Array.prototype: ticks.js puts it back
      if (writable && prototype !== generators && prototype !== asyncGenerators) accessor(prototype, key, value, enumerable);
      else if (writable) defineProperty(prototype, key, { __proto__: null, writable: false, configurable: false });
      else defineProperty(prototype, key, { __proto__: null, configurable: false });
    }
    preventExtensions(prototype);
  };
  // A prototype and those it inherits from.
  const closeChain = (prototype) => {
    for (let each = prototype; each !== null && each !== undefined; each = getPrototypeOf(each)) close(each);
  };

  const shown = (object, descriptor) => {
    if (descriptor === undefined || !apply(mapHas, closed, [object])) return descriptor;
    const { get, set, value, writable, enumerable } = descriptor;
    if (get !== undefined && apply(mapHas, values, [get])) return { value: apply(mapGet, values, [get]), writable: true, enumerable, configurable: true };
    return writable === undefined ? { get, set, enumerable, configurable: true } : { value, writable, enumerable, configurable: true };
  };
  const views = {
    getOwnPropertyDescriptor: (object, key) => shown(object, getOwnPropertyDescriptor(object, key)),
    getOwnPropertyDescriptors(object) {
      const all = getOwnPropertyDescriptors(object);
      const keys = ownKeys(all);
      for (let i = 0; i < keys.length; i++) all[keys[i]] = shown(object, all[keys[i]]);
      return all;
    },
  };
  const show = (holder, name) => defineProperty(holder, name, { __proto__: null, value: views[name], writable: true, configurable: true });

  // What String.prototype.matchAll returns, without a regular expression to compile.
  const matches = { constructor: { [Symbol.species]: function () {} }, flags: "", [Symbol.iterator]: RegExp.prototype[Symbol.matchAll] };
  const hidden = () => {
    const iterators = [[], new Map(), new Set(), "", matches].map((iterable) => getPrototypeOf(iterable[Symbol.iterator]()));
    const makers = [function* () {}, async function () {}, async function* () {}].map((f) => getPrototypeOf(f));
    return [...iterators, ...makers, ...makers.map(({ prototype }) => prototype)];
  };
  const shared = [
    Object, Function, Array, String, Number, Boolean, Symbol, BigInt, Date, RegExp, Promise, Map, Set, WeakMap, WeakSet, WeakRef,
    FinalizationRegistry, ArrayBuffer, SharedArrayBuffer, DataView, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array,
    Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array,
    Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError, globalThis.Float16Array,
  ];
  const pending = { __proto__: null };
  let count = 0;
  const add = (prototype) => {
    if (done) closeChain(prototype);
    else pending[count++] = prototype;
  };
  for (const constructor of shared) if (constructor !== undefined) add(constructor.prototype);
  for (const prototype of hidden()) add(prototype);

  // From the start: modules take these functions while they load, and look through them when the prototypes are closed.
  if (closing) {
    show(Object, "getOwnPropertyDescriptor");
    show(Object, "getOwnPropertyDescriptors");
    show(Reflect, "getOwnPropertyDescriptor");
  }

  return {
    /** Closes a class's prototype with the others: now, if those are closed. */
    add(constructor) {
      if (closing && typeof constructor === "function" && constructor.prototype) add(constructor.prototype);
    },
    close() {
      if (!closing) return;
      done = true;
      for (let i = 0; i < count; i++) closeChain(pending[i]);
    },
  };
};
