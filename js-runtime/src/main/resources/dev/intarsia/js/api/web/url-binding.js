// The binding "url" of Node's own URL class: parsing and changing of URLs, by the bundle's parser.
(function (exports, require) {
  'use strict';
  const OMITTED = 4294967295;
  const setters = ['protocol', 'host', 'hostname', 'port', 'username', 'password', 'pathname', 'search', 'hash'];
  const schemes = { __proto__: null, 'http:': 0, 'https:': 2, 'ws:': 3, 'ftp:': 4, 'wss:': 5, 'file:': 6 };
  const components = new Uint32Array(9);
  const parser = () => require('bundle:whatwg-url').URL;

  /** Says where the parts of a URL begin and end in its text, and gives the text. */
  function describe(url) {
    const { href, protocol, username, password, hostname, port, pathname } = url;
    const start = protocol.length;
    let end = start;
    let [userEnd, hostStart, hostEnd] = [start, start, start];
    if (href.startsWith('//', start)) {
      userEnd = start + 2 + username.length;
      hostStart = userEnd + (password === '' ? 0 : 1 + password.length);
      hostEnd = hostStart + (hostStart > start + 2 ? 1 : 0) + hostname.length;
      end = hostEnd + (port === '' ? 0 : 1 + port.length);
    } else if (href.startsWith('/.//', start)) {
      end = start + 2;
    }
    const pathEnd = end + pathname.length;
    const hash = href.indexOf('#');
    const values = [start, userEnd, hostStart, hostEnd, port === '' ? OMITTED : Number(port), end, href[pathEnd] === '?' ? pathEnd : OMITTED,
      hash < 0 ? OMITTED : hash, schemes[protocol] ?? 1];
    for (let i = 0; i < values.length; i++) components[i] = values[i];
    return href;
  }

  function attempt(input, base) {
    const Parser = parser();
    try {
      return base === undefined ? new Parser(input) : new Parser(input, base);
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }

  function parse(input, base, raises) {
    const url = attempt(input, base);
    if (url !== undefined) return describe(url);
    if (!raises) return undefined;
    throw Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input, ...(base === undefined ? {} : { base }) });
  }

  function update(href, action, value) {
    const url = attempt(action === setters.length ? value : href);
    if (url === undefined) return false;
    if (action < setters.length) url[setters[action]] = value;
    return describe(url);
  }

  const encodePath = (path) => path.replace(/[%\\\n\r\t?#|^[\]~]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

  function pathToFileURL(path, windows, hostname) {
    const url = new (parser())('file:///');
    if (hostname !== undefined) url.hostname = hostname;
    url.pathname = encodePath(windows ? path.replaceAll('\\', '/') : path);
    return describe(url);
  }

  function toASCII(domain) {
    return attempt(`http://${domain}`)?.hostname ?? '';
  }

  const toUnicode = (domain) => require('web:domain-names').toUnicode(toASCII(domain), {}).domain;

  function format(href, fragment, unicode, search, auth) {
    const url = new (parser())(href);
    const host = unicode && url.hostname !== '' ? toUnicode(url.hostname) + (url.port === '' ? '' : `:${url.port}`) : url.host;
    const credentials = auth && (url.username || url.password) ? `${url.username}${url.password ? `:${url.password}` : ''}@` : '';
    const slashes = href.startsWith('//', url.protocol.length) ? '//' : '';
    return `${url.protocol}${slashes}${credentials}${host}${url.pathname}${search ? url.search : ''}${fragment ? url.hash : ''}`;
  }

  Object.assign(exports, { urlComponents: components, parse, update, pathToFileURL, format, domainToASCII: toASCII, domainToUnicode: toUnicode,
    canParse: (input, base) => attempt(input, base) !== undefined,
    getOrigin: (url) => attempt(url)?.origin });
});
