// The file functions, synchronous. What they may touch is decided by the host.
(function (exports, require, module, native) {
  'use strict';
  const host = native('files');
  const { Buffer } = require('node:buffer');
  const { coded, invalidType } = require('web:errors');
  const { errno } = require('node:os').constants;
  const flags = require('web:file-flags');
  const { constants, numberOf } = flags;
  const { Stats, BigIntStats, Dirent } = require('web:file-stats');
  const { buffer: checkBuffer, encoding: checkEncoding, fileMode, integer } = require('web:validators');
  const open = new Map();
  let lastFd = 2;
  const standard = require('web:standard-files');
  const standardName = /^(?:\/dev\/(?:stdin|stdout|stderr|fd\/[012])|\/proc\/self\/fd\/[012])$/;
  standard?.forEach((file, fd) => {
    open.set(fd, file);
  });

  function pathOf(value, name = 'path') {
    let text = value;
    if (value instanceof URL) text = require('node:url').fileURLToPath(value);
    else if (ArrayBuffer.isView(value)) text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
    else if (typeof value !== 'string') throw invalidType(name, 'of type string or an instance of Buffer or URL', value);
    if (text.includes('\0')) {
      throw require('web:errors').invalidValue(name, value, 'must be a string, Uint8Array, or URL without null bytes');
    }
    return text;
  }

  function call(body) {
    try {
      return body();
    } catch (error) {
      const match = /^([A-Z]+): [^,]*(?:, (\w+))?(?: '([^]*?)')?(?: -> '([^]*)')?$/.exec(error?.message);
      if (match !== null && match[1] in errno) {
        error.errno = -errno[match[1]];
        if (match[2]) error.syscall = match[2];
        if (match[3]) error.path = match[3];
        if (match[4]) error.dest = match[4];
      } else if (error?.code === 'ERR_ACCESS_DENIED') {
        error.permission = /"write"$/.test(error.message) ? 'FileSystemWrite' : 'FileSystemRead';
      }
      throw error;
    }
  }

  const encodingOf = (options) => (typeof options === 'string' ? options : options?.encoding);

  function output(bytes, options) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const encoding = encodingOf(options);
    return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer;
  }

  function inputBytes(data, options) {
    if (typeof data === 'string') return Buffer.from(data, encodingOf(options) ?? 'utf8');
    if (ArrayBuffer.isView(data)) return data;
    throw invalidType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
  }

  function handle(fd) {
    integer(fd, 'fd', 0, 2147483647);
    const file = open.get(fd);
    if (file === undefined) {
      throw Object.assign(coded(Error, 'EBADF', 'EBADF: bad file descriptor'), { errno: -9, syscall: 'read' });
    }
    return file;
  }

  const statsOf = (numbers, options) => new (options?.bigint ? BigIntStats : Stats)([...numbers]);

  function stat(path, follow, options) {
    try {
      return call(() => statsOf(host.stat(pathOf(path), follow), options));
    } catch (error) {
      if (options?.throwIfNoEntry === false && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
      throw error;
    }
  }

  function entries(path) {
    const flat = call(() => [...host.list(path)]);
    const list = [];
    for (let i = 0; i < flat.length; i += 2) list.push(new Dirent(flat[i], path, flat[i + 1]));
    return list;
  }

  function exists(path) {
    try {
      const name = pathOf(path);
      host.access(name, 0);
      return !name.endsWith('/') || functions.stat(name).isDirectory();
    } catch {
      return false;
    }
  }

  function msOf(time, name) {
    const ms = time instanceof Date ? time.getTime() : typeof time === 'number' || typeof time === 'string' ? Number(time) * 1000 : NaN;
    if (!Number.isFinite(ms)) throw invalidType(name, 'of type number or string or an instance of Date', time);
    return ms;
  }

  const join = (...parts) => require('node:path').join(...parts);

  const isStandard = (name) => standardName.test(name) && standard !== undefined;

  function writeAll(fd, bytes) {
    for (let at = 0; at < bytes.byteLength;) at += functions.write(fd, bytes, at);
  }

  function withFile(path, flags, mode, body) {
    const fd = functions.open(path, flags, mode);
    try {
      return body(fd);
    } finally {
      functions.close(fd);
    }
  }

  /** One call for each buffer, until one is not filled or not written whole; gives the bytes in all. */
  function each(buffers, call) {
    if (!Array.isArray(buffers) || !buffers.every((buffer) => ArrayBuffer.isView(buffer))) {
      throw invalidType('buffers', 'an instance of ArrayBufferView[]', buffers);
    }
    let total = 0;
    for (const buffer of buffers) {
      const count = call(buffer, total);
      total += count;
      if (count < buffer.byteLength) break;
    }
    return total;
  }

  const functions = {
    readFile(path, options) {
      checkEncoding(encodingOf(options));
      if (typeof path === 'number') {
        const parts = [];
        for (;;) {
          const part = call(() => handle(path)('read', 65536, null));
          if (part.length === 0) return output(Buffer.concat(parts), options);
          parts.push(part);
        }
      }
      const name = pathOf(path);
      if (options?.flag === undefined && !isStandard(name)) return output(call(() => host.read(name)), options);
      return withFile(name, options?.flag, 0o666, (fd) => functions.readFile(fd, options));
    },
    writeFile(path, data, options) {
      checkEncoding(encodingOf(options));
      const bytes = inputBytes(data, options);
      if (typeof path === 'number') {
        writeAll(path, bytes);
        return;
      }
      withFile(path, options?.flag ?? 'w', options?.mode ?? 0o666, (fd) => writeAll(fd, bytes));
    },
    appendFile(path, data, options) {
      functions.writeFile(path, data, { ...(typeof options === 'string' ? { encoding: options } : options), flag: options?.flag ?? 'a' });
    },
    access: (path, mode = 0) => call(() => host.access(pathOf(path), mode)),
    stat: (path, options) => stat(path, true, options),
    lstat: (path, options) => stat(path, false, options),
    readdir(path, options) {
      const root = pathOf(path);
      const list = [];
      const visit = (folder, prefix) => {
        for (const entry of entries(folder)) {
          list.push(options?.withFileTypes ? entry : join(prefix, entry.name));
          if (options?.recursive && entry.isDirectory()) visit(join(folder, entry.name), join(prefix, entry.name));
        }
      };
      visit(root, '');
      return list;
    },
    mkdir(path, options) {
      const name = pathOf(path);
      const mode = fileMode(typeof options === 'object' ? options?.mode : options, 'mode', 0o777) & ~flags.mask;
      if (!options?.recursive) {
        call(() => host.mkdir(name, mode));
        return undefined;
      }
      if (exists(name)) {
        if (functions.stat(name).isDirectory()) return undefined;
        call(() => host.mkdir(name, mode));
      }
      const parent = require('node:path').dirname(name);
      const first = parent === name || exists(parent) ? undefined : functions.mkdir(parent, options);
      call(() => host.mkdir(name, mode));
      return first ?? require('node:path').resolve(name);
    },
    mkdtemp(prefix, options) {
      void options;
      const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
      const random = crypto.getRandomValues(new Uint8Array(6));
      const name = pathOf(prefix, 'prefix') + Array.from(random, (byte) => letters[byte % letters.length]).join('');
      call(() => host.mkdir(name, 0o700));
      return name;
    },
    rmdir(path, options) {
      if (options?.recursive) functions.rm(path, { recursive: true });
      else call(() => host.remove(pathOf(path), true));
    },
    unlink: (path) => call(() => host.remove(pathOf(path), false)),
    rm(path, options) {
      const name = pathOf(path);
      let found;
      try {
        found = functions.lstat(name);
      } catch (error) {
        if (options?.force && error.code === 'ENOENT') return;
        throw error;
      }
      if (!found.isDirectory()) {
        functions.unlink(name);
        return;
      }
      if (!options?.recursive) {
        throw Object.assign(coded(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${name}`),
          { errno: 21, syscall: 'rm', path: name });
      }
      for (const entry of entries(name)) functions.rm(join(name, entry.name), options);
      call(() => host.remove(name, true));
    },
    rename: (from, to) => call(() => host.rename(pathOf(from), pathOf(to))),
    copyFile: (from, to, mode = 0) => call(() => host.copy(pathOf(from), pathOf(to), (mode & 1) !== 0)),
    cp(from, to, options) {
      const [source, target] = [pathOf(from), pathOf(to)];
      if (!functions.stat(source).isDirectory()) {
        functions.mkdir(require('node:path').dirname(target), { recursive: true });
        functions.copyFile(source, target);
        return;
      }
      if (!options?.recursive) {
        throw coded(Error, 'ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${source} is a directory (not copied)) ${source}`);
      }
      functions.mkdir(target, { recursive: true });
      for (const entry of entries(source)) functions.cp(join(source, entry.name), join(target, entry.name), options);
    },
    realpath: (path) => call(() => host.realpath(pathOf(path))),
    readlink: (path) => call(() => host.readlink(pathOf(path))),
    truncate(path, length = 0) {
      const fd = functions.open(path, 'r+');
      try {
        functions.ftruncate(fd, length);
      } finally {
        functions.close(fd);
      }
    },
    utimes: (path, accessed, modified) => call(() => host.utimes(pathOf(path), true, msOf(accessed, 'atime'),
      msOf(modified, 'mtime'))),
    lutimes: (path, accessed, modified) => call(() => host.utimes(pathOf(path), false, msOf(accessed, 'atime'),
      msOf(modified, 'mtime'))),
    futimes: (fd, accessed, modified) => call(() => handle(fd)('utimes', msOf(accessed, 'atime'), msOf(modified, 'mtime'))),
    chmod: (path, mode) => call(() => host.chmod(pathOf(path), fileMode(mode, 'mode'))),
    fchmod: (fd, mode) => call(() => handle(fd)('chmod', fileMode(mode, 'mode'))),
    symlink: (target, path) => call(() => host.symlink(pathOf(target, 'target'), pathOf(path))),
    link: (from, to) => call(() => host.link(pathOf(from, 'existingPath'), pathOf(to, 'newPath'))),
    open(path, how, mode = 0o666) {
      const name = pathOf(path);
      const number = numberOf(how);
      const bits = fileMode(mode, 'mode', 0o666) & ~flags.mask;
      const file = isStandard(name) ? standard[{ stdin: 0, stdout: 1, stderr: 2 }[name.slice(5)] ?? Number(name.at(-1))]
        : call(() => host.open(name, number, bits));
      open.set(++lastFd, file);
      return lastFd;
    },
    close(fd) {
      call(() => handle(fd)('close'));
      open.delete(fd);
    },
    read(fd, buffer, offset = 0, length = undefined, position = null) {
      let [at, count, from] = [offset, length, position];
      if (at !== null && typeof at === 'object') ({ offset: at = 0, length: count, position: from = null } = offset);
      checkBuffer(buffer);
      const room = buffer.byteLength - (at ?? 0);
      if (count != null) integer(count, 'length', 0, Math.max(0, room));
      integer(at ?? 0, 'offset', 0);
      const bytes = call(() => handle(fd)('read', count ?? room, from === null || from < 0 ? null : Number(from)));
      new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(bytes, at ?? 0);
      return bytes.length;
    },
    write(fd, data, offset = 0, length = undefined, position = null) {
      if (typeof data === 'string') {
        return call(() => handle(fd)('write', Buffer.from(data, typeof length === 'string' ? length : 'utf8'),
          typeof offset === 'number' && offset > 0 ? offset : null));
      }
      checkBuffer(data);
      integer(offset ?? 0, 'offset', 0, data.byteLength);
      const count = length ?? data.byteLength - (offset ?? 0);
      integer(count, 'length', 0, data.byteLength - (offset ?? 0));
      const part = new Uint8Array(data.buffer, data.byteOffset + (offset ?? 0), count);
      return call(() => handle(fd)('write', part, position === null || position === undefined ? null : Number(position)));
    },
    readv: (fd, buffers, position = null) => each(buffers, (buffer, at) =>
      functions.read(fd, buffer, 0, buffer.byteLength, position === null ? null : position + at)),
    writev: (fd, buffers, position = null) => each(buffers, (buffer, at) =>
      functions.write(fd, buffer, 0, buffer.byteLength, position === null ? null : position + at)),
    fstat: (fd, options) => call(() => statsOf(handle(fd)('stat'), options)),
    ftruncate: (fd, length = 0) => call(() => handle(fd)('truncate', length)),
    fsync: (fd) => call(() => handle(fd)('sync')),
    fdatasync: (fd) => call(() => handle(fd)('sync')),
  };
  Object.assign(exports, { functions, exists, pathOf, Stats, Dirent, constants });
});
