// url.parse and its relatives: Node's own module.
(function (exports, require, module) {
  module.exports = require('lib:url');
});
