// Paths of another platform: constants only.
(function (exports, require, module) {
  'use strict';
  const { notAvailable } = require('web:errors');
  exports.sep = '\\';
  exports.delimiter = ';';
  for (const name of ['basename', 'dirname', 'extname', 'format', 'isAbsolute', 'join', 'normalize', 'parse', 'relative',
    'resolve', 'toNamespacedPath', 'matchesGlob']) {
    exports[name] = () => {
      throw notAvailable(`path.win32.${name}`, 'paths are those of the worker\'s platform');
    };
  }
  exports.win32 = exports;
  Object.defineProperty(exports, 'posix', { enumerable: true, get: () => require('node:path') });
});
