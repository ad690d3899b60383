(function (exports, require, module, native) {
  'use strict';

  const { interfaces, illegalConstructor } = require('web:interfaces');
  const secret = Symbol('navigator');

  class Navigator {
    constructor(key = undefined) {
      if (key !== secret) throw illegalConstructor();
    }

    get hardwareConcurrency() { return native('process').processors; }
    get language() { return 'en-US'; }
    get languages() { return Object.freeze(['en-US']); }
    get platform() { return native('process').platform; }
    get userAgent() { return 'Node.js/24'; }
  }
  interfaces(Navigator);
  exports.Navigator = Navigator;
  exports.navigator = new Navigator(secret);
});
