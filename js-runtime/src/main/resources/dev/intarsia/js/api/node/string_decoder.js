(function (exports, require, module) {
  module.exports = require('lib:string_decoder');
});
