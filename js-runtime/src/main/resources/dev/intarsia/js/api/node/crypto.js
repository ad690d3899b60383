// Node's own module, over web:crypto-binding.
(function (exports, require, module) {
  'use strict';
  module.exports = require('lib:crypto');
});
