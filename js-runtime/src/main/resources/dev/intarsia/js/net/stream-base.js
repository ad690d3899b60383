// What sockets of all kinds have in common: a number of the host's, and events that the host tells.
(function (exports, require, module, native) {
  'use strict';
  const host = native('net');
  const { drainTicks } = native('timers');
  const { nextTick } = require('node:process');
  const { bind } = require('web:async-scope');
  const { UV_EBADF, UV_ECANCELED } = require('net:uv');
  const [kReadBytesOrError, kArrayBufferOffset, kBytesWritten, kLastWriteWasAsync] = [0, 1, 2, 3];
  const streamBaseState = new Int32Array(5);
  const open = new Map();
  const CONNECTED = 0;
  const READ = 1;
  const WRITTEN = 2;
  const ACCEPTED = 3;
  const CLOSED = 4;
  const SHUT_DOWN = 5;
  let asyncIds = 1e6;

  host.listener((socket, event, status, bytes) => {
    const handle = open.get(socket);
    if (handle === undefined) return;
    if (event === CLOSED) open.delete(socket);
    try {
      handle.told(event, status, bytes);
    } finally {
      drainTicks();
    }
  });

  /** What Node's streams ask of anything that bytes come from and go to. */
  class StreamBase {
    isStreamBase = true;
    reading = false;
    onread = undefined;
    bytesRead = 0;
    bytesWritten = 0;
    fd = -1;
    #asyncId = ++asyncIds;
    #parser;
    #reader;

    /** Hands on what has come: a count of bytes and these, or an error number. */
    deliver(status, bytes) {
      if (this.#reader !== undefined) return this.#reader(status, bytes);
      if (status > 0) {
        this.bytesRead += status;
        if (this.#parser !== undefined) return this.#parser.consumed(bytes);
      }
      streamBaseState[kReadBytesOrError] = status;
      streamBaseState[kArrayBufferOffset] = 0;
      if (status > 0 && this.userBuffer !== undefined) return this.#readInto(bytes);
      return this.onread?.(status > 0 ? bytes.buffer : undefined);
    }

    #readInto(bytes) {
      for (let at = 0; at < bytes.length;) {
        const count = Math.min(this.userBuffer.length, bytes.length - at);
        this.userBuffer.set(bytes.subarray(at, at + count));
        at += count;
        streamBaseState[kReadBytesOrError] = count;
        this.userBuffer = this.onread() ?? this.userBuffer;
      }
    }

    useUserBuffer(buffer) {
      this.userBuffer = buffer;
    }

    consumedBy(parser) {
      this.#parser = parser;
    }

    /** Lets a function take all that comes, as (status, bytes). */
    readBy(reader) {
      this.#reader = reader;
    }

    /** Says how a write went: 0 for done, 1 for not yet, or an error number. */
    sent(bytes, status) {
      this.bytesWritten += status < 0 ? 0 : bytes;
      streamBaseState[kBytesWritten] = bytes;
      streamBaseState[kLastWriteWasAsync] = status === 1 ? 1 : 0;
      return Math.min(status, 0);
    }

    writeLatin1String(request, text) {
      return this.writeBuffer(request, require('node:buffer').Buffer.from(text, 'latin1'));
    }

    writeAsciiString(request, text) {
      return this.writeLatin1String(request, text);
    }

    writeUtf8String(request, text) {
      return this.writeBuffer(request, require('node:buffer').Buffer.from(text, 'utf8'));
    }

    writeUcs2String(request, text) {
      return this.writeBuffer(request, require('node:buffer').Buffer.from(text, 'ucs2'));
    }

    writev(request, chunks, allBuffers) {
      const { Buffer } = require('node:buffer');
      const list = [];
      for (let i = 0; i < chunks.length; i += allBuffers ? 1 : 2) {
        list.push(typeof chunks[i] === 'string' ? Buffer.from(chunks[i], chunks[i + 1]) : chunks[i]);
      }
      return this.writeBuffer(request, list.length === 1 ? list[0] : Buffer.concat(list));
    }

    getAsyncId() { return this.#asyncId; }
    getProviderType() { return 0; }
  }

  /** A socket of the host's. */
  class StreamHandle extends StreamBase {
    onconnection = undefined;
    id = 0;
    #scope;
    #writes = [];
    #connecting;
    #shutdown;
    #closed;
    #closing = false;
    #unreferenced = false;

    /** Takes the number of the host's, or gives its error number. */
    opened(id) {
      if (id < 0) return id;
      this.id = id;
      open.set(id, this);
      // What comes later runs in the scope of now, as the values of AsyncLocalStorage.
      this.#scope = bind((event, status, bytes) => this.#told(event, status, bytes));
      if (this.#unreferenced) host.reference(id, false);
      return 0;
    }

    told(event, status, bytes) {
      this.#scope(event, status, bytes);
    }

    #told(event, status, bytes) {
      switch (event) {
        case READ: return this.deliver(status, bytes);
        case WRITTEN: return this.#wrote(this.#writes.shift(), status);
        case CONNECTED: {
          const request = this.#connecting;
          this.#connecting = undefined;
          return request?.oncomplete?.(status, this, request, true, true);
        }
        case ACCEPTED: {
          if (status < 0) return this.onconnection(status);
          const client = this.client();
          client.opened(status);
          return this.onconnection(0, client);
        }
        case SHUT_DOWN: return this.#endShutdown(status);
        default: {
          for (const request of this.#writes.splice(0)) this.#wrote(request, UV_ECANCELED);
          this.#endShutdown(UV_ECANCELED);
          return this.#closed?.();
        }
      }
    }

    #endShutdown(status) {
      const request = this.#shutdown;
      this.#shutdown = undefined;
      request?.oncomplete?.(status);
    }

    #wrote(request, status) {
      request.oncomplete?.(status, this, undefined);
    }

    /** Connects by a function that gives the socket's number or an error number: that too comes later. */
    connecting(request, connect) {
      this.#connecting = request;
      const status = this.opened(connect());
      if (status < 0) nextTick(() => this.#told(CONNECTED, status));
      return 0;
    }

    readStart() {
      return this.id === 0 ? UV_EBADF : host.startReading(this.id);
    }

    readStop() {
      return this.id === 0 ? UV_EBADF : host.stopReading(this.id);
    }

    #sent(request, bytes, status) {
      if (status === 1) this.#writes.push(request);
      return this.sent(bytes, status);
    }

    writeBuffer(request, bytes) {
      return this.#sent(request, bytes.byteLength, host.write(this.id, bytes));
    }

    writeLatin1String(request, text) {
      return this.#sent(request, text.length, host.writeText(this.id, text, 'latin1'));
    }

    writeUtf8String(request, text) {
      return this.#sent(request, require('node:buffer').Buffer.byteLength(text), host.writeText(this.id, text, 'utf8'));
    }

    get writeQueueSize() {
      return this.id === 0 ? 0 : Math.max(0, host.pendingBytes(this.id));
    }

    shutdown(request) {
      this.#shutdown = request;
      const status = host.shutDown(this.id);
      if (status < 0) this.#shutdown = undefined;
      return status;
    }

    setBlocking() { return 0; }

    ref() {
      this.#unreferenced = false;
      if (this.id !== 0) host.reference(this.id, true);
    }

    unref() {
      this.#unreferenced = true;
      if (this.id !== 0) host.reference(this.id, false);
    }

    hasRef() {
      return !this.#unreferenced && !this.#closing;
    }

    close(closed = undefined, shut = host.close) {
      if (this.#closing) return 0;
      this.#closing = true;
      this.#closed = closed && (() => Reflect.apply(closed, this, []));
      if (this.id !== 0) return shut(this.id);
      if (closed) nextTick(this.#closed);
      return 0;
    }

    /** Closes so that the peer gets a reset. */
    reset(closed) {
      return this.close(closed, host.reset) ?? 0;
    }

    setNoDelay(on) {
      return this.id === 0 ? 0 : host.noDelay(this.id, !!on);
    }

    setKeepAlive(on) {
      return this.id === 0 ? 0 : host.keepAlive(this.id, !!on);
    }
  }

  class Request {}
  Object.assign(exports, { StreamBase, StreamHandle, streamBaseState, kReadBytesOrError, kArrayBufferOffset, kBytesWritten, kLastWriteWasAsync,
    WriteWrap: class WriteWrap extends Request {}, ShutdownWrap: class ShutdownWrap extends Request {}, LibuvStreamWrap: StreamHandle });
});
