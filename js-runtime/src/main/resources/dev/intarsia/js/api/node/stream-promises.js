(function (exports, require, module) {
  module.exports = require('lib:stream/promises');
});
