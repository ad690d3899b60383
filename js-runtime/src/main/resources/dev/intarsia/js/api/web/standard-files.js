// The open files 0, 1 and 2 of a program; a worker has none. Each is a function (operation, …), as the host gives for a file.
(function (exports, require, module, native) {
  'use strict';
  const host = native('process');
  const { constants } = require('web:file-flags');

  function standard(fd) {
    return (operation, ...args) => {
      switch (operation) {
        case 'read': return fd === 0 ? host.readInput(args[0]) : new Uint8Array();
        case 'write': host.write(fd, args[0]); return args[0].byteLength;
        case 'stat': return [0, constants.S_IFIFO | 0o600, 1, process.getuid(), process.getgid(), 0, 4096, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        default: return undefined;
      }
    };
  }
  module.exports = host.isProgram ? [0, 1, 2].map(standard) : undefined;
});
