// The binding of processes that are waited for.
(function (exports, require, module, native) {
  'use strict';
  const host = native('children');
  const { kindOf, mayNotBe, signalName } = require('process:bindings');
  const { UV_EPERM, UV_ENOTSUP } = require('net:uv');
  const { Buffer } = require('node:buffer');
  const fs = require('node:fs');

  const SIGTERM = 15;

  const isFile = (stdio) => typeof stdio.fd === 'number' && stdio.fd > 2;

  exports.spawn = ({ file, args, cwd, envPairs, stdio, detached, uid, gid, timeout, maxBuffer, killSignal }) => {
    const result = { pid: 0, status: null, signal: null, output: null };
    if (mayNotBe(uid, gid)) return { ...result, error: UV_EPERM };
    if (stdio.some((each) => each.type === 'wrap')) return { ...result, error: UV_ENOTSUP };
    const input = stdio.map((each, i) => each.input ?? (i === 0 && isFile(each) ? fs.readFileSync(each.fd) : null));
    host.run(file, (args ?? []).map(String), cwd ?? null, envPairs ?? [], stdio.map(kindOf), !!detached, input, Math.ceil(timeout ?? 0), maxBuffer ?? Infinity,
      killSignal ?? SIGTERM, (pid, error, code, signal, ...output) => {
        if (error < 0) result.error = error;
        if (pid === 0) return;
        result.pid = pid;
        if (signal === 0) result.status = code;
        else result.signal = signalName(signal);
        result.output = output.map((bytes) => (bytes === undefined ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
        stdio.forEach((each, i) => {
          if (i > 0 && isFile(each) && result.output[i]?.length > 0) fs.writeSync(each.fd, result.output[i]);
          if (each.type !== 'pipe') result.output[i] = null;
        });
      });
    return result;
  };
});
