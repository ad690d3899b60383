(function (exports, require, module, native) {
  'use strict';
  const host = native('process');
  const process = require('node:process');
  const { signals } = require('web:signals');
  const uv = require('net:uv');
  const errno = Object.fromEntries([...uv.getErrorMap()].filter(([number]) => number > -1000).map(([number, [name]]) => [name, -number]));

  Object.assign(exports, {
    EOL: '\n',
    devNull: '/dev/null',
    arch: () => process.arch,
    platform: () => process.platform,
    type: () => ({ linux: 'Linux', darwin: 'Darwin', win32: 'Windows_NT' })[process.platform],
    release: () => '0.0.0',
    version: () => '',
    machine: () => ({ x64: 'x86_64' })[process.arch] ?? process.arch,
    endianness: () => 'LE',
    hostname: () => 'localhost',
    homedir: () => '/',
    tmpdir: () => '/tmp',
    cpus: () => Array.from({ length: host.processors }, () => ({ model: 'unknown', speed: 0,
      times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } })),
    availableParallelism: () => host.processors,
    totalmem: () => host.memory()[0] + host.memory()[2],
    freemem: () => host.memory()[2],
    loadavg: () => [0, 0, 0],
    uptime: () => process.uptime(),
    networkInterfaces: () => ({}),
    userInfo: () => ({ uid: host.uid(), gid: host.gid(), username: 'worker', homedir: '/', shell: null }),
    getPriority: () => 0,
    setPriority() {},
    constants: Object.freeze({ UV_UDP_REUSEADDR: 4, dlopen: Object.freeze({}), errno: Object.freeze(errno),
      signals: Object.freeze(signals), priority: Object.freeze({ PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10,
        PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 }) }),
  });
  for (const name of ['hostname', 'homedir', 'tmpdir', 'arch', 'platform', 'type', 'release', 'endianness', 'uptime',
    'totalmem', 'freemem', 'machine', 'version', 'availableParallelism']) {
    Object.defineProperty(exports[name], Symbol.toPrimitive, { value: () => exports[name]() });
  }
});
