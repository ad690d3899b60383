// The bindings that Node's own modules ask for, by name.
(function (exports, require) {
  'use strict';
  const noop = () => {};
  Object.assign(exports, {
    block_list: () => require('net:block-list'),
    cares_wrap: () => ({ convertIpv6StringToBuffer: (text) => require('net:addresses').bytes(text),
      canonicalizeIP: (text) => require('net:addresses').canonical(text) }),
    constants: () => ({ os: require('node:os').constants, crypto: { SSL_OP_CIPHER_SERVER_PREFERENCE: 0x400000,
      TLS1_VERSION: 0x0301, TLS1_1_VERSION: 0x0302, TLS1_2_VERSION: 0x0303, TLS1_3_VERSION: 0x0304 } }),
    crypto: () => require('tls:context'),
    js_stream: () => require('net:js-stream'),
    fs: () => ({ writeBuffer: (fd, ...args) => require('node:fs').writeSync(fd, ...args) }),
    http_parser: () => require('http:parser'),
    os: () => ({ getOSInformation: () => ['Linux', '', '', ''] }),
    ipc_serdes: () => require('process:bindings').serializing,
    pipe_wrap: () => require('net:pipe'),
    process_wrap: () => require('process:bindings').processes,
    spawn_sync: () => require('process:sync'),
    stream_wrap: () => require('net:stream-base'),
    symbols: () => require('net:library')('internal/async_hooks').symbols,
    tls_wrap: () => require('tls:wrap'),
    tcp_wrap: () => require('net:tcp'),
    tty_wrap: () => ({ TTY: class TTY {} }),
    udp_wrap: () => ({ UDP: class UDP {} }),
    trace_events: () => ({ getCategoryEnabledBuffer: () => [0], trace: noop }),
    util: () => ({ privateSymbols: { arrow_message_private_symbol: Symbol('arrowMessage') } }),
    uv: () => require('net:uv'),
  });
});
