(function (exports, require, module, native) {
  'use strict';
  const { MessageChannel, MessagePort } = require('web:messaging');
  const { BroadcastChannel } = require('web:broadcast');
  const { notAvailable } = require('web:errors');
  const environment = new Map();

  class Worker {
    constructor() {
      throw notAvailable('worker_threads.Worker', 'make pools with knitting\'s createPool');
    }
  }

  Object.assign(exports, {
    isMainThread: native('process').isProgram,
    isInternalThread: false,
    parentPort: null,
    workerData: null,
    threadId: native('process').isProgram ? 0 : 1,
    threadName: 'intarsia',
    resourceLimits: {},
    SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
    Worker, MessageChannel, MessagePort, BroadcastChannel,
    markAsUntransferable() {},
    isMarkedAsUntransferable: () => false,
    markAsUncloneable() {},
    moveMessagePortToContext: (port) => port,
    receiveMessageOnPort: (port) => port.receiveNow(),
    getEnvironmentData: (key) => environment.get(key),
    setEnvironmentData: (key, value) => (value === undefined ? environment.delete(key) : environment.set(key, value)),
    postMessageToThread: async () => {
      throw notAvailable('worker_threads.postMessageToThread', 'workers talk by calls only');
    },
  });
});
