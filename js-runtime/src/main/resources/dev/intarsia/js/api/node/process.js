(function (exports, require, module, native) {
  'use strict';
  const host = native('process');
  const { nextTick, nanoTime } = native('timers');
  const { coded, invalidType, notAvailable } = require('web:errors');
  const checks = () => require('web:process-checks');
  const { bind } = require('web:async-scope');
  const EventEmitter = require('node:events');

  const maker = (() => function process() {})();
  maker.prototype = Object.create(EventEmitter.prototype, {
    constructor: { value: maker, writable: true, configurable: true },
    [Symbol.toStringTag]: { value: 'process', configurable: true },
  });
  const process = Object.create(maker.prototype);
  EventEmitter.call(process);
  module.exports = process;

  const startNs = BigInt(nanoTime());

  function hrtime(previous = undefined) {
    const ns = BigInt(nanoTime());
    let seconds = Number(ns / 1000000000n);
    let rest = Number(ns % 1000000000n);
    if (previous !== undefined) {
      if (!Array.isArray(previous)) throw invalidType('time', 'an instance of Array', previous);
      seconds -= previous[0];
      rest -= previous[1];
      if (rest < 0) {
        seconds--;
        rest += 1e9;
      }
    }
    return [seconds, rest];
  }
  hrtime.bigint = () => BigInt(nanoTime());

  function absent(name, reason) {
    return {
      [name]() {
        throw notAvailable(`process.${name}`, reason);
      },
    }[name];
  }

  function stream(level, fd) {
    const { Writable } = require('node:stream');
    if (host.isProgram) {
      const target = new Writable({
        decodeStrings: false,
        write(chunk, encoding, callback) {
          host.write(fd, typeof chunk === 'string' ? require('node:buffer').Buffer.from(chunk, encoding) : chunk);
          callback();
        },
      });
      return Object.assign(target, { fd, isTTY: false, _isStdio: true });
    }
    let pending = '';
    const target = new Writable({
      decodeStrings: false,
      write(chunk, encoding, callback) {
        pending += typeof chunk === 'string' ? chunk : chunk.toString();
        const end = pending.lastIndexOf('\n');
        if (end >= 0) {
          host.log(level, pending.slice(0, end));
          pending = pending.slice(end + 1);
        }
        callback();
      },
    });
    return Object.assign(target, { fd, isTTY: false, _isStdio: true });
  }

  /** Defines a property that is made when it is asked for; `told` is called before it is made or replaced. */
  function lazily(name, make, told = () => {}) {
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: true,
      get() {
        told();
        const value = make();
        Object.defineProperty(process, name, { value, writable: true, configurable: true, enumerable: true });
        return value;
      },
      set(value) {
        told();
        Object.defineProperty(process, name, { value, writable: true, configurable: true, enumerable: true });
      },
    });
  }

  const use = require('web:console-use');
  lazily('stdout', () => stream('info', 1), () => { use.streams = true; });
  lazily('stderr', () => stream('error', 2), () => { use.streams = true; });
  lazily('stdin', () => host.isProgram ? require('web:standard-input')(host) : Object.assign(require('node:stream').Readable.from([]), { fd: 0, isTTY: false }));
  lazily('env', () => environment(host.env()));

  function environment(pairs) {
    const env = {};
    for (let i = 0; i < pairs.length; i += 2) env[pairs[i]] = pairs[i + 1];
    return new Proxy(env, require('web:process-checks').environment);
  }

  const version = 'v24.0.0';
  Object.assign(process, {
    title: 'intarsia',
    version,
    versions: Object.freeze({ node: version.slice(1), v8: '13.6.233.8-node.0', uv: '1.50.0', modules: '137', openssl: '3.5.4', icu: '77.1', unicode: '16.0',
      intarsia: host.version() }),
    arch: host.arch,
    platform: host.platform,
    release: { name: 'node', lts: 'Krypton' },
    argv: host.argv(),
    argv0: 'node',
    execArgv: host.execArgv(),
    execPath: host.execPath(),
    pid: host.pid,
    ppid: host.ppid,
    features: Object.freeze({ inspector: false, debug: false, uv: true, ipv6: true, openssl_is_boringssl: false, tls_alpn: true,
      tls_sni: true, tls_ocsp: true, tls: true, cached_builtins: true, require_module: true, quic: false, typescript: 'transform' }),
    config: Object.freeze({ target_defaults: {}, variables: Object.freeze({ v8_enable_i18n_support: 1, node_module_version: 137, napi_build_version: '10', node_shared: false }) }),
    allowedNodeEnvironmentFlags: new Set(),
    cwd: () => host.cwd(),
    nextTick(callback, ...args) {
      if (typeof callback !== 'function') throw invalidType('callback', 'of type function', callback);
      nextTick(bind(() => callback(...args), 'TickObject'));
    },
    hrtime,
    uptime: () => Number(BigInt(nanoTime()) - startNs) / 1e9,
    memoryUsage: Object.assign(() => {
      const [total, used] = host.memory();
      return { rss: total, heapTotal: total, heapUsed: used, external: 0, arrayBuffers: 0 };
    }, { rss: () => host.memory()[0] }),
    resourceUsage: () => ({ userCPUTime: host.cpuMicros(), systemCPUTime: 0, maxRSS: Math.round(host.memory()[0] / 1024) }),
    cpuUsage(previous = undefined) {
      const before = checks().previousUsage(previous);
      return { user: host.cpuMicros() - before.user, system: 0 };
    },
    threadCpuUsage(previous = undefined) {
      return process.cpuUsage(previous);
    },
    availableMemory: () => host.memory()[2],
    constrainedMemory: () => host.memory()[2],
    emitWarning(warning, type = undefined, code = undefined, from = process.emitWarning) {
      const error = checks().warning(warning, type, code, from);
      if (error.name === 'DeprecationWarning') {
        if (process.noDeprecation) return;
        if (process.throwDeprecation) {
          process.nextTick(() => { throw error; });
          return;
        }
      }
      process.nextTick(() => {
        if (!process.emit('warning', error)) {
          require('web:console').console.warn(`(node) ${error.code ? `[${error.code}] ` : ''}${error.name}: ${error.message}`);
        }
      });
    },
    getuid: () => host.uid(),
    geteuid: () => host.uid(),
    getgid: () => host.gid(),
    getegid: () => host.gid(),
    getgroups: () => [host.gid()],
    umask(mask) {
      const flags = require('web:file-flags');
      const before = flags.mask === 0 ? 0o22 : flags.mask;
      if (mask !== undefined) flags.mask = require('web:validators').fileMode(mask, 'mask') & 0o777;
      return before;
    },
    loadEnvFile(path = '.env') {
      const text = require('node:fs').readFileSync(path, 'utf8');
      for (const [key, value] of Object.entries(require('web:env-text').parse(text))) process.env[key] ??= value;
    },
    _rawDebug: (...args) => host.log('error', require('lib:internal/util/inspect').format(...args)),
    getActiveResourcesInfo: () => require('web:timers').active(),
    _getActiveHandles: () => [],
    _getActiveRequests: () => [],
    setUncaughtExceptionCaptureCallback: (fn) => checks().capture.setUncaughtExceptionCaptureCallback(fn),
    hasUncaughtExceptionCaptureCallback: () => checks().capture.hasUncaughtExceptionCaptureCallback(),
    setSourceMapsEnabled: (value) => require('web:validators').boolean(value, 'val'),
    ref: (object) => checks().references.ref(object),
    unref: (object) => checks().references.unref(object),
    getBuiltinModule: (name) => host.builtin(`${name}`),
    exit: absent('exit', 'a task returns its result, and the pool ends the worker'),
    reallyExit: absent('reallyExit', 'a task returns its result, and the pool ends the worker'),
    abort: absent('abort', 'a task returns its result, and the pool ends the worker'),
    kill(pid, signal = 'SIGTERM') {
      const { signals } = require('web:signals');
      // biome-ignore lint/suspicious/noDoubleEquals: as Node compares, so that '12' is a number too.
      if (pid != (pid | 0)) throw invalidType('pid', 'of type number', pid);
      const number = typeof signal === 'number' ? signal : signals[signal];
      if (number === undefined) throw coded(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
      const status = native('children').signal(pid, number);
      if (status < 0) {
        const { errname } = require('net:uv');
        throw Object.assign(new Error(`kill ${errname(status)}`), { errno: status, code: errname(status), syscall: 'kill' });
      }
      return true;
    },
    chdir: absent('chdir', 'the working folder belongs to the host'),
    binding: absent('binding', 'it has no native bindings'),
    dlopen: absent('dlopen', 'it loads no native code'),
    send: undefined,
    connected: false,
  });
  for (const name of ['setuid', 'seteuid', 'setgid', 'setegid', 'setgroups', 'initgroups']) {
    process[name] = { [name]: (...args) => checks().credentials(process)[name](...args) }[name];
  }
  let exitCode;
  Object.defineProperty(process, 'exitCode', { enumerable: true, configurable: false, get: () => exitCode,
    set: (value) => { exitCode = checks().exitCode(value); } });
  if (host.isProgram) require('web:program')(process, host);
  void coded;
});
