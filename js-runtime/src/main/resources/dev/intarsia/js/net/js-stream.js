// Streams of scripts, seen as if they were sockets of the host's: TLS stands on either.
(function (exports, require) {
  'use strict';
  const { StreamBase } = require('net:stream-base');
  const { UV_EOF } = require('net:uv');

  class JSStream extends StreamBase {
    readStart() { return this.onreadstart(); }
    readStop() { return this.onreadstop(); }

    writeBuffer(request, bytes) {
      const status = this.onwrite(request, [bytes]);
      return this.sent(bytes.byteLength, status < 0 ? status : 1);
    }

    shutdown(request) { return this.onshutdown(request); }
    finishWrite(request, status) { request.oncomplete?.(status, this, undefined); }
    finishShutdown(request, status) { request.oncomplete?.(status); }

    readBuffer(bytes) {
      this.deliver(bytes.byteLength, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice());
    }

    emitEOF() { this.deliver(UV_EOF); }
    get writeQueueSize() { return 0; }
    ref() {}
    unref() {}
    hasRef() { return true; }
  }

  exports.JSStream = JSStream;
});
