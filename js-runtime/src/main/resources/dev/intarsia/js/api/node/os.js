(function (exports, require, module, native) {
  'use strict';
  const host = native('process');
  const process = require('node:process');
  const { signals } = require('web:signals');
  const uv = require('net:uv');
  const errno = Object.fromEntries([...uv.getErrorMap()].filter(([number]) => number > -1000).map(([number, [name]]) => [name, -number]));

  /** A line of the system's own files; undefined where it may not be read. */
  function fileText(path) {
    try {
      return require('node:fs').readFileSync(path, 'utf8').trim();
    } catch {
      return undefined;
    }
  }

  /** Priorities stay as they are; the arguments are checked as Node checks them. */
  function checkPriority(pid, priority) {
    const { int32 } = require('web:validators');
    int32(pid, 'pid');
    if (priority !== undefined) int32(priority, 'priority', -20, 19);
  }

  for (const [name, value] of [['EOL', '\n'], ['devNull', '/dev/null']]) {
    Object.defineProperty(exports, name, { value, enumerable: true, configurable: true, writable: false });
  }
  Object.assign(exports, {
    arch: () => process.arch,
    platform: () => process.platform,
    type: () => ({ linux: 'Linux', darwin: 'Darwin', win32: 'Windows_NT' })[process.platform],
    release: () => fileText('/proc/sys/kernel/osrelease') ?? '0.0.0',
    version: () => fileText('/proc/sys/kernel/version') ?? '',
    machine: () => ({ x64: 'x86_64' })[process.arch] ?? process.arch,
    endianness: () => 'LE',
    hostname: () => fileText('/proc/sys/kernel/hostname') ?? 'localhost',
    homedir: () => process.env.HOME ?? '/',
    tmpdir: () => (process.env.TMPDIR || process.env.TMP || process.env.TEMP || '/tmp').replace(/(?<=.)\/$/, ''),
    cpus: () => Array.from({ length: host.processors }, () => ({ model: 'unknown', speed: 0,
      times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } })),
    availableParallelism: () => host.processors,
    totalmem: () => host.memory()[0] + host.memory()[2],
    freemem: () => host.memory()[2],
    loadavg: () => [0, 0, 0],
    uptime: () => process.uptime(),
    networkInterfaces: () => ({}),
    userInfo: (options) => {
      const text = (value) => (options?.encoding === 'buffer' ? require('node:buffer').Buffer.from(value) : value);
      return { uid: host.uid(), gid: host.gid(), username: text(process.env.USER ?? 'worker'), homedir: text(exports.homedir()),
        shell: process.env.SHELL === undefined ? null : text(process.env.SHELL) };
    },
    getPriority: (pid = 0) => {
      checkPriority(pid);
      return 0;
    },
    setPriority(pid, priority = undefined) {
      if (priority === undefined) [pid, priority] = [0, pid];
      checkPriority(pid, priority);
      require('web:validators').integer(priority, 'priority');
    },
    constants: Object.freeze({ UV_UDP_REUSEADDR: 4, dlopen: Object.freeze({}), errno: Object.freeze(errno),
      signals: Object.freeze(signals), priority: Object.freeze({ PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10,
        PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 }) }),
  });
  for (const name of ['hostname', 'homedir', 'tmpdir', 'arch', 'platform', 'type', 'release', 'endianness', 'uptime',
    'totalmem', 'freemem', 'machine', 'version', 'availableParallelism']) {
    Object.defineProperty(exports[name], Symbol.toPrimitive, { value: () => exports[name]() });
  }
});
