(function (exports, require, module) {
  module.exports = require('web:console').console;
});
