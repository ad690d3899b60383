(function (exports, require, module) {
  module.exports = require('lib:internal/fs/promises').exports;
});
