// Node's own module.
(function (exports, require, module) {
  'use strict';
  require('web:channel-use').used = true;
  module.exports = require('lib:diagnostics_channel');
});
