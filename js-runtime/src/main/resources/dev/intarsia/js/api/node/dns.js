(function (exports, require, module, native) {
  'use strict';
  const host = native('net');
  const { drainTicks } = native('timers');
  const { nextTick } = require('node:process');
  const { bind } = require('web:async-scope');
  const { coded, invalidValue, notAvailable } = require('web:errors');
  const validators = require('web:validators');
  const custom = Symbol.for('nodejs.util.promisify.custom');
  let order = 'verbatim';

  const family = (address) => (address.includes(':') ? 6 : 4);

  function failed(name, code = 'ENOTFOUND', errno = -3008) {
    return Object.assign(new Error(`getaddrinfo ${code} ${name}`), { errno, code, syscall: 'getaddrinfo', hostname: name });
  }

  function choose(addresses, options) {
    const wanted = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family ?? 0;
    const list = addresses.map((address) => ({ address, family: family(address) }))
      .filter((entry) => wanted === 0 || entry.family === wanted);
    const sorted = options.order ?? (options.verbatim === false ? 'ipv4first' : order);
    if (sorted === 'ipv4first') list.sort((a, b) => a.family - b.family);
    if (sorted === 'ipv6first') list.sort((a, b) => b.family - a.family);
    return list;
  }

  function options(given) {
    if (typeof given === 'number') return { family: given };
    const made = { ...given };
    if (made.hints != null) {
      validators.number(made.hints, 'options.hints');
      const { ADDRCONFIG, ALL, V4MAPPED } = exports;
      if ((made.hints & ~(ADDRCONFIG | ALL | V4MAPPED)) !== 0) throw invalidValue('hints', made.hints, 'is invalid');
    }
    if (made.family != null && ![0, 4, 6, 'IPv4', 'IPv6'].includes(made.family)) {
      throw invalidValue('options.family', made.family, 'must be one of: 0, 4, 6, \'IPv4\', \'IPv6\'');
    }
    return made;
  }

  function lookup(name, given, callback = given) {
    if (name != null && name !== '') validators.string(name, 'hostname');
    if (given !== callback && typeof given !== 'number' && given != null) validators.object(given, 'options');
    validators.func(callback, 'callback');
    const wanted = options(given === callback ? undefined : given);
    const answer = bind((error, list = []) => {
      if (error) callback(error);
      else if (wanted.all) callback(null, list);
      else callback(null, list[0].address, list[0].family);
    });
    if (!name) {
      nextTick(answer, null, wanted.all ? [] : [{ address: null, family: wanted.family === 6 ? 6 : 4 }]);
      return {};
    }
    if (require('node:net').isIP(name)) {
      nextTick(answer, null, [{ address: name, family: family(name) }]);
      return {};
    }
    const denied = host.lookUp(name, (...addresses) => {
      const list = choose(addresses, wanted);
      try {
        answer(list.length === 0 ? failed(name) : null, list);
      } finally {
        drainTicks();
      }
    });
    if (denied !== undefined) nextTick(answer, Object.assign(coded(Error, 'ERR_ACCESS_DENIED', denied), { hostname: name }));
    return {};
  }

  Object.defineProperty(lookup, custom, { value: (name, given) => new Promise((resolve, reject) => {
    lookup(name, given ?? {}, (error, address, kind) => {
      if (error) reject(error);
      else resolve(Array.isArray(address) ? address : { address, family: kind });
    });
  }) });

  const reason = 'only lookup is, which asks the operating system';
  for (const name of ['lookupService', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCname', 'resolveMx', 'resolveNs',
    'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTxt', 'resolveCaa', 'resolveNaptr', 'reverse', 'setServers', 'getServers']) {
    exports[name] = { [name]() {
      throw notAvailable(`dns.${name}`, reason);
    } }[name];
  }
  exports.Resolver = class Resolver {
    constructor() {
      throw notAvailable('dns.Resolver', reason);
    }
  };
  Object.assign(exports, {
    lookup,
    getDefaultResultOrder: () => order,
    setDefaultResultOrder(value) {
      validators.oneOf(value, 'dnsOrder', ['verbatim', 'ipv4first', 'ipv6first']);
      order = value;
    },
    ADDRCONFIG: 32, ALL: 16, V4MAPPED: 8, NOTFOUND: 'ENOTFOUND', NODATA: 'ENODATA', SERVFAIL: 'ESERVFAIL', REFUSED: 'EREFUSED',
    TIMEOUT: 'ETIMEOUT', CONNREFUSED: 'ECONNREFUSED', CANCELLED: 'ECANCELLED',
  });
  Object.defineProperty(exports, 'promises', { enumerable: true, get: () => require('node:dns/promises') });
});
