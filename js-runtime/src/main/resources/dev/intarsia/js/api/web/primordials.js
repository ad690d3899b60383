// What Node's own library calls primordials: built-in functions by name, such as ArrayPrototypePush(array, value).
// Each is made when a module first asks for it.
(function (exports, require, module) {
  'use strict';
  const uncurry = Function.prototype.bind.bind(Function.prototype.call);
  const { getPrototypeOf, getOwnPropertyDescriptor: descriptorOf } = Object;
  const made = { __proto__: null };
  const iteratorOf = (values) => getPrototypeOf(values[Symbol.iterator]());
  const owners = {
    __proto__: null,
    TypedArray: getPrototypeOf(Uint8Array),
    AsyncIterator: { prototype: getPrototypeOf(getPrototypeOf(async function* () {}.prototype)) },
    ArrayIterator: { prototype: iteratorOf([]) },
    StringIterator: { prototype: iteratorOf('') },
  };
  const own = (name) => owners[name] ?? globalThis[name];
  const lower = (name) => name[0].toLowerCase() + name.slice(1);
  const each = (promises, map) => Array.from(promises, (promise, index) => Promise.resolve(map ? map(promise, index) : promise));

  const applyBind = Function.prototype.bind.bind(Function.prototype.apply);
  const special = {
    __proto__: null,
    ArrayOfApply: applyBind(Array.of, Array),
    ArrayPrototypePushApply: applyBind(Array.prototype.push),
    ArrayPrototypeUnshiftApply: applyBind(Array.prototype.unshift),
    MathMaxApply: applyBind(Math.max, Math),
    MathMinApply: applyBind(Math.min, Math),
    StringFromCharCodeApply: applyBind(String.fromCharCode, String),
    StringFromCodePointApply: applyBind(String.fromCodePoint, String),
    StringPrototypeConcatApply: applyBind(String.prototype.concat),
    globalThis,
    IteratorPrototype: getPrototypeOf(iteratorOf([])),
    uncurryThis: uncurry,
    applyBind,
    SafeStringPrototypeSearch: (text, pattern) => {
      pattern.lastIndex = 0;
      return pattern.exec(text)?.index ?? -1;
    },
    hardenRegExp: (pattern) => pattern,
    SafeArrayIterator: function SafeArrayIterator(values) { return values[Symbol.iterator](); },
    SafeStringIterator: function SafeStringIterator(text) { return text[Symbol.iterator](); },
    SafePromiseAll: (promises, map) => Promise.all(each(promises, map)),
    SafePromiseAllReturnArrayLike: (promises, map) => Promise.all(each(promises, map)),
    SafePromiseAllReturnVoid: (promises, map) => Promise.all(each(promises, map)).then(() => undefined),
    SafePromiseAllSettled: (promises, map) => Promise.allSettled(each(promises, map)),
    SafePromiseAllSettledReturnVoid: (promises, map) => Promise.allSettled(each(promises, map)).then(() => undefined),
    SafePromiseAny: (promises, map) => Promise.any(each(promises, map)),
    SafePromiseRace: (promises, map) => Promise.race(each(promises, map)),
    SafePromisePrototypeFinally: (promise, done) => promise.finally(done),
  };

  function ofPrototype(prototype, name) {
    if (name === '') return prototype;
    if (/^[GS]et./.test(name)) {
      const rest = name.slice(3);
      const key = rest.startsWith('Symbol') ? Symbol[lower(rest.slice(6))] : lower(rest);
      const accessor = descriptorOf(prototype, key)?.[name.slice(0, 3).toLowerCase()];
      if (accessor !== undefined) return uncurry(accessor);
    }
    const key = name.startsWith('Symbol') ? Symbol[lower(name.slice(6))] : lower(name);
    const value = prototype[key];
    return typeof value === 'function' ? uncurry(value) : value;
  }

  // The names of those whose functions are asked for, the longer before what they begin with.
  const parts = /^(FinalizationRegistry|SharedArrayBuffer|Uint8ClampedArray|AggregateError|BigUint64Array|ReferenceError|StringIterator|ArrayIterator|AsyncIterator|BigInt64Array|Float32Array|Float64Array|ArrayBuffer|SyntaxError|Uint16Array|Uint32Array|Int16Array|Int32Array|RangeError|TypedArray|Uint8Array|EvalError|Int8Array|TypeError|DataView|Function|URIError|Atomics|Boolean|Promise|Reflect|WeakMap|WeakRef|WeakSet|BigInt|Number|Object|RegExp|String|Symbol|Array|Error|Proxy|Date|JSON|Math|Map|Set)(Prototype)?(.*)$/;

  function find(name) {
    if (name in special) return special[name];
    const plain = own(name);
    if (plain !== undefined) return plain;
    if (name.startsWith('Safe') && own(name.slice(4)) !== undefined) return own(name.slice(4));
    const [, ownerName, prototype, rest] = parts.exec(name) ?? [];
    const owner = own(ownerName);
    if (owner === undefined) return undefined;
    if (prototype !== undefined) return ofPrototype(owner.prototype, rest);
    const value = rest in owner ? owner[rest] : owner[lower(rest)];
    return typeof value === 'function' && owner === Promise ? value.bind(owner) : value;
  }

  module.exports = new Proxy(made, {
    get(target, name) {
      if (!(name in target)) target[name] = find(name);
      return target[name];
    },
  });
});
