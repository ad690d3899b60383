(function (exports, require) {
  'use strict';
  const { URL, URLSearchParams } = require('web:url');
  const { codes } = require('web:node-errors');
  const legacy = require('lib:url');

  function fileUrl(value) {
    const url = typeof value === 'string' ? new URL(value) : value;
    if (!(url instanceof URL || (url?.href && url.protocol && url.auth === undefined && url.path === undefined))) {
      throw new codes.ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], value);
    }
    if (url.protocol !== 'file:') throw new codes.ERR_INVALID_URL_SCHEME('file');
    return url;
  }

  function windowsPath(url) {
    if (/%2f|%5c/i.test(url.pathname)) throw new codes.ERR_INVALID_FILE_URL_PATH('must not include encoded \\ or / characters', url);
    const path = decodeURIComponent(url.pathname.replaceAll('/', '\\'));
    if (url.hostname !== '') return `\\\\${exports.domainToUnicode(url.hostname)}${path}`;
    if (!/^.[a-z]:/i.test(path)) throw new codes.ERR_INVALID_FILE_URL_PATH('must be absolute', url);
    return path.slice(1);
  }

  function fileURLToPath(path, options = undefined) {
    const url = fileUrl(path);
    if (options?.windows) return windowsPath(url);
    if (url.hostname !== '') throw new codes.ERR_INVALID_FILE_URL_HOST('linux');
    if (/%2f/i.test(url.pathname)) throw new codes.ERR_INVALID_FILE_URL_PATH('must not include encoded / characters', url);
    return decodeURIComponent(url.pathname);
  }

  function fileURLToPathBuffer(path, options = undefined) {
    const { Buffer } = require('node:buffer');
    const url = fileUrl(path);
    if (options?.windows) return Buffer.from(windowsPath(url));
    if (url.hostname !== '') throw new codes.ERR_INVALID_FILE_URL_HOST('linux');
    return Buffer.from(require('lib:querystring').unescapeBuffer(url.pathname));
  }

  function fromWindowsPath(path) {
    const resolved = path.startsWith('\\\\') ? path : require('node:path').win32.resolve(path);
    const url = new URL('file:///');
    if (resolved.startsWith('\\\\')) {
      const start = resolved.startsWith('\\\\?\\UNC\\') ? 8 : 2;
      const end = resolved.indexOf('\\', start);
      if (end === -1) throw new codes.ERR_INVALID_ARG_VALUE('path', resolved, 'Missing UNC resource path');
      if (end === 2) throw new codes.ERR_INVALID_ARG_VALUE('path', resolved, 'Empty UNC servername');
      url.hostname = resolved.slice(start, end);
      url.pathname = encodePath(resolved.slice(end).replaceAll('\\', '/'));
      return url;
    }
    url.pathname = encodePath(`${resolved}${/[/\\]$/.test(path) && !resolved.endsWith('\\') ? '\\' : ''}`.replaceAll('\\', '/'));
    return url;
  }

  const encodePath = (path) => path.replace(/[%\\\n\r\t?#|^[\]~]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

  function pathToFileURL(path, options = undefined) {
    require('lib:internal/validators').validateString(path, 'path');
    if (options?.windows) return fromWindowsPath(path);
    let resolved = require('node:path').resolve(path);
    if (path.endsWith('/') && !resolved.endsWith('/')) resolved += '/';
    const url = new URL('file:///');
    url.pathname = encodePath(resolved);
    return url;
  }

  function format(url, options = undefined) {
    if (!(url instanceof URL)) return legacy.format(url);
    if (options != null) require('lib:internal/validators').validateObject(options, 'options');
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
    fileURLToPathBuffer,
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
      require('lib:internal/validators').validateObject(url, 'url', 6);
      const { hash, hostname, href, pathname, protocol, search } = url;
      const options = { __proto__: null, ...url, protocol, hostname: hostname?.[0] === '[' ? hostname.slice(1, -1) : hostname,
        hash, search, pathname, path: `${pathname || ''}${search || ''}`, href };
      if (url.port !== '') options.port = Number(url.port);
      if (url.username || url.password) {
        options.auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
      }
      return options;
    },
  });
});
