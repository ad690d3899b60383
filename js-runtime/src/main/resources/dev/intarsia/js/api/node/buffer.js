// Node's own module, over web:node-buffer-binding; base64 texts and blobs are those of the globals.
(function (exports, require, module) {
  'use strict';
  const buffer = require('lib:buffer');
  for (const [id, names] of [['web:base64', ['atob', 'btoa']], ['web:blob', ['Blob', 'File', 'resolveObjectURL']]]) {
    for (const name of names) {
      Object.defineProperty(buffer, name, { enumerable: true, configurable: true, get: () => require(id)[name] });
    }
  }
  module.exports = buffer;
});
