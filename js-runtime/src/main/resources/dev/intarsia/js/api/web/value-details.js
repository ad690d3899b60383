// What a value does not tell by itself, for those who show it: a promise's state, an iterator's rest, who called.
(function (exports, require, module, native) {
  'use strict';
  const host = native('modules');
  const { describe } = host;
  const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
  const states = { pending: 0, fulfilled: 1, resolved: 1, rejected: 2 };

  /** A value that the engine shows and does not give. */
  function shown(text) {
    return { [inspectCustom]: () => text };
  }

  const words = { __proto__: null, undefined, null: null, true: true, false: false, NaN, Infinity, '-Infinity': -Infinity };

  function valueOf(text) {
    if (text in words) return words[text];
    if (/^-?\d+n$/.test(text)) return BigInt(text.slice(0, -1));
    if (/^-?[\d.]+(?:e[+-]?\d+)?$/.test(text)) return Number(text);
    const string = /^"([^]*)"$/.exec(text);
    return string !== null ? string[1].replace(/\\(["\\])/g, '$1') : shown(text);
  }

  /** State and value of a promise, as far as the engine shows them. */
  function getPromiseDetails(promise) {
    const found = /\[\[PromiseStatus\]\]: ?"(\w+)"(?:, \[\[PromiseValue\]\]: ?([^]*))?\}$/.exec(describe(promise));
    if (found === null || states[found[1]] === 0) return [0, undefined];
    return [states[found[1]], valueOf(found[2] ?? 'undefined')];
  }

  /**
   * What an iterator of a Map or Set has left. Looking takes it, so the iterator gives it again afterwards, from a `next` of its own.
   */
  function previewEntries(iterator, asIterator) {
    if (!asIterator || Object.isFrozen(iterator)) return asIterator ? [[], false] : [];
    const next = iterator.next;
    const rest = [];
    for (let step = Reflect.apply(next, iterator, []); !step.done; step = Reflect.apply(next, iterator, [])) rest.push(step.value);
    let at = 0;
    Object.defineProperty(iterator, 'next', { configurable: true, writable: true, enumerable: false, value: function next() {
      return at < rest.length ? { value: rest[at++], done: false } : { value: undefined, done: true };
    } });
    const pairs = rest.length > 0 && rest.every((item) => Array.isArray(item) && item.length === 2);
    return [pairs ? rest.flat(1) : rest, pairs];
  }

  function getCallSites(count) {
    const { prepareStackTrace, stackTraceLimit } = Error;
    try {
      Error.stackTraceLimit = count + 20;
      Error.prepareStackTrace = (_, sites) => sites;
      const holder = {};
      Error.captureStackTrace(holder); // shows no frames of the runtime's own
      return holder.stack.slice(0, count).map((site) => ({ functionName: site.getFunctionName() ?? '', scriptId: '0',
        scriptName: site.getFileName() ?? '', lineNumber: site.getLineNumber(), columnNumber: site.getColumnNumber(), column: site.getColumnNumber() }));
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
      Error.prepareStackTrace = prepareStackTrace;
    }
  }

  /** The file of the innermost frame that is not the runtime's own; empty where there is none. */
  exports.callerFile = () => /^\s+at .*?((?:file:\/\/)?\/[^\n]*|[a-zA-Z]:\\[^\n]*)/m.exec(new Error().stack)?.[1] ?? '';

  /** The first line of the call that left the program's own code; empty where its source is unknown. */
  exports.callText = () => host.callText().split('\n', 1)[0];

  const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
  const empty = /[\p{Cc}\p{Mn}\p{Me}\u200b-\u200f\ufe0f]/u;

  /** Columns of a terminal. */
  exports.widthOf = (text) => {
    let width = 0;
    for (const character of text) width += empty.test(character) ? 0 : wide.test(character) ? 2 : 1;
    return width;
  };

  /** As V8 defines properties that load what they stand for. */
  function defineLazyProperties(target, id, names, enumerable = true) {
    for (const name of names) {
      const set = (value) => Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable });
      Object.defineProperty(target, name, { configurable: true, enumerable, set,
        get() {
          const value = require('web:node-lib').require(id)[name];
          set(value);
          return value;
        } });
    }
  }

  Object.assign(exports, {
    getPromiseDetails, previewEntries, getCallSites, defineLazyProperties,
    getProxyDetails: () => undefined,
    getExternalValue: () => 0n,
    getConstructorName: (value) => Object.prototype.toString.call(value).slice(8, -1),
    constructSharedArrayBuffer: (length) => new SharedArrayBuffer(length),
    guessHandleType: () => 'UNKNOWN',
  });
});
