// process.stdin of a program: bytes come from a thread of the host's, one chunk for each request.
(function (exports, require, module) {
  'use strict';
  const { Readable } = require('node:stream');
  const { Buffer } = require('node:buffer');

  module.exports = (host) => {
    const stdin = new Readable({
      highWaterMark: 65536,
      read() {
        host.requestInput((bytes) => {
          stdin.push(bytes.length === 0 ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
        });
      },
    });
    // A paused input keeps no program alive, and what was being read then stays with the host.
    stdin.on('pause', () => host.pauseInput());
    return Object.assign(stdin, { fd: 0, isTTY: undefined,
      ref() { return this; }, unref() { host.pauseInput(); return this; }, setRawMode() { return this; } });
  };
});
