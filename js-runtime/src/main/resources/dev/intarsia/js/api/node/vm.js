// Scripts of this realm only: a worker makes no further realms.
(function (exports, require, module, native) {
  'use strict';
  const { notAvailable } = require('web:errors');
  const contexts = new WeakSet();
  const host = native('modules');

  const nameOf = (options) => `${(typeof options === 'string' ? options : options?.filename) ?? 'evalmachine.<anonymous>'}`;

  /** A script, not an eval: later scripts see its declarations. */
  function evaluate(code, options) {
    return host.runScript(code, nameOf(options));
  }

  function inContext(code, context, options) {
    const name = nameOf(options);
    const text = /[\s'"]/.test(name) ? `${code}` : `${code}\n//# sourceURL=${name}`;
    return new Function('$context', `with ($context) { return eval(${JSON.stringify(text)}); }`).call(context, context);
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
    runInContext(context) { return inContext(this.#code, context, this.#options); }
    runInNewContext(context = {}) { return inContext(this.#code, context, this.#options); }
  }

  function createContext(context = {}) {
    contexts.add(context);
    return context;
  }

  // Functions as in Node: some programs call them with `new`.
  Object.assign(exports, {
    Script,
    createContext,
    isContext: function isContext(context) { return contexts.has(context); },
    createScript: function createScript(code, options) { return new Script(code, options); },
    runInThisContext: function runInThisContext(code, options) { return evaluate(`${code}`, options); },
    runInContext: function runInContext(code, context, options) { return inContext(code, context, options); },
    runInNewContext: function runInNewContext(code, context = {}, options) { return inContext(code, context, options); },
    compileFunction: function compileFunction(code, parameters = []) { return new Function(...parameters, code); },
    constants: Object.freeze({}),
  });
  for (const name of ['SourceTextModule', 'SyntheticModule', 'measureMemory']) {
    exports[name] = { [name]: function () {
      throw notAvailable(`node:vm.${name}`, 'modules are loaded by import and require');
    } }[name];
  }
});
