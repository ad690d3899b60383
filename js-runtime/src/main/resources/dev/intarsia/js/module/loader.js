// Dynamic import, import.meta and CommonJS over the host's resolution.
(files) => {
  "use strict";
  const cache = Object.create(null);
  const BUILTIN = "/@intarsia/builtin/";
  const metas = new WeakSet();
  // A module that throws while it is linked surfaces as the host's message: give back what it threw.
  const importer = async (path) => {
    try {
      return await import(path);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const code = files.failureCode(`${error.message}`);
      const original = files.takeFailure(`${error.message}`);
      if (original !== undefined) throw original;
      if (code !== "") error.code = code;
      throw error;
    }
  };
  const directory = (path) => path.slice(0, Math.max(1, path.lastIndexOf("/")));
  const parseJson = JSON.parse;

  const attributeType = (options) => {
    const attributes = options?.with ?? options?.assert;
    return typeof attributes?.type === "string" ? attributes.type : "";
  };
  const from = (path) => async (specifier, options) => {
    const text = `${specifier}`;
    return importer(files.resolve(text, attributeType(options), path));
  };
  const meta = (importMeta, path) => {
    if (!metas.has(importMeta)) {
      metas.add(importMeta);
      importMeta.url = files.fileUrl(path);
      importMeta.filename = path;
      importMeta.dirname = directory(path);
      importMeta.resolve = (specifier) => {
        const found = files.resolve(`${specifier}`, "", path);
        return found.startsWith(BUILTIN) ? found.slice(BUILTIN.length) : files.fileUrl(found.replace(/\?json$/, ""));
      };
      importMeta.main = path === files.mainFile();
    }
    return importMeta;
  };

  class Module {
    constructor(id, parent) {
      this.id = id;
      this.path = directory(id);
      this.exports = {};
      this.filename = id;
      this.loaded = false;
      this.children = [];
      this.parent = parent;
      this.paths = [];
    }
    require(specifier) {
      return requireFrom(this.filename)(specifier);
    }
  }

  const load = (path, parent) => {
    if (path.startsWith(BUILTIN)) return files.builtin(path.slice(BUILTIN.length));
    const known = cache[path];
    if (known !== undefined) return known.exports;
    const format = files.format(path);
    if (format === "ES_MODULE") {
      const namespace = files.requireEsm(path);
      return "module.exports" in namespace ? namespace["module.exports"] : namespace;
    }
    const module = new Module(path, parent);
    cache[path] = module;
    let done = false;
    try {
      if (format === "JSON") {
        module.exports = parseJson(files.text(path));
      } else {
        const body = files.compile(path);
        Reflect.apply(body, module.exports, [module.exports, requireFrom(path, module), module, path, module.path, host]);
      }
      done = true;
    } finally {
      if (!done) delete cache[path];
    }
    module.loaded = true;
    return module.exports;
  };
  const requireFrom = (file, module) => {
    const path = files.filePath(`${file}`);
    const require = (specifier) => {
      if (typeof specifier !== "string" || specifier === "") {
        const error = new TypeError(`The "id" argument must be a non-empty string. Received ${typeof specifier}`);
        error.code = "ERR_INVALID_ARG_VALUE";
        throw error;
      }
      return load(resolveRequire(specifier, path), module);
    };
    require.resolve = (specifier) => {
      const found = resolveRequire(`${specifier}`, path);
      return found.startsWith(BUILTIN) ? found.slice(BUILTIN.length) : found;
    };
    require.resolve.paths = () => [];
    require.cache = cache;
    require.main = cache[files.mainFile()];
    require.extensions = Object.create(null);
    return require;
  };
  const resolveRequire = (specifier, path) => {
    try {
      return files.resolveRequire(specifier, path);
    } catch (error) {
      if (error.code === "ERR_MODULE_NOT_FOUND") error.code = "MODULE_NOT_FOUND";
      throw error;
    }
  };

  // One block's resources: registered by assignment, disposed in reverse.
  class Scope {
    #resources = [];
    #failed = false;
    #error;
    set value(resource) {
      this.#add(resource, false);
    }
    set awaited(resource) {
      this.#add(resource, true);
    }
    #add(resource, isAwaited) {
      if (resource === null || resource === undefined) return;
      const dispose = (isAwaited ? resource[Symbol.asyncDispose] : undefined) ?? resource[Symbol.dispose];
      if (typeof dispose !== "function") throw new TypeError("Symbol.dispose is not a function of the resource");
      this.#resources.push({ resource, dispose });
    }
    fail(error) {
      this.#failed = true;
      this.#error = error;
    }
    #suppress(error) {
      this.#error = this.#failed ? new SuppressedError(error, this.#error, "An error was suppressed during disposal.") : error;
      this.#failed = true;
    }
    end() {
      for (let next = this.#resources.pop(); next !== undefined; next = this.#resources.pop()) {
        try {
          Reflect.apply(next.dispose, next.resource, []);
        } catch (error) {
          this.#suppress(error);
        }
      }
      if (this.#failed) throw this.#error;
    }
    async endAsync() {
      for (let next = this.#resources.pop(); next !== undefined; next = this.#resources.pop()) {
        try {
          await Reflect.apply(next.dispose, next.resource, []);
        } catch (error) {
          this.#suppress(error);
        }
      }
      if (this.#failed) throw this.#error;
    }
  }

  const host = Object.freeze({
    scope: () => new Scope(),
    from,
    meta,
    builtin: files.builtin,
    bytes: files.bytes,
    require: (path) => load(path, undefined),
    get(object, key) {
      try {
        return object[key];
      } catch {
        return undefined;
      }
    },
  });
  // Whoever imports from outside listens to the promise only after this call has run its jobs.
  const ignore = () => {};
  const importHandled = (path) => {
    const promise = importer(path);
    promise.then(undefined, ignore);
    return promise;
  };
  return { host, importer: importHandled, requireFrom: (file) => requireFrom(file) };
}
