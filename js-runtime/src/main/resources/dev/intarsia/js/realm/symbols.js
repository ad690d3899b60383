// Symbol.for and Symbol.keyFor with a registry of the realm's own. The engine's belongs to all contexts of the JVM and keeps every
// key for ever: a worker that makes up keys would fill the heap of its host, and go on filling it after its end.
() => {
  "use strict";
  const { Map, Symbol, TypeError, String } = globalThis;
  const { apply, defineProperty } = Reflect;
  const { get, set } = Map.prototype;
  const symbols = new Map(); // key → symbol
  const keys = new Map(); // symbol → key

  const registry = {
    for(key) {
      const text = `${key}`;
      const known = apply(get, symbols, [text]);
      if (known !== undefined) return known;
      const made = Symbol(text);
      apply(set, symbols, [text, made]);
      apply(set, keys, [made, text]);
      return made;
    },
    keyFor(symbol) {
      if (typeof symbol !== "symbol") throw new TypeError(`${String(symbol)} is not a symbol`);
      return apply(get, keys, [symbol]);
    },
  };
  for (const name of ["for", "keyFor"]) {
    defineProperty(Symbol, name, { __proto__: null, value: registry[name], writable: true, enumerable: false, configurable: true });
  }
}
