(function (exports, require) {
  'use strict';
  const { promisify } = require('node:util');
  const dns = require('node:dns');
  Object.assign(exports, dns, { lookup: promisify(dns.lookup) });
  delete exports.promises;
});
