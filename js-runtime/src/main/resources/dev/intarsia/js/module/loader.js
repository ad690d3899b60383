// Dynamic import, import.meta and CommonJS over the host's resolution.
(files) => {
  "use strict";
  const BUILTIN = "/@intarsia/builtin/";
  const metas = new WeakSet();
  const { apply } = Reflect;
  // A module that cannot be found or throws while it is linked surfaces as the host's message: give the error itself.
  const importer = async (path) => {
    try {
      return await import(path);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw files.failure(`${error.message}`) ?? error;
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
  const resolveUrl = (specifier, path) => {
    try {
      const found = files.resolve(specifier, files.keyFile(path) !== "" && /\.json$/.test(specifier) ? "json" : "", path);
      return found.startsWith(BUILTIN) ? found.slice(BUILTIN.length) : files.keyUrl(found);
    } catch (error) {
      const absent = error.code === "ERR_MODULE_NOT_FOUND" || error.code === "ERR_UNSUPPORTED_DIR_IMPORT";
      if (absent && /^(file:|\/|\.\.?(\/|$))/.test(specifier)) return files.urlOf(specifier, path);
      throw error;
    }
  };
  const meta = (importMeta, path) => {
    if (!metas.has(importMeta)) {
      metas.add(importMeta);
      const file = files.keyFile(path);
      if (file !== "") {
        importMeta.dirname = directory(file);
        importMeta.filename = file;
      }
      importMeta.main = path === files.mainFile();
      importMeta.resolve = (specifier) => resolveUrl(`${specifier}`, path);
      importMeta.url = files.keyUrl(path);
    }
    return importMeta;
  };

  // Classes of CommonJS modules as Node's: tools replace _load, _resolveFilename, _extensions and _compile.
  function Module(id = "", parent = undefined) {
    this.id = id;
    this.path = directory(id);
    this.exports = {};
    this.filename = null;
    this.loaded = false;
    this.children = [];
    this.parent = parent;
    this.paths = [];
    parent?.children?.push(this);
  }
  Module._cache = Object.create(null);
  Module._extensions = Object.create(null);
  Module._pathCache = Object.create(null);
  Module._nodeModulePaths = (folder) => {
    const paths = [];
    for (let path = folder; ; path = directory(path)) {
      if (!path.endsWith("/node_modules")) paths.push(path === "/" ? "/node_modules" : `${path}/node_modules`);
      if (path === "/" || path === "") return paths;
    }
  };
  const fileOf = (module) => module?.filename ?? (files.mainFile() || "/index.js");
  Module._resolveFilename = (request, parent, isMain, options) => {
    if (files.builtinName(request) !== "") return request;
    if (options?.paths === undefined) return resolveRequire(request, fileOf(parent));
    let failure;
    for (const path of options.paths) {
      try {
        return resolveRequire(request, `${path}/index.js`);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };
  const resolveRequire = (specifier, path) => {
    const found = files.resolveRequire(specifier, path);
    return found.startsWith(BUILTIN) ? found.slice(BUILTIN.length) : found;
  };
  const loadFile = (filename, parent) => {
    const known = Module._cache[filename];
    if (known !== undefined) return known.exports;
    const module = new Module(filename, parent);
    Module._cache[filename] = module;
    let done = false;
    try {
      module.load(filename);
      done = true;
    } finally {
      if (!done) delete Module._cache[filename];
    }
    return module.exports;
  };
  Module._load = (request, parent, isMain) => {
    const builtin = files.builtinName(request);
    if (builtin !== "") return files.builtin(builtin);
    const filename = Module._resolveFilename(request, parent, isMain);
    const name = files.builtinName(filename);
    return name === "" ? loadFile(filename, parent) : files.builtin(name);
  };
  Module.prototype.load = function (filename) {
    this.filename ??= filename;
    this.paths = Module._nodeModulePaths(directory(filename));
    const name = filename.slice(filename.lastIndexOf("/") + 1);
    let dot = name.indexOf(".", 1);
    while (dot > 0 && Module._extensions[name.slice(dot)] === undefined) dot = name.indexOf(".", dot + 1);
    Module._extensions[dot > 0 ? name.slice(dot) : ".js"](this, filename);
    this.loaded = true;
  };
  Module.prototype.require = function (id) {
    if (typeof id !== "string" || id === "") {
      const error = new TypeError(`The "id" argument must be a non-empty string. Received ${id === "" ? "''" : typeof id}`);
      error.code = typeof id === "string" ? "ERR_INVALID_ARG_VALUE" : "ERR_INVALID_ARG_TYPE";
      throw error;
    }
    return Module._load(id, this, false);
  };
  Module.prototype._compile = function (content, filename) {
    const body = files.compile(`${content}`, filename);
    this.filename ??= filename;
    return apply(body, this.exports, [this.exports, requireOf(this), this, filename, directory(filename), host]);
  };
  const javascript = (module, filename) => {
    if (files.format(filename) === "ES_MODULE") module.exports = exportsOfEsm(filename);
    else module._compile(files.text(filename), filename);
  };
  for (const extension of [".js", ".ts", ".cts", ".mts"]) Module._extensions[extension] = javascript;
  Module._extensions[".json"] = (module, filename) => {
    try {
      module.exports = parseJson(files.text(filename));
    } catch (error) {
      if (error instanceof SyntaxError) error.message = `${filename}: ${error.message}`;
      throw error;
    }
  };
  Module._extensions[".node"] = (module, filename) => {
    const error = new Error(`Cannot load ${filename}: modules of native code are not supported`);
    error.code = "ERR_DLOPEN_FAILED";
    throw error;
  };
  const exportsOfEsm = (filename) => {
    const namespace = files.requireEsm(filename);
    if ("module.exports" in namespace) return namespace["module.exports"];
    if (!("default" in namespace) || "__esModule" in namespace) return namespace;
    return files.requireFacade(filename);
  };
  const isNamespace = (value) => {
    const tag = Object.getOwnPropertyDescriptor(value, Symbol.toStringTag);
    return tag !== undefined && tag.value === "Module" && !tag.writable && Object.getPrototypeOf(value) === null;
  };

  const requireOf = (module) => {
    const require = (id) => module.require(id);
    require.resolve = (request, options) => Module._resolveFilename(`${request}`, module, false, options);
    require.resolve.paths = (request) => {
      if (files.builtinName(request) !== "") return null;
      return /^\.\.?(\/|$)/.test(request) ? [directory(fileOf(module))] : Module._nodeModulePaths(directory(fileOf(module)));
    };
    require.main = Module._cache[files.mainFile()];
    require.extensions = Module._extensions;
    require.cache = Module._cache;
    return require;
  };
  const requireFrom = (file) => {
    if (file === "node:module") return Module;
    const path = files.filePath(`${file}`);
    const module = new Module(path);
    module.filename = path;
    module.paths = Module._nodeModulePaths(directory(path));
    return requireOf(module);
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
    require: (path) => loadFile(path, undefined),
    get(object, key) {
      try {
        return object[key];
      } catch {
        return undefined;
      }
    },
  });
  // Frames of ES modules name the module's URL, as in Node.
  const frameNames = { __proto__: null };
  const frame = (site) => {
    const text = String(site);
    const file = site.getFileName();
    if (typeof file !== "string" || file[0] !== "/") return text;
    const name = (frameNames[file] ??= files.frameName(file));
    return name === file ? text : text.replace(file, () => name);
  };
  const shown = Error.prototype.toString;
  const { prepareStackTrace } = {
    prepareStackTrace(error, sites) {
      let text;
      try {
        text = apply(shown, error, []);
      } catch {
        text = "<error>";
      }
      for (let i = 0; i < sites.length; i++) text += `\n    at ${frame(sites[i])}`;
      return text;
    },
  };
  Object.defineProperty(Error, "prepareStackTrace", { value: prepareStackTrace, writable: true, configurable: true });

  // Whoever imports from outside listens to the promise only after this call has run its jobs.
  const ignore = () => {};
  const importHandled = (path) => {
    const promise = importer(path);
    promise.then(undefined, ignore);
    return promise;
  };
  return { host, importer: importHandled, requireFrom, requireFile: (path) => loadFile(path, undefined), isNamespace };
}
