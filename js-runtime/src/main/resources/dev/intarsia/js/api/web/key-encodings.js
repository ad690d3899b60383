// The checks of a JSON Web Key that is read, in the order in which Node makes them.
(function (exports, require) {
  'use strict';
  const { coded, invalidType } = require('web:errors');
  const members = { RSA: ['n', 'e'], EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'] };
  const curves = { EC: ['P-256', 'secp256k1', 'P-384', 'P-521'], OKP: ['Ed25519', 'Ed448', 'X25519', 'X448'] };
  const invalidJwk = (message) => coded(TypeError, 'ERR_CRYPTO_INVALID_JWK', message);

  /** A JWK from outside, checked before it is read. */
  exports.checkJwk = (jwk, secretWanted) => {
    if (jwk === null || typeof jwk !== 'object') throw invalidType('key.key', 'of type object', jwk);
    const { kty } = jwk;
    if (kty === undefined) throw invalidJwk('Invalid JWK format');
    if (!Object.hasOwn(members, kty)) throw invalidJwk(`${kty} is not a supported JWK key type`);
    if (kty === 'EC' && !curves.EC.includes(jwk.crv)) throw coded(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
    const wanted = [...members[kty], ...(secretWanted ? ['d'] : [])];
    const known = kty !== 'OKP' || curves.OKP.includes(jwk.crv);
    if (!known || wanted.some((name) => typeof jwk[name] !== 'string')) throw invalidJwk(`Invalid JWK ${kty} key`);
  };
});
