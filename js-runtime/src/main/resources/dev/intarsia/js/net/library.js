// Loads Node's own modules, kept in a bundle, over the modules of this runtime and over bindings that stand on host functions.
(function (exports, require, module) {
  'use strict';
  const sources = require('bundle:node-library');
  const process = require('node:process');
  const own = require('net:library-modules');
  const bindings = require('net:bindings');
  const loaded = { __proto__: null };
  const primordials = {};
  sources['internal/per_context/primordials']({}, undefined, undefined, process, undefined, primordials, {}, {});

  function internalBinding(name) {
    const binding = bindings[name];
    if (binding === undefined) throw new Error(`There is no binding ${name}`);
    return binding();
  }

  function load(id) {
    const known = loaded[id];
    if (known !== undefined) return known.exports;
    const made = { id, exports: {} };
    loaded[id] = made;
    try {
      if (own[id] !== undefined) made.exports = own[id](load);
      else if (sources[id] !== undefined) sources[id](made.exports, load, made, process, internalBinding, primordials);
      else made.exports = require(`node:${id}`);
    } catch (error) {
      delete loaded[id];
      throw error;
    }
    return made.exports;
  }

  module.exports = load;
});
