// The console of a program. Plain lines go straight to the host; from the first call that needs more on, Node's own console does the
// work, over process.stdout and process.stderr.
(function (exports, require, module, native) {
  'use strict';
  const host = native('process');
  const use = require('web:console-use');
  const levels = { log: 'info', info: 'info', debug: 'info', error: 'error', warn: 'warn' };
  const console = Object.create({});
  let real;

  /** Node's console. Its methods call one another by way of the one that programs see, where they may be replaced. */
  function node() {
    if (real !== undefined) return real;
    real = require('lib:internal/console/global');
    require('lib:internal/console/constructor').initializeGlobalConsole(real);
    const own = {};
    for (const name of Object.keys(levels)) {
      own[name] = real[name];
      real[name] = (...args) => console[name](...args);
    }
    // What `instanceof Console` and the methods look for.
    for (const key of Reflect.ownKeys(real).filter((each) => typeof each === 'symbol' && !Object.hasOwn(console, each))) {
      Object.defineProperty(console, key, { configurable: true, get: () => real[key] });
    }
    call = (name, args) => (own[name] ?? real[name])(...args);
    return real;
  }

  let call = (name, args) => {
    if (name in levels && !use.streams && !use.channels) {
      host.log(levels[name], args.length === 1 && typeof args[0] === 'string' ? args[0]
        : require('lib:internal/util/inspect').formatWithOptions({}, ...args));
      return undefined;
    }
    node();
    return call(name, args);
  };

  const names = ['log', 'warn', 'dir', 'time', 'timeEnd', 'timeLog', 'trace', 'assert', 'clear', 'count', 'countReset', 'group', 'groupEnd',
    'table', 'debug', 'info', 'dirxml', 'error', 'groupCollapsed'];
  for (const name of names) {
    const method = { [name]: (...args) => call(name, args) }[name];
    console[name] = method;
  }
  const nothing = (name) => Object.defineProperty(() => {}, 'name', { value: name });
  for (const name of ['profile', 'profileEnd', 'timeStamp', 'context']) console[name] = nothing(name);
  for (const name of ['_stdout', '_stderr', '_times', '_ignoreErrors', '_stdoutErrorHandler', '_stderrErrorHandler']) {
    Object.defineProperty(console, name, { configurable: true, get: () => node()[name], set(value) { node()[name] = value; } });
  }
  Object.defineProperty(console, 'Console', { configurable: true, enumerable: true, get: () => node().Console,
    set(value) { Object.defineProperty(console, 'Console', { value, writable: true, enumerable: true, configurable: true }); } });
  Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });

  exports.console = console;
});
