(function (exports, require, module, native) {
  'use strict';
  const { notAvailable } = require('web:errors');
  const { modules, requireFrom } = native('modules');
  const names = [...modules()];
  const onlyWithScheme = new Set(['node:sea', 'node:sqlite', 'node:test', 'node:test/reporters']);

  function createRequire(from) {
    const file = typeof from === 'object' && from !== null ? from.href : `${from}`;
    if (!/^(\/|file:)/.test(file)) {
      const error = new TypeError(
        `The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received '${file}'`,
      );
      error.code = 'ERR_INVALID_ARG_VALUE';
      throw error;
    }
    return requireFrom(file);
  }

  // The loader's own class, which all CommonJS modules are instances of.
  const Module = requireFrom('node:module');

  Object.assign(Module, {
    Module,
    builtinModules: names.map((name) => (onlyWithScheme.has(name) ? name : name.slice('node:'.length))).sort(),
    createRequire,
    isBuiltin: (name) => names.includes(name) || (names.includes(`node:${name}`) && !onlyWithScheme.has(`node:${name}`)),
    findPackageJSON: () => undefined,
    findSourceMap: () => undefined,
    syncBuiltinESMExports() {},
    enableCompileCache: () => ({ status: 3 }),
    getCompileCacheDir: () => undefined,
    globalPaths: [],
    wrap: (code) => `(function (exports, require, module, __filename, __dirname) { ${code}\n});`,
  });
  for (const name of ['register', 'registerHooks', 'stripTypeScriptTypes', 'runMain']) {
    Module[name] = { [name]() {
      throw notAvailable(`node:module.${name}`, 'modules are loaded by import and require');
    } }[name];
  }
  module.exports = Module;
});
