// The open files by their descriptors: each is a function (operation, …), as the host gives for a file.
(function (exports, require, module, native) {
  'use strict';
  const host = native('files');
  const flags = require('web:file-flags');
  const standard = require('web:standard-files');
  const standardName = /^(?:\/dev\/(?:stdin|stdout|stderr|fd\/[012])|\/proc\/self\/fd\/[012])$/;
  const open = new Map();
  let lastFd = 2;
  standard?.forEach((file, fd) => {
    open.set(fd, file);
  });

  exports.isStandard = (name) => standard !== undefined && standardName.test(name);

  exports.open = function (name, number, mode) {
    const file = exports.isStandard(name) ? standard[{ stdin: 0, stdout: 1, stderr: 2 }[name.slice(5)] ?? Number(name.at(-1))]
      : host.open(name, number, mode & ~flags.mask);
    open.set(++lastFd, file);
    return lastFd;
  };

  /** Runs an operation on an open file. */
  exports.run = function (fd, ...operation) {
    const file = open.get(fd);
    if (file === undefined) throw Object.assign(new Error('bad file descriptor'), { code: 'EBADF' });
    return file(...operation);
  };

  exports.close = function (fd) {
    exports.run(fd, 'close');
    open.delete(fd);
  };
});
