(function (exports, require, module, native) {
  'use strict';
  const { URL, URLSearchParams } = require('bundle:whatwg-url');
  const { coded } = require('web:errors');
  const { needArguments } = require('web:interfaces');
  const inspect = Symbol.for('nodejs.util.inspect.custom');

  function define(target, name, value) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  }

  define(URL.prototype, inspect, function (depth, options, format) {
    if (typeof depth === 'number' && depth < 0) return this.toString();
    const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } = this;
    return `URL ${format({ href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams,
      hash }, options)}`;
  });
  define(URLSearchParams.prototype, inspect, function (depth, options, format) {
    const list = [...this].map(([key, value]) => `${format(key, options)} => ${format(value, options)}`);
    return list.length === 0 ? 'URLSearchParams {}' : `URLSearchParams { ${list.join(', ')} }`;
  });

  /** The bundle's class with Node's errors: one prototype, so that all members are the class's own. */
  function construct(url, base) {
    if (new.target === undefined) throw new TypeError("Class constructor URL cannot be invoked without 'new'");
    needArguments(arguments.length, 'url');
    const text = `${url}`;
    const against = base === undefined ? [] : [`${base}`];
    try {
      return Reflect.construct(URL, [text, ...against], new.target);
    } catch (error) {
      if (!(error instanceof TypeError && /^Invalid (?:URL|base URL)/.test(error.message))) throw error;
      const invalid = coded(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
      invalid.input = text;
      if (against.length > 0) [invalid.base] = against;
      throw invalid;
    }
  }
  const NodeURL = construct;
  Object.defineProperties(NodeURL, { name: { value: 'URL' }, length: { value: 1 }, prototype: { value: URL.prototype, writable: false } });
  const members = {
    canParse(url, base = undefined) {
      needArguments(arguments.length, 'url');
      return base === undefined ? URL.canParse(url) : URL.canParse(url, base);
    },
    parse(url, base = undefined) {
      needArguments(arguments.length, 'url');
      return members.canParse(url, base) ? new NodeURL(url, base) : null;
    },
    createObjectURL(blob) {
      needArguments(arguments.length, 'obj');
      return require('web:blob').createObjectURL(blob);
    },
    revokeObjectURL(url) {
      needArguments(arguments.length, 'id');
      require('web:blob').revokeObjectURL(`${url}`);
    },
  };
  Object.assign(NodeURL, members);
  Object.defineProperty(URL.prototype, 'constructor', { value: NodeURL, writable: true, configurable: true });
  exports.URL = NodeURL;
  exports.URLSearchParams = URLSearchParams;
});
