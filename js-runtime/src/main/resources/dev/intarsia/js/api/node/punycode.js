(function (exports, require, module) {
  module.exports = require('bundle:punycode');
});
