(function (exports, require, module) {
  'use strict';
  const path = require('bundle:path');
  path.toNamespacedPath = (name) => name;
  path.matchesGlob = (name, pattern) => require('web:glob').matches(name, pattern);
  path.win32 = require('web:path-win32');
  path.posix = path;
  module.exports = path;
});
