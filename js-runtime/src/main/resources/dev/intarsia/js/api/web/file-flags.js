// How a file is opened: Node's names of flags, and its numbers. An unknown name is refused, never guessed.
(function (exports, require) {
  'use strict';
  const { invalidValue } = require('web:errors');
  const { int32 } = require('web:validators');

  exports.constants = Object.freeze({ __proto__: null, UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2, O_RDONLY: 0, O_WRONLY: 1,
    O_RDWR: 2, UV_DIRENT_UNKNOWN: 0, UV_DIRENT_FILE: 1, UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, UV_DIRENT_FIFO: 4,
    UV_DIRENT_SOCKET: 5, UV_DIRENT_CHAR: 6, UV_DIRENT_BLOCK: 7, EXTENSIONLESS_FORMAT_JAVASCRIPT: 0,
    EXTENSIONLESS_FORMAT_WASM: 1, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576,
    S_IFIFO: 4096, S_IFLNK: 40960, S_IFSOCK: 49152, O_CREAT: 64, O_EXCL: 128, UV_FS_O_FILEMAP: 0, O_NOCTTY: 256,
    O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536, O_NOATIME: 262144, O_NOFOLLOW: 131072, O_SYNC: 1052672, O_DSYNC: 4096,
    O_DIRECT: 16384, O_NONBLOCK: 2048, S_IRWXU: 448, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64, S_IRWXG: 56, S_IRGRP: 32,
    S_IWGRP: 16, S_IXGRP: 8, S_IRWXO: 7, S_IROTH: 4, S_IWOTH: 2, S_IXOTH: 1, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1,
    UV_FS_COPYFILE_EXCL: 1, COPYFILE_EXCL: 1, UV_FS_COPYFILE_FICLONE: 2, COPYFILE_FICLONE: 2,
    UV_FS_COPYFILE_FICLONE_FORCE: 4, COPYFILE_FICLONE_FORCE: 4 });

  const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_SYNC } = exports.constants;
  const write = O_TRUNC | O_CREAT;
  const append = O_APPEND | O_CREAT;
  const names = new Map(Object.entries({
    'r': O_RDONLY, 'rs': O_RDONLY | O_SYNC, 'sr': O_RDONLY | O_SYNC,
    'r+': O_RDWR, 'rs+': O_RDWR | O_SYNC, 'sr+': O_RDWR | O_SYNC,
    'w': write | O_WRONLY, 'wx': write | O_WRONLY | O_EXCL, 'xw': write | O_WRONLY | O_EXCL,
    'w+': write | O_RDWR, 'wx+': write | O_RDWR | O_EXCL, 'xw+': write | O_RDWR | O_EXCL,
    'a': append | O_WRONLY, 'ax': append | O_WRONLY | O_EXCL, 'xa': append | O_WRONLY | O_EXCL,
    'as': append | O_WRONLY | O_SYNC, 'sa': append | O_WRONLY | O_SYNC,
    'a+': append | O_RDWR, 'ax+': append | O_RDWR | O_EXCL, 'xa+': append | O_RDWR | O_EXCL,
    'as+': append | O_RDWR | O_SYNC, 'sa+': append | O_RDWR | O_SYNC,
  }));

  /** The bits that process.umask took away, on top of the mask of the process itself. */
  exports.mask = 0;

  /** The number that open(2) takes. */
  exports.numberOf = function numberOf(flags, name = 'flags') {
    if (typeof flags === 'number') {
      int32(flags, name);
      return flags;
    }
    if (flags == null) return O_RDONLY;
    const number = names.get(flags);
    if (number === undefined) throw invalidValue(name, flags);
    return number;
  };
});
