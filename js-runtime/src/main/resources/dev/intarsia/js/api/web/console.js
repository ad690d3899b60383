(function (exports, require, module, native) {
  'use strict';
  const host = native('process');
  const { now } = native('timers');

  function format(options, args) {
    if (args.length === 1 && typeof args[0] === 'string') {
      return args[0];
    }
    return require('lib:internal/util/inspect').formatWithOptions(options, ...args);
  }

  class Console {
    #write;
    #counts = new Map();
    #timers = new Map();
    #indent = '';
    #options = {};

    /** Either one function `(level, text)`, or Node's streams. */
    constructor(stdout, stderr = undefined) {
      if (typeof stdout === 'function') {
        this.#write = stdout;
      } else {
        const streams = stdout?.stdout ? stdout : { stdout, stderr };
        this.#options = streams.inspectOptions ?? {};
        this.#write = (level, text) => {
          const stream = level === 'error' || level === 'warn' ? streams.stderr ?? streams.stdout : streams.stdout;
          stream.write(`${text}\n`);
        };
      }
      for (const name of Object.getOwnPropertyNames(Console.prototype)) {
        if (name !== 'constructor') {
          Object.defineProperty(this, name, { value: this[name].bind(this), writable: true, configurable: true,
            enumerable: true });
          Object.defineProperties(this[name], { name: { value: name }, length: { value: 0 } });
        }
      }
    }

    #log(level, args) {
      if (this.#write === quiet) return announce();
      const text = format(this.#options, args);
      this.#write(level, this.#indent === '' ? text : this.#indent + text.replace(/\n/g, `\n${this.#indent}`));
    }

    log(...args) { this.#log('info', args); }
    info(...args) { this.#log('info', args); }
    debug(...args) { this.#log('debug', args); }
    error(...args) { this.#log('error', args); }
    warn(...args) { this.#log('warn', args); }
    dir(value, options) {
      this.#log('info', [require('lib:internal/util/inspect').inspect(value, { customInspect: false, ...options })]);
    }
    dirxml(...args) { this.#log('info', args); }

    trace(...args) {
      const error = { name: 'Trace', message: args.length === 0 ? '' : format(this.#options, args) };
      const lines = String(new Error().stack).split('\n').slice(2);
      this.#log('error', [[error.message === '' ? 'Trace' : `Trace: ${error.message}`, ...lines].join('\n')]);
    }

    assert(condition, ...args) {
      if (!condition) {
        if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
        else args.unshift('Assertion failed');
        this.#log('warn', args);
      }
    }

    count(label = 'default') {
      const count = (this.#counts.get(`${label}`) ?? 0) + 1;
      this.#counts.set(`${label}`, count);
      this.#log('info', [`${label}: ${count}`]);
    }

    countReset(label = 'default') {
      const key = `${label}`;
      if (!this.#counts.delete(key)) this.#log('warn', [`Warning: Count for '${key}' does not exist`]);
    }

    group(...args) {
      if (args.length > 0) this.#log('info', args);
      this.#indent += '  ';
    }
    groupCollapsed(...args) { this.group(...args); }
    groupEnd() { this.#indent = this.#indent.slice(2); }
    time(label = 'default') { this.#timers.set(`${label}`, now()); }
    timeLog(label = 'default', ...args) { this.#elapsed(`${label}`, args); }
    timeEnd(label = 'default') {
      this.#elapsed(`${label}`, []);
      this.#timers.delete(`${label}`);
    }
    clear() {}
    timeStamp() {}
    profile() {}
    profileEnd() {}

    #elapsed(label, args) {
      const start = this.#timers.get(label);
      if (start === undefined) {
        this.#log('warn', [`Warning: No such label '${label}' for console.timeLog()`]);
        return;
      }
      const ms = now() - start;
      const text = ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`;
      this.#log('info', ['%s: %s', label, text, ...args]);
    }

    table(data, columns = undefined) {
      this.#log('info', [data === null || typeof data !== 'object' ? data : require('web:console-table').table(data, columns)]);
    }
  }

  const quiet = () => {};
  let announced = false;
  const announce = () => {
    if (!announced) {
      announced = true;
      host.consoleDropped();
    }
  };

  /** The namespace object `console`: an object of its own whose prototype is empty (Console Standard, section 1). */
  function namespace() {
    const members = Object.getOwnPropertyDescriptors(new Console(host.consoleAllowed() ? host.log : quiet));
    return Object.create({}, { ...members, Console: { value: Console, writable: true, configurable: true, enumerable: true },
      [Symbol.toStringTag]: { value: 'console', configurable: true } });
  }

  const console = host.isProgram && host.consoleAllowed() ? require('web:program-console').console : namespace();
  Object.defineProperty(Console, Symbol.hasInstance, { configurable: true, value: (object) =>
    object === console || Function.prototype[Symbol.hasInstance].call(Console, object) });
  exports.console = console;
  exports.Console = Console;
});
