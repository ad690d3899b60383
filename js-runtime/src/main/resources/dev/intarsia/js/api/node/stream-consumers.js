(function (exports, require) {
  'use strict';
  const { Buffer } = require('node:buffer');

  async function buffer(stream) {
    const chunks = [];
    for await (const chunk of stream) {
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk)
        : ArrayBuffer.isView(chunk) ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.from(chunk));
    }
    return Buffer.concat(chunks);
  }

  Object.assign(exports, {
    buffer,
    text: async (stream) => new TextDecoder().decode(await buffer(stream)),
    json: async (stream) => JSON.parse(await exports.text(stream)),
    bytes: async (stream) => new Uint8Array(await buffer(stream)),
    async arrayBuffer(stream) {
      const all = await buffer(stream);
      return all.buffer.slice(all.byteOffset, all.byteOffset + all.byteLength);
    },
    async blob(stream) {
      return new Blob([await buffer(stream)]);
    },
    async array(stream) {
      const items = [];
      for await (const item of stream) items.push(item);
      return items;
    },
  });
});
