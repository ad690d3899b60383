(function (exports, require, module, native) {
  'use strict';

  class Navigator {
    get hardwareConcurrency() { return native('process').processors; }
    get language() { return 'en-US'; }
    get languages() { return Object.freeze(['en-US']); }
    get platform() { return native('process').platform; }
    get userAgent() { return 'Node.js/24'; }
  }
  exports.Navigator = Navigator;
  exports.navigator = new Navigator();
});
