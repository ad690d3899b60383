// The slots of key objects, kept apart so that asking whether a value is a key loads no cryptography.
(function (exports) {
  'use strict';
  exports.objectSlots = new WeakMap();
  exports.keySlots = new WeakMap();
});
