// Shared memory as a file of /dev/shm, read and written at offsets: slow, and needs nothing but node:fs.
import fs from "node:fs";

export class Memory {
  constructor(fd) {
    this.fd = fd;
    this.word = Buffer.alloc(4);
  }
  read(index, length) {
    const bytes = Buffer.alloc(length);
    for (let got = 0; got < length; ) {
      const n = fs.readSync(this.fd, bytes, got, length - got, index + got);
      if (n === 0) throw new RangeError(`nothing at ${index + got}`);
      got += n;
    }
    return bytes;
  }
  write(index, bytes) {
    for (let put = 0; put < bytes.length; ) put += fs.writeSync(this.fd, bytes, put, bytes.length - put, index + put);
  }
  load(index) {
    fs.readSync(this.fd, this.word, 0, 4, index);
    return this.word.readUInt32LE(0);
  }
  store(index, value) {
    this.word.writeUInt32LE(value >>> 0, 0);
    fs.writeSync(this.fd, this.word, 0, 4, index);
  }
}
