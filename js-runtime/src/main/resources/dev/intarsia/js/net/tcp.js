(function (exports, require, module, native) {
  'use strict';
  const host = native('net');
  const { StreamHandle } = require('net:stream-base');
  const { UV_EBADF, UV_EINVAL } = require('net:uv');
  const constants = { SOCKET: 0, SERVER: 1, UV_TCP_IPV6ONLY: 1, UV_TCP_REUSEPORT: 2 };

  class TCP extends StreamHandle {
    #host = '';
    #port = 0;
    #onlyIpv6 = false;
    /** Whether IPv4 clients show as IPv6. */
    mapped = false;

    client() {
      const client = new TCP(constants.SOCKET);
      client.mapped = this.mapped;
      return client;
    }

    bind(address, port) {
      this.#host = address;
      this.#port = port ?? 0;
      return 0;
    }

    bind6(address, port, flags = 0) {
      this.#onlyIpv6 = (flags & constants.UV_TCP_IPV6ONLY) !== 0;
      this.mapped = true;
      return this.bind(address, port);
    }

    listen(backlog) {
      return this.opened(host.listen(this.#host || '0.0.0.0', this.#port, this.#onlyIpv6, backlog));
    }

    connect(request, address, port) {
      this.mapped = false;
      return this.connecting(request, () => host.connect(address, port, this.#host, this.#port));
    }

    connect6(request, address, port) {
      return this.connect(request, address, port);
    }

    #address(out, remote) {
      let known = false;
      if (this.id !== 0) {
        host.address(this.id, remote, this.mapped, (address, port, family) => {
          known = true;
          Object.assign(out, { address, family, port });
        });
      }
      return known ? 0 : UV_EBADF;
    }

    getsockname(out) {
      if (this.id === 0 && this.#host !== '') {
        Object.assign(out, { address: this.#host, family: this.#host.includes(':') ? 'IPv6' : 'IPv4', port: this.#port });
        return 0;
      }
      return this.#address(out, false);
    }

    getpeername(out) {
      return this.#address(out, true);
    }

    open() {
      return UV_EINVAL;
    }
  }

  Object.assign(exports, { TCP, TCPConnectWrap: class TCPConnectWrap {}, constants });
});
