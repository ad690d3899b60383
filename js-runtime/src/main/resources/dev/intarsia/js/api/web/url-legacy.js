// url.parse and its relatives: the kept package of that name.
(function (exports, require, module) {
  module.exports = require('bundle:url');
});
