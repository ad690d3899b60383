// What fails in the file system, as Node's binding throws it.
(function (exports, require) {
  'use strict';
  const uv = require('net:uv');
  const text = (path) => (ArrayBuffer.isView(path) ? require('node:buffer').Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString() : path);

  exports.text = text;

  /** An error with errno, code, syscall, and path and dest where the call has them. */
  exports.failed = function (code, syscall, path = undefined, dest = undefined) {
    const errno = uv[`UV_${code}`];
    let message = `${code}: ${uv.getErrorMessage(errno)}, ${syscall}`;
    if (path !== undefined) message += ` '${path}'`;
    if (dest !== undefined) message += ` -> '${dest}'`;
    const error = Object.assign(new Error(message), { errno, code, syscall });
    if (path !== undefined) error.path = path;
    if (dest !== undefined) error.dest = dest;
    return error;
  };

  /** Whether the host's error is one of the file system or of the permissions, which a call's callback gets. */
  exports.isFailure = (error) => typeof error?.code === 'string' && (`UV_${error.code}` in uv || error.code === 'ERR_ACCESS_DENIED');

  /** The host's error with what the call knows. */
  exports.known = function (error, syscall, path, dest) {
    if (error.code === 'ERR_ACCESS_DENIED') {
      error.permission ??= /"write"$/.test(error.message) ? 'FileSystemWrite' : 'FileSystemRead';
      return error;
    }
    return error.syscall === undefined ? exports.failed(error.code, syscall, path, dest) : error;
  };
});
