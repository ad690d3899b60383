// Node's own module, over web:fs-binding. realpath asks the host at once: walking the folders would need the permission to read them.
(function (exports, require, module) {
  'use strict';
  const fs = require('lib:fs');
  module.exports = fs;
  const { realpath, realpathSync } = fs;
  const asked = (path, ...rest) => realpath.native(path, ...rest);
  const askedSync = (path, options) => realpathSync.native(path, options);
  Object.defineProperty(asked, 'name', { value: 'realpath' });
  Object.defineProperty(askedSync, 'name', { value: 'realpathSync' });
  fs.realpath = Object.assign(asked, { native: realpath.native });
  fs.realpathSync = Object.assign(askedSync, { native: realpathSync.native });
});
