// What process has in a whole program and not in a worker: exit, signals, and events for what nobody caught.
(function (exports, require, module) {
  'use strict';
  module.exports = (process, host) => {
    // node:os needs node:process: its table is read when it is asked for, not while process is being made.
    const signals = () => require('node:os').constants.signals;
    let exiting = false;

    function code(given) {
      const value = given ?? process.exitCode ?? 0;
      return Number.isInteger(Number(value)) ? Number(value) & 0xff : 1;
    }

    /** The engine does not say when a late handler comes: the promise's own `then` does, once. */
    function tellWhenHandled(promise) {
      Object.defineProperty(promise, 'then', { configurable: true, writable: true, enumerable: false, value(...handlers) {
        delete promise.then;
        process.nextTick(() => process.emit('rejectionHandled', promise));
        return promise.then(...handlers);
      } });
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
      exit(...given) {
        if (given.length > 0) process.exitCode = given[0];
        host.exit(exit(given[0]));
      },
      reallyExit(given) {
        host.exit(code(given));
      },
      chdir(folder) {
        if (host.isThread) {
          throw require('web:errors').coded(TypeError, 'ERR_WORKER_UNSUPPORTED_OPERATION', 'process.chdir() is not supported in workers');
        }
        require('web:validators').string(folder, 'directory');
        const kind = require('web:fs-binding').internalModuleStat(folder);
        if (kind !== 1) throw require('web:fs-errors').failed(kind < 0 ? 'ENOENT' : 'ENOTDIR', 'chdir', host.cwd(), folder);
        host.chdir(folder);
      },
      abort() {
        host.exit(134);
      },
    });
    const isSignal = (event) => typeof event === 'string' && event.startsWith('SIG') && Object.hasOwn(signals(), event);
    process.on('newListener', (event) => {
      if (isSignal(event)) host.listenTo(event);
    });
    process.on('removeListener', (event) => {
      if (isSignal(event) && process.listenerCount(event) === 0) host.stopListeningTo(event);
    });
    host.setHooks({
      exit: (given) => exit(given === 0 ? undefined : given),
      beforeExit: () => process.emit('beforeExit', code()),
      signal: (name) => process.emit(name, name, signals()[name]),
      pack: (error) => require('thread:clone').pack(error),
      uncaught(error, rejection, promise) {
        if (rejection) {
          if (process.listenerCount('unhandledRejection') > 0) {
            tellWhenHandled(promise);
            return process.emit('unhandledRejection', error, promise);
          }
        }
        const origin = rejection ? 'unhandledRejection' : 'uncaughtException';
        process.emit('uncaughtExceptionMonitor', error, origin);
        if (require('web:process-checks').captured(error)) return true;
        return process.emit('uncaughtException', error, origin);
      },
    });
  };
});
