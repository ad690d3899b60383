// Scripts of this realm only: a worker makes no further realms.
(function (exports, require) {
  'use strict';
  const { notAvailable } = require('web:errors');
  const contexts = new WeakSet();
  const evaluate = eval;

  function inContext(code, context) {
    const names = Object.keys(context);
    const body = new Function('$context', `with ($context) { return eval(${JSON.stringify(`${code}`)}); }`);
    void names;
    return body.call(context, context);
  }

  class Script {
    #code;
    constructor(code) {
      new Function(`${code}`);
      this.#code = `${code}`;
    }
    runInThisContext() { return evaluate(this.#code); }
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
    createScript: (code) => new Script(code),
    runInThisContext: (code) => evaluate(`${code}`),
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
