// What process has in a whole program and not in a worker: exit, signals, and events for what nobody caught.
(function (exports, require, module) {
  'use strict';
  module.exports = (process, host) => {
    let exiting = false;

    function code(given) {
      const value = given ?? process.exitCode ?? 0;
      return Number.isInteger(Number(value)) ? Number(value) & 0xff : 1;
    }

    /** Tells the listeners once, and gives the code that they leave. */
    function exit(given) {
      if (!exiting) {
        exiting = true;
        process.exitCode = code(given);
        process.emit('exit', process.exitCode);
      }
      return code();
    }

    Object.assign(process, {
      exit(given) {
        host.exit(exit(given));
      },
      reallyExit(given) {
        host.exit(code(given));
      },
      abort() {
        host.exit(134);
      },
    });
    process.on('newListener', (event) => {
      if (typeof event === 'string' && /^SIG[A-Z0-9]+$/.test(event)) host.listenTo(event);
    });
    host.setHooks({
      exit: (given) => exit(given === 0 ? undefined : given),
      beforeExit: () => process.emit('beforeExit', code()),
      signal: (name) => process.emit(name, name),
      uncaught(error, rejection) {
        if (rejection && process.listenerCount('unhandledRejection') > 0) {
          return process.emit('unhandledRejection', error, Promise.resolve());
        }
        return process.emit('uncaughtException', error, rejection ? 'unhandledRejection' : 'uncaughtException');
      },
    });
  };
});
