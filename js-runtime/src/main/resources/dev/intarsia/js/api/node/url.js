// Node's own module; URLPattern loads when it is asked for.
(function (exports, require, module) {
  'use strict';
  require('web:url');
  const url = require('lib:url');
  Object.defineProperty(url, 'URLPattern', { enumerable: true, configurable: true, get: () => globalThis.URLPattern });
  module.exports = url;
});
