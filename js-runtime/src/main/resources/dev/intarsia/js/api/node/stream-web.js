(function (exports, require) {
  Object.assign(exports, require('web:streams'), require('web:stream-codecs'));
});
