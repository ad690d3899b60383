(function (exports, require) {
  'use strict';
  const { URL, URLSearchParams } = require('web:url');
  const { coded, invalidType } = require('web:errors');
  const legacy = require('web:url-legacy');

  function fileURLToPath(url) {
    const parsed = typeof url === 'string' ? new URL(url) : url;
    if (!(parsed?.href && parsed?.protocol)) throw invalidType('path', 'of type string or an instance of URL', url);
    if (parsed.protocol !== 'file:') throw coded(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    if (parsed.hostname !== '') {
      throw coded(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
    }
    if (/%2f/i.test(parsed.pathname)) {
      throw coded(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
    }
    return decodeURIComponent(parsed.pathname);
  }

  function pathToFileURL(path) {
    let resolved = require('node:path').resolve(path);
    if (path.endsWith('/') && !resolved.endsWith('/')) resolved += '/';
    const url = new URL('file:///');
    url.pathname = resolved.replace(/[%\\\n\r\t?#]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
    return url;
  }

  function format(url, options = undefined) {
    if (!(url instanceof URL)) return legacy.format(url);
    const { fragment = true, unicode = false, search = true, auth = true } = options ?? {};
    const host = unicode ? exports.domainToUnicode(url.hostname) + (url.port === '' ? '' : `:${url.port}`) : url.host;
    const credentials = auth && (url.username || url.password)
      ? `${url.username}${url.password ? `:${url.password}` : ''}@` : '';
    const slashes = url.host !== '' || url.protocol === 'file:' ? '//' : '';
    return `${url.protocol}${slashes}${credentials}${host}${url.pathname}${search ? url.search : ''}${fragment ? url.hash : ''}`;
  }

  Object.assign(exports, {
    URL,
    URLSearchParams,
    Url: legacy.Url,
    parse: legacy.parse,
    resolve: legacy.resolve,
    resolveObject: legacy.resolveObject,
    format,
    fileURLToPath,
    fileURLToPathBuffer: (url) => require('node:buffer').Buffer.from(fileURLToPath(url)),
    pathToFileURL,
    domainToASCII(domain) {
      try {
        return new URL(`http://${domain}`).hostname;
      } catch {
        return '';
      }
    },
    domainToUnicode: (domain) => require('web:domain-names').toUnicode(exports.domainToASCII(domain), {}).domain,
    urlToHttpOptions(url) {
      const options = { __proto__: null, ...url, protocol: url.protocol, hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        hash: url.hash, search: url.search, pathname: url.pathname, path: `${url.pathname}${url.search}`, href: url.href };
      if (url.port !== '') options.port = Number(url.port);
      if (url.username || url.password) {
        options.auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
      }
      return options;
    },
  });
});
