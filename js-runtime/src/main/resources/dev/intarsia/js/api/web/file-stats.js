// What stat gives: Stats, BigIntStats, and the entries of folders.
(function (exports, require) {
  'use strict';
  const { constants } = require('web:file-flags');
  const kinds = { isFile: constants.S_IFREG, isDirectory: constants.S_IFDIR, isSymbolicLink: constants.S_IFLNK,
    isFIFO: constants.S_IFIFO, isSocket: constants.S_IFSOCK, isBlockDevice: constants.S_IFBLK,
    isCharacterDevice: constants.S_IFCHR };
  const fields = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks'];
  const times = ['atime', 'mtime', 'ctime', 'birthtime'];

  function define(Class, modeOf) {
    for (const [name, bits] of Object.entries(kinds)) {
      Object.defineProperty(Class.prototype, name, { writable: true, configurable: true, enumerable: false,
        value: { [name]() { return (modeOf(this) & constants.S_IFMT) === bits; } }[name] });
    }
  }

  class Stats {
    /** Numbers in the order of the fields, then the four times in milliseconds. */
    constructor(numbers) {
      fields.forEach((name, i) => { this[name] = numbers[i]; });
      times.forEach((name, i) => { this[`${name}Ms`] = numbers[fields.length + i]; });
      for (const name of times) this[name] = new Date(Math.round(this[`${name}Ms`]));
    }
  }
  define(Stats, (stats) => stats.mode);

  class BigIntStats {
    constructor(numbers) {
      fields.forEach((name, i) => { this[name] = BigInt(numbers[i]); });
      times.forEach((name, i) => { this[`${name}Ms`] = BigInt(Math.floor(numbers[fields.length + i])); });
      times.forEach((name, i) => { this[`${name}Ns`] = BigInt(Math.round(numbers[fields.length + i] * 1e3)) * 1000n; });
      for (const name of times) this[name] = new Date(Number(this[`${name}Ms`]));
    }
  }
  define(BigIntStats, (stats) => Number(stats.mode));

  class Dirent {
    #bits;

    constructor(name, parentPath, bits) {
      this.name = name;
      this.parentPath = parentPath;
      this.#bits = bits;
    }

    static bits(entry) { return entry.#bits; }
  }
  const bitsOf = Dirent.bits;
  delete Dirent.bits;
  define(Dirent, bitsOf);

  Object.assign(exports, { Stats, BigIntStats, Dirent });
});
