// A module of Node's own, kept in a bundle.
(function (exports, require, module) {
  'use strict';
  module.exports = require('net:library')(module.id.slice('node:'.length));
});
