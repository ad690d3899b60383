(function (exports, require) {
  'use strict';
  const sync = require('web:files');
  const { Buffer } = require('node:buffer');
  const { invalidType, notAvailable } = require('web:errors');
  const { setImmediate } = require('web:timers');
  const streams = require('web:file-streams');

  /** Wrong arguments are thrown at once; what the file system answers comes by the callback. */
  function attempt(body, args) {
    try {
      return { result: body(...args) };
    } catch (error) {
      if (/^ERR_(?:INVALID_ARG|OUT_OF_RANGE|UNKNOWN_ENC)/.test(error?.code)) throw error;
      return { error };
    }
  }

  /** (fd), (fd, options) and (fd, buffer, options) as (fd, buffer, offset, length, position). */
  function readArguments([fd, target, at, ...rest]) {
    if (ArrayBuffer.isView(target) && (typeof at !== 'object' || at === null)) return [fd, target, at ?? 0, ...rest];
    const options = ArrayBuffer.isView(target) ? { ...at, buffer: target } : target ?? {};
    const { buffer = Buffer.alloc(16384), offset = 0, length = buffer.byteLength - offset, position = null } = options;
    return [fd, buffer, offset, length, position];
  }

  // Every synchronous function has a form that calls back.
  for (const [name, body] of Object.entries(sync.functions)) {
    exports[`${name}Sync`] = body;
    Object.defineProperty(body, 'name', { value: `${name}Sync` });
    exports[name] = { [name](...args) {
      const done = args.pop();
      if (typeof done !== 'function') throw invalidType('cb', 'of type function', done);
      if (name === 'read') args = readArguments(args);
      const outcome = attempt(body, args);
      setImmediate(() => {
        if (outcome.error) done(outcome.error);
        else if (name === 'read' || name === 'write' || name === 'readv' || name === 'writev') done(null, outcome.result, args[1]);
        else if (outcome.result === undefined) done(null);
        else done(null, outcome.result);
      });
    } }[name];
  }
  const folders = () => require('web:file-folders');
  for (const name of ['opendir', 'glob']) {
    exports[`${name}Sync`] = { [`${name}Sync`]: (path, options) => folders()[name](path, options) }[`${name}Sync`];
    exports[name] = { [name](path, ...rest) {
      const done = rest.pop();
      if (typeof done !== 'function') throw invalidType('callback', 'of type function', done);
      const outcome = attempt(folders()[name], [path, ...rest]);
      setImmediate(() => (outcome.error ? done(outcome.error) : done(null, outcome.result)));
    } }[name];
  }
  Object.defineProperty(exports, 'Dir', { enumerable: true, configurable: true, get: () => folders().Dir });
  exports.existsSync = sync.exists;
  exports.exists = (path, done) => setImmediate(() => done(sync.exists(path)));
  exports.exists[Symbol.for('nodejs.util.promisify.custom')] = async (path) => sync.exists(path);

  Object.assign(exports, {
    Stats: sync.Stats,
    Dirent: sync.Dirent,
    constants: sync.constants,
    F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1,
    createReadStream: (path, options) => new streams.ReadStream(path, options),
    createWriteStream: (path, options) => new streams.WriteStream(path, options),
    ReadStream: streams.ReadStream,
    WriteStream: streams.WriteStream,
  });
  exports.realpath.native = exports.realpath;
  exports.realpathSync.native = exports.realpathSync;
  Object.defineProperty(exports, 'promises', { enumerable: true, configurable: true, get: () => require('node:fs/promises') });
  for (const name of ['watch', 'watchFile', 'unwatchFile', 'chown', 'chownSync',
    'lchown', 'lchownSync', 'fchown', 'fchownSync', 'openAsBlob', 'statfs', 'statfsSync']) {
    exports[name] = { [name]() {
      throw notAvailable(`node:fs.${name}`, 'a worker reads and writes files only');
    } }[name];
  }
});
