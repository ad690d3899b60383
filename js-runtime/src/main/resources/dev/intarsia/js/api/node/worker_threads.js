(function (exports, require, module, native) {
  'use strict';
  const { MessageChannel, MessagePort } = require('web:messaging');
  const { BroadcastChannel } = require('web:broadcast');
  const { notAvailable } = require('web:errors');
  const environment = new Map();

  class AbsentWorker {
    constructor() {
      throw notAvailable('worker_threads.Worker', 'make pools with knitting\'s createPool');
    }
  }
  Object.defineProperty(AbsentWorker, 'name', { value: 'Worker' });

  const isThread = native('threads').id !== undefined && native('threads').id() > 0;
  const { workerData, parentPort } = isThread ? require('thread:seat') : { workerData: null, parentPort: null };
  if (isThread) for (const [key, value] of require('thread:seat').environmentData) environment.set(key, value);

  Object.assign(exports, {
    isMainThread: native('process').isProgram && !isThread,
    isInternalThread: false,
    parentPort,
    workerData,
    threadId: isThread ? native('threads').id() : native('process').isProgram ? 0 : 1,
    threadName: isThread ? native('threads').name() : 'intarsia',
    resourceLimits: {},
    SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
    MessageChannel, MessagePort, BroadcastChannel,
    ...require('web:marks').marks,
    moveMessagePortToContext: (port) => port,
    receiveMessageOnPort: (port) => port.receiveNow(),
    getEnvironmentData: (key) => environment.get(key),
    setEnvironmentData: (key, value) => (value === undefined ? environment.delete(key) : environment.set(key, value)),
    postMessageToThread: async () => {
      throw notAvailable('worker_threads.postMessageToThread', 'workers talk by calls only');
    },
  });
  Object.defineProperty(exports, 'environmentData', { value: environment });
  // Its module is large, and needs this one.
  if (native('threads').run === undefined) exports.Worker = AbsentWorker;
  else Object.defineProperty(exports, 'Worker', { configurable: true, enumerable: true, get: () => require('thread:worker') });
});
