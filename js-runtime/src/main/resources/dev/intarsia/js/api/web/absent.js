(function (exports, require) {
  'use strict';
  const { notAvailable } = require('web:errors');
  for (const name of ['WebSocket', 'EventSource']) {
    exports[name] = { [name]: class {
      constructor() {
        throw notAvailable(name, 'a worker keeps no connections; use fetch');
      }
    } }[name];
  }
});
