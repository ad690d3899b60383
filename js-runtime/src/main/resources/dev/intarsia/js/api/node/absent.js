// Modules that load, and whose functions throw by name when they are called.
(function (exports, require, module) {
  'use strict';
  const { notAvailable } = require('web:errors');
  const id = module.id;
  const network = 'use fetch, which the permission "net" allows';
  const processes = 'a worker starts no processes';
  const terminal = 'a worker has no terminal';
  const modules = {
    child_process: [processes, 'exec execFile execFileSync execSync fork spawn spawnSync', 'ChildProcess'],
    cluster: [processes, 'fork setupPrimary setupMaster disconnect', 'Worker'],
    dgram: [network, 'createSocket', 'Socket'],
    dns: [network, 'lookup lookupService resolve resolve4 resolve6 resolveAny resolveCname resolveMx resolveNs resolvePtr '
      + 'resolveSrv resolveTxt reverse setServers getServers setDefaultResultOrder', 'Resolver'],
    'dns/promises': [network, 'lookup lookupService resolve resolve4 resolve6 resolveAny resolveCname resolveMx resolveNs '
      + 'resolveTxt reverse setServers getServers', 'Resolver'],
    domain: ['it is deprecated', 'create createDomain', 'Domain'],
    http: [network, 'createServer get request setMaxIdleHTTPParsers', 'Agent ClientRequest Server ServerResponse IncomingMessage '
      + 'OutgoingMessage'],
    http2: [network, 'connect createServer createSecureServer', 'Http2ServerRequest Http2ServerResponse'],
    https: [network, 'createServer get request', 'Agent Server'],
    inspector: ['it has no inspector', 'open close url waitForDebugger', 'Session'],
    'inspector/promises': ['it has no inspector', 'open close url waitForDebugger', 'Session'],
    net: [network, 'connect createConnection createServer', 'Socket Server Stream BlockList SocketAddress'],
    readline: [terminal, 'createInterface clearLine clearScreenDown cursorTo moveCursor emitKeypressEvents', 'Interface'],
    'readline/promises': [terminal, 'createInterface', 'Interface Readline'],
    repl: [terminal, 'start', 'REPLServer'],
    tls: [network, 'connect createServer createSecureContext checkServerIdentity', 'TLSSocket Server'],
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
  if (id === 'node:http') {
    exports.METHODS = ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'];
    exports.STATUS_CODES = require('web:status-codes');
    exports.globalAgent = {};
    exports.maxHeaderSize = 16384;
    exports.validateHeaderName = () => {};
    exports.validateHeaderValue = () => {};
  }
  if (id === 'node:https') exports.globalAgent = {};
  if (id === 'node:http2') exports.constants = {};
  if (id === 'node:net') {
    const v4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
    exports.isIPv4 = (text) => v4.test(`${text}`) && !/(?:^|\.)0\d/.test(text);
    exports.isIPv6 = (text) => {
      const plain = `${text}`.replace(/%[\w.]+$/, '');
      return /^[0-9a-f:.]+$/i.test(plain) && plain.includes(':') && URL.canParse(`http://[${plain}]/`);
    };
    exports.isIP = (text) => (exports.isIPv4(text) ? 4 : exports.isIPv6(text) ? 6 : 0);
  }
  if (id === 'node:cluster') Object.assign(exports, { isMaster: false, isPrimary: false, isWorker: false, workers: {} });
  if (id === 'node:tls') exports.DEFAULT_MIN_VERSION = 'TLSv1.2';
  if (id === 'node:dns') {
    Object.defineProperty(exports, 'promises', { enumerable: true, get: () => require('node:dns/promises') });
  }
  if (id === 'node:readline') {
    Object.defineProperty(exports, 'promises', { enumerable: true, get: () => require('node:readline/promises') });
  }
});
