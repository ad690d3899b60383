(function (exports, require) {
  exports.StringDecoder = require('bundle:string-decoder').StringDecoder;
});
