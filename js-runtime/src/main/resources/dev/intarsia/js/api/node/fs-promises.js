(function (exports, require) {
  'use strict';
  const sync = require('web:files');
  const { Buffer } = require('node:buffer');
  const { setImmediate } = require('node:timers/promises');
  const { functions } = sync;

  for (const name of ['access', 'appendFile', 'chmod', 'copyFile', 'cp', 'link', 'lstat', 'lutimes', 'symlink', 'mkdir', 'mkdtemp', 'readdir', 'readFile',
    'readlink', 'realpath', 'rename', 'rm', 'rmdir', 'stat', 'truncate', 'unlink', 'utimes', 'writeFile']) {
    exports[name] = { async [name](target, ...args) {
      await setImmediate();
      return functions[name](target instanceof FileHandle ? target.fd : target, ...args);
    } }[name];
  }

  class FileHandle {
    #fd;

    constructor(fd) { this.#fd = fd; }
    get fd() { return this.#fd; }

    async read(buffer, offset = 0, length = undefined, position = null) {
      let [target, at, count, from] = [buffer, offset, length, position];
      if (target === undefined || !ArrayBuffer.isView(target)) {
        ({ buffer: target = Buffer.alloc(16384), offset: at = 0, length: count, position: from = null } = buffer ?? {});
      } else if (at !== null && typeof at === 'object') {
        ({ offset: at = 0, length: count, position: from = null } = offset);
      }
      return { bytesRead: functions.read(this.#fd, target, at, count ?? target.byteLength - at, from), buffer: target };
    }

    async write(data, ...args) { return { bytesWritten: functions.write(this.#fd, data, ...args), buffer: data }; }
    async readv(buffers, position) { return { bytesRead: functions.readv(this.#fd, buffers, position), buffers }; }
    async writev(buffers, position) { return { bytesWritten: functions.writev(this.#fd, buffers, position), buffers }; }
    async readFile(options) { return functions.readFile(this.#fd, options); }
    async writeFile(data, options) { return functions.writeFile(this.#fd, data, options); }
    async appendFile(data, options) { return functions.appendFile(this.#fd, data, options); }
    async stat() { return functions.fstat(this.#fd); }
    async truncate(length) { return functions.ftruncate(this.#fd, length); }
    async sync() { return functions.fsync(this.#fd); }
    async datasync() { return functions.fsync(this.#fd); }

    async* readLines(options) {
      for (const line of `${functions.readFile(this.#fd, options?.encoding ?? 'utf8')}`.split(/\r?\n/)) yield line;
    }

    async close() {
      if (this.#fd >= 0) functions.close(this.#fd);
      this.#fd = -1;
    }

    [Symbol.asyncDispose]() { return this.close(); }
  }

  exports.open = async (path, flags, mode) => new FileHandle(functions.open(path, flags, mode));
  exports.opendir = async (path, options) => require('web:file-folders').opendir(path, options);
  exports.glob = async function* glob(pattern, options) { yield* require('web:file-folders').glob(pattern, options); };
  exports.constants = sync.constants;
});
