// Whether diagnostics channels were asked for: the console then says what it prints.
(function (exports) {
  'use strict';
  exports.used = false;
});
