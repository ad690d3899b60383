(function (exports, require, module) {
  'use strict';
  const assert = require('bundle:assert');
  const { isDeepStrictEqual } = require('web:comparisons');
  delete assert.comparisons;

  function partial(actual, expected) {
    if (expected === null || typeof expected !== 'object') return Object.is(actual, expected);
    if (actual === null || typeof actual !== 'object') return false;
    if (expected instanceof Set) return actual instanceof Set && [...expected].every((item) => actual.has(item));
    if (expected instanceof Map) {
      return actual instanceof Map && [...expected].every(([key, value]) => actual.has(key) && partial(actual.get(key), value));
    }
    if (Array.isArray(expected)) {
      let from = 0;
      return Array.isArray(actual) && expected.every((item) => {
        while (from < actual.length) if (partial(actual[from++], item)) return true;
        return false;
      });
    }
    const keys = Reflect.ownKeys(expected);
    return keys.length === 0 ? isDeepStrictEqual(actual, expected) || Object.getPrototypeOf(expected) === Object.prototype
      : keys.every((key) => Object.hasOwn(actual, key) && partial(actual[key], expected[key]));
  }

  assert.partialDeepStrictEqual = function partialDeepStrictEqual(actual, expected, message) {
    if (!partial(actual, expected)) {
      if (message instanceof Error) throw message;
      throw new assert.AssertionError({ actual, expected, message: message ?? 'Expected values to be partially and strictly deep-equal',
        operator: 'partialDeepStrictEqual', stackStartFn: partialDeepStrictEqual });
    }
  };
  assert.strict.partialDeepStrictEqual = assert.partialDeepStrictEqual;
  module.exports = assert;
});
