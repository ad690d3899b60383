(function (exports, require, module, native) {
  'use strict';
  const { notAvailable } = require('web:errors');
  const { modules, requireFrom } = native('modules');
  const names = [...modules()];

  function createRequire(from) {
    return requireFrom(typeof from === 'object' && from !== null ? from.href : `${from}`);
  }

  function Module(id = '') {
    this.id = id;
    this.exports = {};
    this.loaded = false;
    this.children = [];
    this.paths = [];
  }

  Object.assign(Module, {
    Module,
    builtinModules: names.map((name) => name.slice('node:'.length)).sort(),
    createRequire,
    isBuiltin: (name) => names.includes(name) || names.includes(`node:${name}`),
    findPackageJSON: () => undefined,
    findSourceMap: () => undefined,
    syncBuiltinESMExports() {},
    enableCompileCache: () => ({ status: 3 }),
    getCompileCacheDir: () => undefined,
    globalPaths: [],
    _cache: {},
    _extensions: { '.js': undefined, '.json': undefined, '.node': undefined },
    wrap: (code) => `(function (exports, require, module, __filename, __dirname) { ${code}\n});`,
  });
  for (const name of ['register', 'registerHooks', '_load', '_resolveFilename', 'stripTypeScriptTypes', 'runMain']) {
    Module[name] = { [name]() {
      throw notAvailable(`node:module.${name}`, 'modules are loaded by import and require');
    } }[name];
  }
  module.exports = Module;
});
