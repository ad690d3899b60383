(function (exports, require) {
  'use strict';
  const { notAvailable } = require('web:errors');
  exports.isatty = () => false;
  for (const name of ['ReadStream', 'WriteStream']) {
    exports[name] = { [name]: class {
      constructor() {
        throw notAvailable(`node:tty.${name}`, 'a worker has no terminal');
      }
    } }[name];
  }
});
