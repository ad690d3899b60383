// worker_threads.Worker of a program: a thread with a context of its own, which the host starts.
(function (exports, require, module, native) {
  'use strict';
  const EventEmitter = require('node:events');
  const host = native('threads');
  const { write, unpack } = require('thread:clone');
  const { coded, invalidType, invalidValue } = require('web:errors');
  const { bind } = require('web:async-scope');
  const { drainTicks } = native('timers');
  const SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV');

  /** What a thread runs: a file, or text. */
  function sourceOf(filename, options) {
    if (options.eval) {
      if (typeof filename !== 'string') throw invalidValue('options.eval', options.eval, "must be false when 'filename' is not a string");
      return ['eval', filename.startsWith('data:') || filename === '' ? `;${filename}` : filename];
    }
    if (filename instanceof URL || (typeof filename === 'object' && filename?.href !== undefined)) {
      if (filename.protocol === 'data:') return ['url', filename.href];
      return ['file', require('node:url').fileURLToPath(filename)];
    }
    if (typeof filename !== 'string') throw invalidType('filename', 'of type string or an instance of URL', filename);
    if (/^\.{0,2}\//.test(filename)) return ['file', filename];
    throw coded(TypeError, 'ERR_WORKER_PATH', 'The worker script or module filename must be an absolute path or a relative path starting with '
      + `'./' or '../'.${filename.startsWith('file://') ? ' Wrap file:// URLs with `new URL`.' : ''}`
      + `${filename.startsWith('data:text/javascript') ? ' Wrap data: URLs with `new URL`.' : ''} Received "${filename}"`);
  }

  function environmentOf(env) {
    const process = require('node:process');
    if (env !== undefined && env !== null && env !== SHARE_ENV && typeof env !== 'object') {
      throw invalidType('options.env', 'of type object or one of undefined, null, or worker_threads.SHARE_ENV', env);
    }
    const given = env === undefined || env === null || env === SHARE_ENV ? process.env : env;
    return Object.entries(given).filter(([, value]) => value !== undefined).flatMap(([name, value]) => [name, `${value}`]);
  }

  class Worker extends EventEmitter {
    #id;
    #port;
    #exitCode;
    #kept = true;
    #ended = [];
    threadName;
    resourceLimits;

    constructor(filename, options = {}) {
      super();
      if (options.execArgv !== undefined && !Array.isArray(options.execArgv)) throw invalidType('options.execArgv', 'an instance of Array', options.execArgv);
      if (options.argv !== undefined && !Array.isArray(options.argv)) throw invalidType('options.argv', 'an instance of Array', options.argv);
      const [kind, source] = sourceOf(filename, options);
      this.threadName = `${options.name ?? 'WorkerThread'}`;
      this.resourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 2048, codeRangeSizeMb: 0, stackSizeMb: 4, ...options.resourceLimits };
      const { Readable } = require('node:stream');
      const environment = environmentOf(options.env);
      const parts = write([options.workerData, [...environmentData()]], options.transferList ?? []);
      for (const [fd, name] of [[1, 'stdout'], [2, 'stderr']]) {
        this[name] = new Readable({ read() {} });
        if (!options[name]) this[name].on('data', (bytes) => require('node:process')[name].write(bytes));
        void fd;
      }
      this.stdin = options.stdin ? new (require('node:stream').Writable)({ write: (chunk, encoding, done) => done() }) : null;
      const told = bind((...event) => this.#told(...event));
      host.run(kind === 'file' ? source : '[worker eval]', (options.argv ?? []).map(String), environment, options.name === undefined ? '' : this.threadName, (...event) => {
        try {
          told(...event);
        } finally {
          drainTicks();
        }
      }, ...parts, kind === 'file' ? '' : source, options.execArgv?.map(String) ?? null, (id, port) => {
        this.#id = id;
        this.#port = require('web:messaging').arrive(port);
      });
      this.#port.addEventListener('message', (event) => this.emit('message', event.data));
      this.#port.addEventListener('messageerror', (event) => this.emit('messageerror', event.data));
      this.#port.start();
      this.#port.unref();
      require('node:process').nextTick(() => require('node:process').emit('worker', this));
    }

    get threadId() {
      return this.#exitCode === undefined ? this.#id : -1;
    }

    #told(event, value, bytes) {
      switch (event) {
        case 'online': return this.emit('online');
        case 'output': return (value === 1 ? this.stdout : this.stderr).push(require('node:buffer').Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
        case 'error': return this.emit('error', unpack(value));
        default: return this.#exit(value);
      }
    }

    #exit(code) {
      // What it sent before its end comes before it.
      while (this.#receive());
      this.#exitCode = code;
      host.forget(this.#id);
      this.stdout.push(null);
      this.stderr.push(null);
      this.#port.close();
      this.unref();
      this.emit('exit', code);
      for (const done of this.#ended.splice(0)) done(code);
      this.removeAllListeners();
    }

    #receive() {
      const received = this.#port.receiveNow();
      if (received !== undefined) this.emit('message', received.message);
      return received !== undefined;
    }

    postMessage(value, transfer = undefined) {
      if (this.#exitCode === undefined) this.#port.postMessage(value, transfer);
    }

    terminate(done = undefined) {
      this.ref();
      if (typeof done === 'function') this.once('exit', (code) => done(null, code));
      if (this.#exitCode !== undefined) return Promise.resolve();
      return new Promise((ended) => {
        this.#ended.push(ended);
        host.end(this.#id);
      });
    }

    async [Symbol.asyncDispose]() {
      await this.terminate();
    }

    ref() {
      if (!this.#kept && this.#exitCode === undefined) {
        this.#kept = true;
        host.keep(true);
      }
    }

    unref() {
      if (this.#kept) {
        this.#kept = false;
        host.keep(false);
      }
    }

    get performance() {
      return { eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }) };
    }

    async getHeapSnapshot() {
      throw require('web:errors').notAvailable('worker_threads.Worker.getHeapSnapshot', 'this engine is not V8');
    }
  }

  const environmentData = () => require('node:worker_threads').environmentData;

  module.exports = Worker;
});
