(function (exports, require, module, native) {
  'use strict';
  const { URL, URLSearchParams } = require('bundle:whatwg-url');
  const { coded } = require('web:errors');
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

  // Node's error of a text that is no URL has a code and the text.
  class NodeURL extends URL {
    constructor(url, base = undefined) {
      if (arguments.length === 0) {
        throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "url" argument must be specified');
      }
      const text = `${url}`;
      const against = base === undefined ? undefined : `${base}`;
      try {
        super(text, against);
      } catch (error) {
        if (error instanceof TypeError && /^Invalid (?:URL|base URL)/.test(error.message)) {
          const invalid = coded(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
          invalid.input = text;
          if (against !== undefined) invalid.base = against;
          throw invalid;
        }
        throw error;
      }
    }

    static parse(url, base = undefined) {
      return URL.canParse(url, base) ? new NodeURL(url, base) : null;
    }

    static createObjectURL(blob) {
      return require('web:blob').createObjectURL(blob);
    }

    static revokeObjectURL(url) {
      require('web:blob').revokeObjectURL(`${url}`);
    }
  }
  Object.defineProperty(NodeURL, 'name', { value: 'URL' });
  Object.defineProperty(URL.prototype, 'constructor', { value: NodeURL, writable: true, configurable: true });
  exports.URL = NodeURL;
  exports.URLSearchParams = URLSearchParams;
});
