(function (exports, require) {
  'use strict';
  const { Readable, Writable } = require('node:stream');
  const { Buffer } = require('node:buffer');
  const { functions } = require('web:files');
  const { outOfRange } = require('web:errors');
  const { integer } = require('web:validators');

  class ReadStream extends Readable {
    constructor(path, options = {}) {
      const settings = typeof options === 'string' ? { encoding: options } : options ?? {};
      super({ highWaterMark: 65536, ...settings });
      this.path = path;
      this.bytesRead = 0;
      this.fd = settings.fd ?? null;
      this.flags = settings.flags ?? 'r';
      this.position = settings.start;
      this.end = settings.end ?? Infinity;
      this.mode = settings.mode ?? 0o666;
      this.autoClose = settings.autoClose ?? true;
      if (settings.start !== undefined) integer(settings.start, 'start', 0);
      if (this.end !== Infinity) integer(this.end, 'end', 0);
      if (settings.start > this.end) {
        throw outOfRange('start', `<= "end" (here: ${this.end})`, settings.start);
      }
    }

    _construct(done) {
      try {
        this.fd ??= functions.open(this.path, this.flags, this.mode);
      } catch (error) {
        done(error);
        return;
      }
      done();
      this.emit('open', this.fd);
      this.emit('ready');
    }

    _read(size) {
      const from = this.position ?? null;
      const count = Math.min(size, this.end - (from ?? this.bytesRead) + 1);
      const buffer = Buffer.alloc(Math.max(0, count));
      let length;
      try {
        length = count <= 0 ? 0 : functions.read(this.fd, buffer, 0, count, from);
      } catch (error) {
        this.destroy(error);
        return;
      }
      this.bytesRead += length;
      if (from !== null) this.position += length;
      this.push(length === 0 ? null : buffer.subarray(0, length));
    }

    _destroy(error, done) {
      if (typeof this.fd === 'number' && this.autoClose) functions.close(this.fd);
      this.fd = null;
      done(error);
    }

    close(done) {
      if (done) this.once('close', done);
      this.destroy();
    }
  }

  class WriteStream extends Writable {
    constructor(path, options = {}) {
      const settings = typeof options === 'string' ? { encoding: options } : options ?? {};
      super({ ...settings, decodeStrings: true });
      this.path = path;
      this.bytesWritten = 0;
      this.fd = settings.fd ?? null;
      this.flags = settings.flags ?? 'w';
      this.mode = settings.mode ?? 0o666;
      if (settings.start !== undefined) integer(settings.start, 'start', 0);
      this.start = settings.start;
      this.pos = settings.start;
      this.autoClose = settings.autoClose ?? true;
      if (settings.encoding) this.setDefaultEncoding(settings.encoding);
    }

    _construct(done) {
      try {
        this.fd ??= functions.open(this.path, this.flags, this.mode);
      } catch (error) {
        done(error);
        return;
      }
      done();
      this.emit('open', this.fd);
      this.emit('ready');
    }

    _write(chunk, encoding, done) {
      try {
        for (let at = 0; at < chunk.length;) {
          const count = functions.write(this.fd, chunk, at, chunk.length - at, this.pos ?? null);
          at += count;
          if (this.pos !== undefined) this.pos += count;
        }
        this.bytesWritten += chunk.length;
      } catch (error) {
        done(error);
        return;
      }
      done();
    }

    _destroy(error, done) {
      if (typeof this.fd === 'number' && this.autoClose) functions.close(this.fd);
      this.fd = null;
      done(error);
    }

    close(done) {
      if (done) this.once('close', done);
      this.end();
    }
  }

  Object.assign(exports, { ReadStream, WriteStream });
});
