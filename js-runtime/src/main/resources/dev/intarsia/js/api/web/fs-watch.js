// The watchers of Node's binding. They look again and again: the host has no events of files.
(function (exports, require) {
  'use strict';
  const binding = require('web:fs-binding');
  const { setInterval, clearInterval } = require('web:timers');
  const uv = require('net:uv');
  const LOOK_MS = 50;

  /** Looks at a file or folder in turns; subclasses say what they saw. */
  class Watcher {
    #timer;
    #ref = true;

    begin(look, ms) {
      this.#timer = setInterval(look, ms);
      if (!this.#ref) this.#timer.unref();
    }

    get initialized() { return this.#timer !== undefined; }
    getAsyncId() { return 0; }
    hasRef() { return this.#ref; }
    ref() {
      this.#ref = true;
      this.#timer?.ref();
    }
    unref() {
      this.#ref = false;
      this.#timer?.unref();
    }
    close() { clearInterval(this.#timer); }
  }

  // Node's module adds to these classes: they are not among the exports, which are closed.
  exports.binding = {};

  exports.binding.StatWatcher = class StatWatcher extends Watcher {
    #bigint;
    constructor(bigint) {
      super();
      this.#bigint = bigint;
    }

    #stats(path) {
      try {
        return [0, binding.stat(path, this.#bigint)];
      } catch (error) {
        return [error.errno ?? -1, this.#bigint ? new BigInt64Array(18) : new Float64Array(18)];
      }
    }

    start(path, ms) {
      check(path);
      let [status, before] = this.#stats(path);
      const tell = (now, after) => {
        const both = new before.constructor(36);
        both.set(after);
        both.set(before, 18);
        [status, before] = [now, after];
        this.onchange(now, both);
      };
      if (status !== 0) require('web:timers').setImmediate(() => tell(status, before));
      this.begin(() => {
        const [now, after] = this.#stats(path);
        if (now !== status || after.some((value, i) => i !== 10 && i !== 11 && value !== before[i])) tell(now, after);
      }, ms);
      return 0;
    }
  };

  exports.binding.FSEvent = class FSEvent extends Watcher {
    start(path, persistent, recursive, encoding) {
      if (!check(path)) return uv.UV_ENOENT;
      const name = require('web:fs-errors').text(path);
      const isFolder = binding.internalModuleStat(path) === 1;
      const own = require('node:path').basename(name);
      let before = isFolder ? folder(name, recursive) : file(name, own);
      if (!persistent) this.unref();
      this.begin(() => {
        const after = isFolder ? folder(name, recursive) : file(name, own);
        for (const [entry, state] of after) {
          if (before.get(entry) !== state) this.#tell(before.has(entry) ? 'change' : 'rename', entry, encoding);
        }
        for (const entry of before.keys()) if (!after.has(entry)) this.#tell('rename', entry, encoding);
        before = after;
      }, LOOK_MS);
      return 0;
    }

    #tell(event, entry, encoding) {
      const bytes = () => require('node:buffer').Buffer.from(entry);
      this.onchange(0, event, encoding === 'buffer' ? bytes() : encoding && encoding !== 'utf8' ? bytes().toString(encoding) : entry);
    }
  };

  /** Whether there is such a file. Refuses one that may not be read. */
  function check(path) {
    try {
      binding.stat(path);
      return true;
    } catch (error) {
      if (error.code === 'ERR_ACCESS_DENIED') throw error;
      return false;
    }
  }

  /** What of a file changes when it is written. */
  function stateOf(path) {
    try {
      const stats = binding.lstat(path, false);
      return `${stats[1]} ${stats[7]} ${stats[8]} ${stats[12]} ${stats[13]} ${stats[14]} ${stats[15]}`;
    } catch {
      return undefined;
    }
  }

  function file(path, name) {
    const state = stateOf(path);
    return new Map(state === undefined ? [] : [[name, state]]);
  }

  function folder(path, recursive, prefix = '', found = new Map()) {
    let names = [];
    let kinds = [];
    try {
      [names, kinds] = binding.readdir(path, 'utf8', true);
    } catch {
      // It is gone.
    }
    names.forEach((name, i) => {
      const state = kinds[i] === 2 ? 'folder' : stateOf(`${path}/${name}`);
      if (state !== undefined) found.set(prefix + name, state);
      if (recursive && kinds[i] === 2) folder(`${path}/${name}`, true, `${prefix}${name}/`, found);
    });
    return found;
  }
});
