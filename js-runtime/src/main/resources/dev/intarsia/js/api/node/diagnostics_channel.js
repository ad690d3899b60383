// Node's own module.
(function (exports, require, module) {
  'use strict';
  require('web:console-use').channels = true;
  module.exports = require('lib:diagnostics_channel');
});
