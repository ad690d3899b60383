(function (exports, require, module) {
  module.exports = require('lib:zlib');
});
