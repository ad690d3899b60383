// What a worker thread was started with.
(function (exports, require, module, native) {
  'use strict';
  const host = native('threads');
  host.data((...parts) => {
    const [workerData, environmentData] = require('thread:clone').read(...parts);
    Object.assign(exports, { workerData, environmentData });
  });
  exports.parentPort = require('web:messaging').arrive(host.parent());
});
