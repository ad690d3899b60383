// The binding of processes under Node's own child_process.
(function (exports, require, module, native) {
  'use strict';
  const host = native('children');
  const { drainTicks } = native('timers');
  const { bind } = require('web:async-scope');
  const { Pipe } = require('net:pipe');
  const { UV_EPERM, UV_ENOTSUP, UV_ESRCH } = require('net:uv');
  const { streamBaseState, kReadBytesOrError } = require('net:stream-base');
  const constants = { kProcessFlagDetached: 1, kProcessFlagWindowsHide: 2, kProcessFlagWindowsVerbatimArguments: 4 };
  const [IGNORE, PIPE] = [-2, -1];

  const signalName = (number) => Object.entries(require('web:signals').signals).find((entry) => entry[1] === number)?.[0] ?? null;

  /** What the host takes for a descriptor: files that this realm has open are pipes that it copies. */
  function kindOf(stdio) {
    if (stdio.type === 'ignore') return IGNORE;
    return stdio.type === 'inherit' || stdio.type === 'fd' ? (stdio.fd > 2 ? PIPE : stdio.fd) : PIPE;
  }

  function mayNotBe(uid, gid) {
    const { getuid, getgid } = require('node:process');
    return (uid != null && uid !== getuid()) || (gid != null && gid !== getgid());
  }

  /** Between a child's descriptor and a file that is open here. */
  function copy(socket, fd, into) {
    const fs = require('node:fs');
    const pipe = new Pipe(0);
    pipe.opened(socket);
    if (into) {
      const bytes = fs.readFileSync(fd);
      if (bytes.length > 0) pipe.writeBuffer({}, bytes);
      pipe.shutdown({ oncomplete: () => pipe.close() });
      return;
    }
    pipe.onread = (buffer) => {
      if (buffer === undefined) pipe.close();
      else fs.writeSync(fd, new Uint8Array(buffer, 0, streamBaseState[kReadBytesOrError]));
    };
    pipe.readStart();
  }

  class Process {
    pid = 0;
    onexit = undefined;
    #running = false;

    spawn(file, args, cwd, environment, stdio, flags, uid, gid) {
      if (mayNotBe(uid, gid)) return UV_EPERM;
      if (stdio.some((each) => each.type === 'wrap')) return UV_ENOTSUP;
      const exited = bind((code, signal) => {
        this.#running = false;
        try {
          this.onexit?.(code, signal === 0 ? '' : signalName(signal));
        } finally {
          drainTicks();
        }
      });
      return host.spawn(file, (args ?? []).map(String), cwd ?? null, environment ?? [], stdio.map(kindOf), (flags & constants.kProcessFlagDetached) !== 0,
        exited, (pid, ...sockets) => {
          this.pid = pid;
          this.#running = true;
          sockets.forEach((socket, i) => {
            if (socket === 0) return;
            if (stdio[i].handle !== undefined) stdio[i].handle.opened(socket);
            else copy(socket, stdio[i].fd, i === 0);
          });
        });
    }

    kill(signal) {
      return this.#running ? host.kill(this.pid, signal) : UV_ESRCH;
    }

    close(closed = undefined) {
      if (closed) require('node:process').nextTick(closed);
    }

    ref() {
      if (this.#running) host.reference(this.pid, true);
    }

    unref() {
      if (this.#running) host.reference(this.pid, false);
    }

    hasRef() {
      return this.#running;
    }
  }

  function notThere() {
    throw require('web:errors').notAvailable('child_process with serialization "advanced"', 'this engine is not V8; use "json"');
  }

  exports.processes = { Process, constants };
  exports.serializing = { serialize: notThere, deserialize: notThere };
  Object.assign(exports, { kindOf, mayNotBe, signalName });
});
