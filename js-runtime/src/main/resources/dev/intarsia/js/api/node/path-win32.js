(function (exports, require, module) {
  module.exports = require('lib:path').win32;
});
