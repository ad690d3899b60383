// Scripts of this realm only: a worker makes no further realms.
(function (exports, require, module, native) {
  'use strict';
  const { notAvailable } = require('web:errors');
  const contexts = new WeakSet();
  const host = native('modules');

  /** A script, not an eval: later scripts see its declarations. */
  function evaluate(code, options) {
    const name = typeof options === 'string' ? options : options?.filename;
    return host.runScript(code, name === undefined ? 'evalmachine.<anonymous>' : `${name}`);
  }

  function inContext(code, context) {
    const names = Object.keys(context);
    const body = new Function('$context', `with ($context) { return eval(${JSON.stringify(`${code}`)}); }`);
    void names;
    return body.call(context, context);
  }

  class Script {
    #code;
    #options;
    constructor(code, options = undefined) {
      new Function(`${code}`);
      this.#code = `${code}`;
      this.#options = options;
    }
    runInThisContext() { return evaluate(this.#code, this.#options); }
    runInContext(context) { return inContext(this.#code, context); }
    runInNewContext(context = {}) { return inContext(this.#code, context); }
  }

  function createContext(context = {}) {
    contexts.add(context);
    return context;
  }

  Object.assign(exports, {
    Script,
    createContext,
    isContext: (context) => contexts.has(context),
    createScript: (code, options) => new Script(code, options),
    runInThisContext: (code, options) => evaluate(`${code}`, options),
    runInContext: (code, context) => inContext(code, context),
    runInNewContext: (code, context = {}) => inContext(code, context),
    compileFunction: (code, parameters = []) => new Function(...parameters, code),
    constants: Object.freeze({}),
  });
  for (const name of ['SourceTextModule', 'SyntheticModule', 'measureMemory']) {
    exports[name] = { [name]: function () {
      throw notAvailable(`node:vm.${name}`, 'modules are loaded by import and require');
    } }[name];
  }
});
