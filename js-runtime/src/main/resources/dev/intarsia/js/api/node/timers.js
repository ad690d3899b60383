(function (exports, require) {
  'use strict';
  const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = require('web:timers');
  Object.assign(exports, { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate });
  Object.defineProperty(exports, 'promises', { enumerable: true, get: () => require('node:timers/promises') });
});
