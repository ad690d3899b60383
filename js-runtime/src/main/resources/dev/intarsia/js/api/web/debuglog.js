// Messages for those who look for faults: NODE_DEBUG names whose.
(function (exports, require) {
  'use strict';
  const noop = () => {};

  /** Whether NODE_DEBUG has a name, or a pattern with stars that fits it. */
  function wanted(set) {
    const names = (require('node:process').env.NODE_DEBUG ?? '').split(',');
    return names.some((name) => new RegExp(`^${name.trim().replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(set));
  }

  function debuglog(given, told = undefined) {
    const set = `${given}`.toUpperCase();
    let log;
    const make = () => {
      const process = require('node:process');
      log = wanted(set) ? (...args) => {
        process.stderr.write(`${set} ${process.pid}: ${require('lib:internal/util/inspect').format(...args)}\n`);
      } : noop;
      told?.(logger);
      return log;
    };
    const logger = (...args) => (log ?? make())(...args);
    return Object.defineProperty(logger, 'enabled', { configurable: true, enumerable: true, get: () => (log ?? make()) !== noop });
  }

  Object.assign(exports, { debuglog, debugWithTimer: debuglog });
  for (const name of ['time', 'timeLog', 'timeEnd', 'kNone', 'formatTime']) {
    Object.defineProperty(exports, name, { enumerable: true, get: () => require('lib:internal/util/debuglog')[name] });
  }
});
