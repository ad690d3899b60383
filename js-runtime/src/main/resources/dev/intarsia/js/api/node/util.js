// Node's own module, whose inspect is the real one instead of what loads that at the first call.
(function (exports, require, module) {
  'use strict';
  const util = require('lib:util');
  const { inspect, format, formatWithOptions, stripVTControlCharacters } = require('lib:internal/util/inspect');
  const abort = require('web:abort-helpers');
  for (const name of ['TextDecoder', 'TextEncoder', 'transferableAbortSignal', 'transferableAbortController', 'aborted', 'setTraceSigInt']) delete util[name];
  Object.assign(util, { inspect, format, formatWithOptions, stripVTControlCharacters, ...abort,
    getCallSites: (count = 10) => {
      require('web:validators').integer(typeof count === 'object' ? 10 : count, 'frameCount', 1, 200);
      return require('web:value-details').getCallSites(typeof count === 'object' ? 10 : count);
    },
    setTraceSigInt() {} });
  for (const [name, make] of [['TextEncoder', () => globalThis.TextEncoder], ['TextDecoder', () => require('web:text-encoding').TextDecoder]]) {
    Object.defineProperty(util, name, { enumerable: true, configurable: true, get: make });
  }
  module.exports = util;
});
