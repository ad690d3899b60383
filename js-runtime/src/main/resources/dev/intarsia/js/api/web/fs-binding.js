// internalBinding('fs') and ('fs_dir'), on which Node's own modules for files stand, over the files of the host. A function of the
// binding throws, or with a request behind its arguments calls back, or with kUsePromises gives a promise.
(function (exports, require, module, native) {
  'use strict';
  const host = native('files');
  const files = require('web:open-files');
  const flags = require('web:file-flags');
  const { constants } = flags;
  const { Buffer } = require('node:buffer');
  const { coded } = require('web:errors');
  const { setImmediate } = require('web:timers');
  const { text, known, isFailure, failed } = require('web:fs-errors');

  const kUsePromises = Symbol('fs_use_promises_symbol');
  class FSReqCallback {
    constructor(bigint) { this.bigint = bigint; }
  }

  /** What the body gave or the file system answered; wrong arguments are thrown at once. */
  function attempt(body, args, syscall, path, dest) {
    try {
      return { result: body(...args) };
    } catch (error) {
      if (!isFailure(error)) throw error;
      return { error: known(error, syscall, text(args[path]), text(args[dest])) };
    }
  }

  function answer(request, { error, result }) {
    if (request === undefined) {
      if (error !== undefined) throw error;
      return result;
    }
    if (request === kUsePromises) {
      return new Promise((resolve, reject) => setImmediate(() => (error === undefined ? resolve(result) : reject(error))));
    }
    setImmediate(() => {
      if (error !== undefined) request.oncomplete(error);
      else if (result === undefined) request.oncomplete(null);
      else request.oncomplete(null, result);
    });
    return undefined;
  }

  /**
   * @param at where the request is among the arguments
   * @param path which argument is the path of the error, -1 for none; dest likewise
   */
  function define(name, at, body, syscall = name, path = 0, dest = -1) {
    exports[name] = { [name]: (...args) => answer(args[at], attempt(body, args, syscall, path, dest)) }[name];
  }
  const ofFile = (name, at, body, syscall = name) =>
    define(name, at, (fd, ...rest) => body(require('lib:internal/fs/utils').getValidatedFd(fd), ...rest), syscall, -1);

  const encoded = (name, encoding) => {
    if (!encoding || encoding === 'utf8' || encoding === 'utf-8') return name;
    const bytes = Buffer.from(name);
    return encoding === 'buffer' ? bytes : bytes.toString(encoding);
  };

  function mode(value, missing, max) {
    if (value === undefined || value === null) return missing;
    if (typeof value !== 'number') throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'mode must be int32 or null/undefined');
    if (!(value >= 0 && value <= max)) throw coded(RangeError, 'ERR_OUT_OF_RANGE', `mode is out of range: >= 0 && <= ${max}`);
    return value;
  }

  const statsOf = (numbers, bigint) => (bigint ? BigInt64Array.from([...numbers], BigInt) : Float64Array.from([...numbers]));
  const kind = (path) => host.stat(path, false)[1] & constants.S_IFMT;

  function exists(path) {
    try {
      const name = text(path);
      host.access(name, 0);
      return !name.endsWith('/') || (host.stat(name, true)[1] & constants.S_IFMT) === constants.S_IFDIR;
    } catch {
      return false;
    }
  }

  define('access', 2, (path, how) => host.access(text(path), mode(how, 0, 7)));
  exports.existsSync = exists;
  define('open', 3, (path, number, bits) => files.open(text(path), number, bits));
  define('openFileHandle', 3, (path, number, bits) => new exports.FileHandle(files.open(text(path), number, bits)), 'open');
  ofFile('close', 1, (fd) => files.close(fd));
  const at = (position) => (position === null || position === undefined || position < 0 ? null : position);

  function read(fd, buffer, offset, length, position) {
    const bytes = files.run(fd, 'read', length, at(position));
    new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(bytes, offset);
    return bytes.length;
  }
  const write = (fd, buffer, offset, length, position) =>
    files.run(fd, 'write', new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length), at(position));

  /** One call for each buffer, until one is not filled or not written whole; gives the bytes in all. */
  function each(buffers, position, call) {
    let total = 0;
    for (const buffer of buffers) {
      const count = call(buffer, typeof position === 'number' ? position + total : null);
      total += count;
      if (count < buffer.byteLength) break;
    }
    return total;
  }

  ofFile('read', 5, read);
  ofFile('readBuffers', 3, (fd, buffers, position) => each(buffers, position, (buffer, from) =>
    read(fd, buffer, 0, buffer.byteLength, from)), 'read');
  ofFile('writeBuffer', 5, write, 'write');
  ofFile('writeString', 4, (fd, string, position, encoding) => {
    const bytes = Buffer.from(string, encoding ?? 'utf8');
    return write(fd, bytes, 0, bytes.length, typeof position === 'number' ? position : null);
  }, 'write');
  ofFile('writeBuffers', 3, (fd, buffers, position) => each(buffers, position, (buffer, from) =>
    write(fd, buffer, 0, buffer.byteLength, from)), 'write');
  ofFile('ftruncate', 2, (fd, length) => files.run(fd, 'truncate', length));
  ofFile('fsync', 1, (fd) => files.run(fd, 'sync'));
  ofFile('fdatasync', 1, (fd) => files.run(fd, 'sync'));
  ofFile('futimes', 3, (fd, accessed, modified) => files.run(fd, 'utimes', accessed * 1000, modified * 1000), 'futime');
  ofFile('fchmod', 2, (fd, bits) => files.run(fd, 'chmod', bits));
  ofFile('fchown', 3, (fd, uid, gid) => files.run(fd, 'chown', uid, gid));

  ofFile('fstat', 2, (fd, bigint) => statsOf(files.run(fd, 'stat'), bigint));

  function stat(name, follow) {
    define(name, 2, (path, bigint, request, throws) => {
      try {
        return statsOf(host.stat(text(path), follow), bigint);
      } catch (error) {
        if (throws === false && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
        throw error;
      }
    });
  }
  stat('stat', true);
  stat('lstat', false);
  define('statfs', 2, (path, bigint) => statsOf(host.statfs(text(path)), bigint));
  exports.internalModuleStat = (path) => {
    try {
      return (host.stat(text(path), true)[1] & constants.S_IFMT) === constants.S_IFDIR ? 1 : 0;
    } catch {
      return -2;
    }
  };

  const types = new Map([[constants.S_IFREG, 1], [constants.S_IFDIR, 2], [constants.S_IFLNK, 3], [constants.S_IFIFO, 4],
    [constants.S_IFSOCK, 5], [constants.S_IFCHR, 6], [constants.S_IFBLK, 7]]);

  /** Names and kinds, each a list. */
  function entries(path, encoding) {
    const flat = [...host.list(text(path))];
    const names = [];
    const kinds = [];
    for (let i = 0; i < flat.length; i += 2) {
      names.push(encoded(flat[i], encoding));
      kinds.push(types.get(flat[i + 1]) ?? 0);
    }
    return [names, kinds];
  }
  define('readdir', 3, (path, encoding, withTypes) => (withTypes ? entries(path, encoding) : entries(path, encoding)[0]), 'scandir');

  function makeFolder(path, bits, recursive) {
    const name = text(path);
    if (!recursive) {
      host.mkdir(name, bits & ~flags.mask);
      return undefined;
    }
    const { dirname, resolve } = require('node:path');
    if (exists(name)) {
      if (exports.internalModuleStat(name) === 1) return undefined;
      host.mkdir(name, bits & ~flags.mask);
    }
    const parent = dirname(name);
    const first = parent === name || exists(parent) ? undefined : makeFolder(parent, bits, true);
    if (!exists(name)) host.mkdir(name, bits & ~flags.mask);
    return first ?? resolve(name);
  }
  define('mkdir', 3, makeFolder);

  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  define('mkdtemp', 2, (prefix, encoding) => {
    const random = crypto.getRandomValues(new Uint8Array(6));
    const name = text(prefix) + Array.from(random, (byte) => letters[byte % letters.length]).join('');
    try {
      host.mkdir(name, 0o700);
    } catch (error) {
      throw isFailure(error) ? known(error, 'mkdtemp', `${text(prefix)}XXXXXX`) : error;
    }
    return encoded(name, encoding);
  });

  define('rmdir', 1, (path) => host.remove(text(path), true));
  define('unlink', 1, (path) => host.remove(text(path), false));
  function remove(name, recursive) {
    const folder = kind(name) === constants.S_IFDIR;
    if (folder && recursive) for (const entry of entries(name)[0]) remove(`${name}/${entry}`, true);
    host.remove(name, folder);
  }
  define('rmSync', -1, (path, retries, recursive) => {
    try {
      kind(text(path));
    } catch (error) {
      if (error.code === 'ENOENT') return;
      throw error;
    }
    remove(text(path), recursive);
  }, 'rm');

  define('rename', 2, (from, to) => host.rename(text(from), text(to)), 'rename', 0, 1);
  define('link', 2, (from, to) => host.link(text(from), text(to)), 'link', 0, 1);
  define('symlink', 3, (target, path) => host.symlink(text(target), text(path)), 'symlink', 0, 1);
  define('copyFile', 3, (from, to, how) => host.copy(text(from), text(to), (mode(how, 0, 7) & 1) !== 0), 'copyfile', 0, 1);
  define('readlink', 2, (path, encoding) => encoded(host.readlink(text(path)), encoding));
  define('realpath', 2, (path, encoding) => encoded(host.realpath(text(path)), encoding));
  define('utimes', 3, (path, accessed, modified) => host.utimes(text(path), true, accessed * 1000, modified * 1000), 'utime');
  define('lutimes', 3, (path, accessed, modified) => host.utimes(text(path), false, accessed * 1000, modified * 1000), 'lutime');
  define('chmod', 2, (path, bits) => host.chmod(text(path), bits));
  define('chown', 3, (path, uid, gid) => host.chown(text(path), true, uid, gid));
  define('lchown', 3, (path, uid, gid) => host.chown(text(path), false, uid, gid));

  function withFile(path, number, bits, body) {
    if (typeof path === 'number') return body(path);
    const fd = exports.open(path, number, bits);
    try {
      return body(fd);
    } finally {
      exports.close(fd);
    }
  }

  exports.readFileUtf8 = (path, number) => {
    if (typeof path !== 'number' && number === constants.O_RDONLY && !files.isStandard(text(path))) {
      const { error, result } = attempt(() => host.read(text(path)), [path], 'open', 0, -1);
      if (error !== undefined) throw error.code === 'EISDIR' ? failed('EISDIR', 'read') : error;
      return Buffer.from(result.buffer, result.byteOffset, result.byteLength).utf8Slice();
    }
    return withFile(path, number, 0o666, (fd) => {
      const parts = [];
      for (;;) {
        const part = answer(undefined, attempt(() => files.run(fd, 'read', 65536, null), [], 'read', -1, -1));
        if (part.length === 0) return Buffer.concat(parts).utf8Slice();
        parts.push(part);
      }
    });
  };
  exports.writeFileUtf8 = (path, data, number, bits) => withFile(path, number, bits, (fd) => {
    const bytes = Buffer.from(data);
    for (let from = 0; from < bytes.length;) from += exports.writeBuffer(fd, bytes, from, bytes.length - from, null);
  });

  /** A folder that is read entry by entry. */
  class DirHandle {
    #left;
    constructor(path, encoding) { this.#left = entries(path, encoding); }

    read(encoding, size, request) {
      const [names, kinds] = this.#left;
      const part = names.splice(0, size).flatMap((name) => [encoded(name, encoding), kinds.shift()]);
      return answer(request, { result: part.length === 0 ? null : part });
    }

    close(request) { return answer(request, {}); }
  }
  exports.dir = {
    opendir: (path, encoding, request) => answer(request, attempt(() => new DirHandle(path), [path], 'opendir', 0, -1)),
    opendirSync: (path) => exports.dir.opendir(path),
  };

  exports.FileHandle = class FileHandle {
    constructor(fd) { this.fd = fd; }
    getAsyncId() { return 0; }
    close() {
      const { fd } = this;
      this.fd = -1;
      return exports.close(fd, kUsePromises);
    }
    closeSync() {
      exports.close(this.fd);
      this.fd = -1;
    }
    releaseFD() {
      const { fd } = this;
      this.fd = -1;
      return fd;
    }
  };

  Object.assign(exports, { FSReqCallback, kUsePromises, kFsStatsFieldsNumber: 18 });
  for (const name of ['cpSyncCheckPaths', 'cpSyncOverrideFile', 'cpSyncCopyDir']) {
    exports[name] = (...args) => require('web:fs-copy')[name](...args);
  }
  exports.__defineGetter__('StatWatcher', () => require('web:fs-watch').binding.StatWatcher);
});
