// The groups for Diffie-Hellman that have names (RFC 2409, RFC 3526).
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { coded } = require('web:crypto-support');
  const bits = { modp1: 768, modp2: 1024, modp5: 1536, modp14: 2048, modp15: 3072, modp16: 4096, modp17: 6144, modp18: 8192 };

  exports.primeOfGroup = (name) => {
    const known = `${name}`.toLowerCase();
    if (!Object.hasOwn(bits, known)) throw coded(Error, 'ERR_CRYPTO_UNKNOWN_DH_GROUP', 'Unknown DH group');
    return host.groupPrime(bits[known]);
  };
});
