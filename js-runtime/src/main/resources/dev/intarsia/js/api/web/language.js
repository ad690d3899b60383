// What the language of current Node has and this engine does not yet have.
(function (exports) {
  'use strict';

  function define(target, name, value) {
    if (!(name in target)) {
      Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
    }
  }

  function symbol(name) {
    if (!(name in Symbol)) {
      Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
    }
  }

  symbol('dispose');
  symbol('asyncDispose');

  define(Error, 'isError', {
    isError: (value) => value !== null && typeof value === 'object' && value instanceof Error,
  }.isError);

  define(Array, 'fromAsync', {
    async fromAsync(items, map, self) {
      const list = [];
      let index = 0;
      const add = async (item) => {
        list.push(map === undefined ? item : await map.call(self, item, index));
        index++;
      };
      if (items[Symbol.asyncIterator] || items[Symbol.iterator]) {
        for await (const item of items) {
          await add(item);
        }
      } else {
        for (let i = 0; i < items.length; i++) {
          await add(await items[i]);
        }
      }
      return list;
    },
  }.fromAsync);

  define(RegExp, 'escape', {
    escape(text) {
      if (typeof text !== 'string') {
        throw new TypeError('Invalid argument, string required');
      }
      const hex = (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`;
      const wide = (c) => c.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
      const named = { '\t': '\\t', '\n': '\\n', '\v': '\\v', '\f': '\\f', '\r': '\\r' };
      return text
        .replace(/^[0-9A-Za-z]/, (c) => `\u0000${c}`)
        .replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&')
        .replace(/[,\-=<>#&!%:;@~'`"]/g, hex)
        .replace(/[\t\n\v\f\r]/g, (c) => named[c])
        .replace(/ /g, '\\x20')
        .replace(/^\u0000(.)/, (_, c) => hex(c))
        .replace(/\u00a0/g, '\\xa0')
        .replace(/[\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/g, wide);
    },
  }.escape);

  if (!('dispose' in (globalThis.Iterator?.prototype ?? {})) && globalThis.Iterator) {
    define(Iterator.prototype, Symbol.dispose, {
      [Symbol.dispose]() {
        this.return?.();
      },
    }[Symbol.dispose]);
  }
});
