(function (exports, require, module) {
  module.exports = require('node:stream').PassThrough;
});
