// Modules that load, and whose functions throw by name when they are called.
(function (exports, require, module) {
  'use strict';
  const { notAvailable } = require('web:errors');
  const id = module.id;
  const network = 'use fetch, which the permission "net" allows';
  const processes = 'a worker starts no processes';
  const tests = 'run tests with Node';
  const terminal = 'a worker has no terminal';
  const modules = {
    cluster: [processes, 'fork setupPrimary setupMaster disconnect', 'Worker'],
    dgram: [network, 'createSocket', 'Socket'],
    domain: ['it is deprecated', 'create createDomain', 'Domain'],
    http2: [network, 'connect createServer createSecureServer', 'Http2ServerRequest Http2ServerResponse'],
    inspector: ['it has no inspector', 'open close url waitForDebugger', 'Session'],
    'inspector/promises': ['it has no inspector', 'open close url waitForDebugger', 'Session'],
    repl: [terminal, 'start', 'REPLServer'],
    sqlite: ['it has no database', 'backup', 'DatabaseSync StatementSync Session'],
    'test/reporters': [tests, 'dot junit spec tap lcov', ''],
    trace_events: ['it has no tracing', 'createTracing getEnabledCategories', ''],
    wasi: ['WebAssembly runs without system calls', '', 'WASI'],
  };
  const [reason, functions, classes] = modules[id.slice('node:'.length)];

  for (const name of functions.split(' ').filter(Boolean)) {
    exports[name] = { [name]() {
      throw notAvailable(`${id}.${name}`, reason);
    } }[name];
  }
  const { EventEmitter } = require('node:events');
  for (const name of classes.split(' ').filter(Boolean)) {
    exports[name] = { [name]: class extends EventEmitter {
      constructor() {
        super();
        throw notAvailable(`${id}.${name}`, reason);
      }
    } }[name];
  }
  if (id === 'node:http2') exports.constants = {};
  if (id === 'node:cluster') Object.assign(exports, { isMaster: false, isPrimary: false, isWorker: false, workers: {} });
});
