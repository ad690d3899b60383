// The file functions, synchronous. What they may touch is decided by the host.
(function (exports, require, module, native) {
  'use strict';
  const host = native('files');
  const { Buffer } = require('node:buffer');
  const { coded, invalidType } = require('web:errors');
  const { errno } = require('node:os').constants;
  const constants = Object.freeze({ F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2,
    O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFLNK: 40960 });
  const open = new Map();
  let lastFd = 2;

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

  class Stats {
    #kind;

    constructor([kind, size, mode, atimeMs, mtimeMs, birthtimeMs]) {
      this.#kind = kind;
      const bits = { file: constants.S_IFREG, directory: constants.S_IFDIR, link: constants.S_IFLNK }[kind] ?? 0;
      Object.assign(this, { dev: 0, mode: bits | mode, nlink: 1, uid: 1000, gid: 1000, rdev: 0, blksize: 4096, ino: 0, size,
        blocks: Math.ceil(size / 512), atimeMs, mtimeMs, ctimeMs: mtimeMs, birthtimeMs, atime: new Date(atimeMs),
        mtime: new Date(mtimeMs), ctime: new Date(mtimeMs), birthtime: new Date(birthtimeMs) });
    }

    isFile() { return this.#kind === 'file'; }
    isDirectory() { return this.#kind === 'directory'; }
    isSymbolicLink() { return this.#kind === 'link'; }
    isFIFO() { return false; }
    isSocket() { return false; }
    isBlockDevice() { return false; }
    isCharacterDevice() { return this.#kind === 'other'; }
  }

  class Dirent {
    #kind;

    constructor(name, parentPath, kind) {
      this.name = name;
      this.parentPath = parentPath;
      this.#kind = kind;
    }

    isFile() { return this.#kind === 'file'; }
    isDirectory() { return this.#kind === 'directory'; }
    isSymbolicLink() { return this.#kind === 'link'; }
    isFIFO() { return false; }
    isSocket() { return false; }
    isBlockDevice() { return false; }
    isCharacterDevice() { return false; }
  }

  function handle(fd) {
    const file = open.get(fd);
    if (file === undefined) {
      throw Object.assign(coded(Error, 'EBADF', 'EBADF: bad file descriptor'), { errno: -9, syscall: 'read' });
    }
    return file;
  }

  function flagOf(flags) {
    if (typeof flags !== 'number') return flags ?? 'r';
    const base = flags & 3;
    if (flags & constants.O_APPEND) return base === 2 ? 'a+' : 'a';
    if (flags & constants.O_CREAT) return `w${flags & constants.O_EXCL ? 'x' : ''}${base === 2 ? '+' : ''}`;
    return base === 0 ? 'r' : 'r+';
  }

  function stat(path, follow, options) {
    try {
      return call(() => new Stats([...host.stat(pathOf(path), follow)]));
    } catch (error) {
      if (options?.throwIfNoEntry === false && error.code === 'ENOENT') return undefined;
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
      host.access(pathOf(path), 0);
      return true;
    } catch {
      return false;
    }
  }

  const join = (...parts) => require('node:path').join(...parts);

  const functions = {
    readFile(path, options) {
      if (typeof path === 'number') {
        const parts = [];
        for (;;) {
          const part = call(() => handle(path)('read', 65536, null));
          if (part.length === 0) return output(Buffer.concat(parts), options);
          parts.push(part);
        }
      }
      const name = pathOf(path);
      return output(call(() => host.read(name)), options);
    },
    writeFile(path, data, options) {
      const bytes = inputBytes(data, options);
      if (typeof path === 'number') {
        call(() => handle(path)('write', bytes, null));
        return;
      }
      const name = pathOf(path);
      call(() => host.write(name, bytes, options?.flag ?? 'w'));
    },
    appendFile(path, data, options) {
      functions.writeFile(path, data, { ...(typeof options === 'string' ? { encoding: options } : options), flag: 'a' });
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
      if (!options?.recursive) {
        call(() => host.mkdir(name));
        return undefined;
      }
      if (exists(name)) {
        if (functions.stat(name).isDirectory()) return undefined;
        call(() => host.mkdir(name));
      }
      const parent = require('node:path').dirname(name);
      const first = parent === name || exists(parent) ? undefined : functions.mkdir(parent, options);
      call(() => host.mkdir(name));
      return first ?? require('node:path').resolve(name);
    },
    mkdtemp(prefix, options) {
      void options;
      const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
      const random = crypto.getRandomValues(new Uint8Array(6));
      const name = pathOf(prefix, 'prefix') + Array.from(random, (byte) => letters[byte % letters.length]).join('');
      call(() => host.mkdir(name));
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
    utimes: (path, accessed, modified) => call(() => host.utimes(pathOf(path),
      modified instanceof Date ? modified.getTime() : Number(modified) * 1000)),
    chmod: (path, mode) => call(() => host.chmod(pathOf(path), typeof mode === 'string' ? parseInt(mode, 8) : mode)),
    open(path, flags) {
      const name = pathOf(path);
      const file = call(() => host.open(name, flagOf(flags)));
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
      const bytes = call(() => handle(fd)('read', count ?? buffer.byteLength - at, from === null || from < 0 ? null : Number(from)));
      new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(bytes, at);
      return bytes.length;
    },
    write(fd, data, offset = 0, length = undefined, position = null) {
      if (typeof data === 'string') {
        return call(() => handle(fd)('write', Buffer.from(data, typeof length === 'string' ? length : 'utf8'),
          typeof offset === 'number' && offset > 0 ? offset : null));
      }
      const count = length ?? data.byteLength - (offset ?? 0);
      const part = new Uint8Array(data.buffer, data.byteOffset + (offset ?? 0), count);
      return call(() => handle(fd)('write', part, position === null || position === undefined ? null : Number(position)));
    },
    fstat: (fd) => call(() => new Stats([...handle(fd)('stat')])),
    ftruncate: (fd, length = 0) => call(() => handle(fd)('truncate', length)),
    fsync: (fd) => call(() => handle(fd)('sync')),
    fdatasync: (fd) => call(() => handle(fd)('sync')),
  };
  Object.assign(exports, { functions, exists, Stats, Dirent, constants });
});
