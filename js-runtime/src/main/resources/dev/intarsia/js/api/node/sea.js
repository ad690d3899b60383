// Single executable applications: this is none.
(function (exports, require) {
  'use strict';
  const { coded } = require('web:errors');
  exports.isSea = () => false;
  for (const name of ['getAsset', 'getRawAsset', 'getAssetAsBlob', 'getAssetKeys']) {
    exports[name] = { [name]() {
      throw coded(Error, 'ERR_NOT_IN_SINGLE_EXECUTABLE_APPLICATION', 'Operation cannot be invoked when not in a single-executable application');
    } }[name];
  }
});
