// Node's own module: POSIX paths, with those of Windows as `win32`.
(function (exports, require, module) {
  module.exports = require('lib:path');
});
