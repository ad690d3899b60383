(function (exports, require) {
  'use strict';
  const sync = require('web:files');
  const { invalidType, notAvailable } = require('web:errors');
  const { setImmediate } = require('web:timers');
  const streams = require('web:file-streams');

  // Every synchronous function has a form that calls back.
  for (const [name, body] of Object.entries(sync.functions)) {
    exports[`${name}Sync`] = body;
    Object.defineProperty(body, 'name', { value: `${name}Sync` });
    exports[name] = { [name](...args) {
      const done = args.pop();
      if (typeof done !== 'function') throw invalidType('cb', 'of type function', done);
      setImmediate(() => {
        let result;
        try {
          result = body(...args);
        } catch (error) {
          done(error);
          return;
        }
        if (name === 'read') done(null, result, args[1]);
        else done(null, result);
      });
    } }[name];
  }
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
  for (const name of ['watch', 'watchFile', 'unwatchFile', 'link', 'linkSync', 'symlink', 'symlinkSync', 'chown', 'chownSync',
    'lchown', 'lchownSync', 'fchown', 'fchownSync', 'openAsBlob', 'opendir', 'opendirSync', 'statfs', 'statfsSync']) {
    exports[name] = { [name]() {
      throw notAvailable(`node:fs.${name}`, 'a worker reads and writes files only');
    } }[name];
  }
});
