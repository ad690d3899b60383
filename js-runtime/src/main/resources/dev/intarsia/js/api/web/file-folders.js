// Folders that are read entry by entry, and files found by patterns.
(function (exports, require) {
  'use strict';
  const { coded, invalidType } = require('web:errors');
  const { string: checkString } = require('web:validators');
  const { nextTick } = require('node:process');
  const path = require('node:path');
  const { functions } = require('web:files');
  const closed = () => coded(Error, 'ERR_DIR_CLOSED', 'Directory handle was closed');

  /** A folder's entries. */
  class Dir {
    #path;
    #entries;
    #closed = false;

    constructor(folder, options) {
      this.#path = folder;
      this.#entries = functions.readdir(folder, { ...options, withFileTypes: true });
    }

    get path() { return this.#path; }

    readSync() {
      if (this.#closed) throw closed();
      return this.#entries.shift() ?? null;
    }

    closeSync() {
      if (this.#closed) throw closed();
      this.#closed = true;
    }

    #answer(body, done) {
      if (done === undefined) return new Promise((resolve) => resolve(body()));
      if (typeof done !== 'function') throw invalidType('callback', 'of type function', done);
      const result = body();
      nextTick(done, null, ...(result === undefined ? [] : [result]));
      return undefined;
    }

    read(done) { return this.#answer(() => this.readSync(), done); }
    close(done) { return this.#answer(() => this.closeSync(), done); }

    async* entries() {
      try {
        for (let entry = this.readSync(); entry !== null; entry = this.readSync()) yield entry;
      } finally {
        if (!this.#closed) this.closeSync();
      }
    }

    [Symbol.dispose]() { if (!this.#closed) this.closeSync(); }
    async [Symbol.asyncDispose]() { if (!this.#closed) this.closeSync(); }
  }
  Dir.prototype[Symbol.asyncIterator] = Dir.prototype.entries;

  function patternsOf(given, name) {
    const list = Array.isArray(given) ? given : [given];
    for (const pattern of list) checkString(pattern, name);
    return list;
  }

  /** What the options leave out: a test of an entry or of its path. */
  function excluder({ exclude, withFileTypes }) {
    if (exclude === undefined) return () => false;
    if (typeof exclude === 'function') return (entry) => !!exclude(withFileTypes ? entry : entry.name);
    if (!Array.isArray(exclude)) throw invalidType('options.exclude', 'of type function or an instance of Array', exclude);
    return (entry, name) => exclude.some((pattern) => path.matchesGlob(name, pattern));
  }

  /** The files below a folder that a pattern names, in the order of the folders. */
  function glob(given, options = {}) {
    const patterns = patternsOf(given, 'patterns');
    const root = path.resolve(options.cwd instanceof URL ? require('node:url').fileURLToPath(options.cwd) : options.cwd ?? '.');
    const leaves = excluder(options);
    const found = [];
    const visit = (folder, prefix) => {
      let entries;
      try {
        entries = functions.readdir(folder, { withFileTypes: true });
      } catch (error) {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EACCES') return;
        throw error;
      }
      for (const entry of entries) {
        const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
        if (leaves(entry, name)) continue;
        if (patterns.some((pattern) => path.matchesGlob(name, pattern.replace(/^\.\//, '')))) found.push(options.withFileTypes ? entry : name);
        if (entry.isDirectory()) visit(`${folder}/${entry.name}`, name);
      }
    };
    visit(root, '');
    return found;
  }

  Object.assign(exports, {
    Dir,
    glob,
    opendir: (folder, options) => new Dir(folder, options),
  });
});
