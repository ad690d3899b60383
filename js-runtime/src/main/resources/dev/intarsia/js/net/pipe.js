// Sockets in the file system.
(function (exports, require, module, native) {
  'use strict';
  const host = native('net');
  const { StreamHandle } = require('net:stream-base');
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

    fchmod() { return 0; }
    setPendingInstances() {}

    /** Takes over the channel that this process was started with; other descriptors are the host's own. */
    open(fd) {
      return this.opened(host.openChannel(fd));
    }
  }

  Object.assign(exports, { Pipe, PipeConnectWrap: class PipeConnectWrap {}, constants });
});
