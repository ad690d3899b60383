(function (exports, require, module) {
  module.exports = require('node:assert').strict;
});
