// Sockets in the file system.
(function (exports, require, module, native) {
  'use strict';
  const host = native('net');
  const { StreamHandle } = require('net:stream-base');
  const { UV_EINVAL } = require('net:uv');
  const constants = { SOCKET: 0, SERVER: 1, IPC: 2, UV_READABLE: 1, UV_WRITABLE: 2 };

  class Pipe extends StreamHandle {
    #path = '';

    client() {
      return new Pipe(constants.SOCKET);
    }

    bind(path) {
      this.#path = path;
      return 0;
    }

    listen(backlog) {
      return this.opened(host.listenFile(this.#path, backlog));
    }

    connect(request, path) {
      return this.connecting(request, () => host.connectFile(path));
    }

    fchmod(mode) {
      const fs = require('node:fs');
      let more = 0;
      if (mode & constants.UV_READABLE) more |= 0o444;
      if (mode & constants.UV_WRITABLE) more |= 0o222;
      try {
        fs.chmodSync(this.#path, (fs.statSync(this.#path).mode & 0o777) | more);
      } catch (error) {
        return error.errno ?? UV_EINVAL;
      }
      return 0;
    }

    setPendingInstances() {}

    /** Takes over the channel that this process was started with; other descriptors are the host's own. */
    open(fd) {
      return this.opened(host.openChannel(fd));
    }
  }

  Object.assign(exports, { Pipe, PipeConnectWrap: class PipeConnectWrap {}, constants });
});
