// What a JSON Web Key says of its own use (RFC 7517, section 4): a key is refused when it does not allow what it is imported for.
(function (exports, require) {
  'use strict';
  const { DOMException } = require('web:dom-exception');
  const hashBits = { 'SHA-1': '1', 'SHA-256': '256', 'SHA-384': '384', 'SHA-512': '512' };
  const curveNames = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };
  const encryption = ['RSA-OAEP', 'ECDH', 'X25519', 'X448', 'AES-GCM', 'AES-CBC', 'AES-CTR', 'AES-KW'];
  const operations = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];
  const refused = (text) => new DOMException(text, 'DataError');

  /** The "alg" that a JWK of this algorithm has, undefined where none is registered. */
  exports.jwkName = ({ name, hash, namedCurve }, length) => {
    const bits = hash && hashBits[hash.name];
    if (hash && bits === undefined) return undefined;
    switch (name) {
      case 'HMAC': return `HS${bits}`;
      case 'RSASSA-PKCS1-v1_5': return `RS${bits}`;
      case 'RSA-PSS': return `PS${bits}`;
      case 'RSA-OAEP': return bits === '1' ? 'RSA-OAEP' : `RSA-OAEP-${bits}`;
      case 'Ed25519': case 'Ed448': return name;
      default: return name.startsWith('AES') ? `A${length}${name.slice(4)}` : undefined;
    }
  };

  function checkOperations(jwk, usages) {
    const list = jwk.key_ops;
    if (!Array.isArray(list) || new Set(list).size !== list.length) throw refused('Invalid JWK "key_ops" Parameter');
    if (usages.some((usage) => !list.includes(usage))) throw refused('Key operations and usage mismatch');
    if (jwk.use === undefined) return;
    const signs = (operation) => operation === 'sign' || operation === 'verify';
    if (list.some((operation) => operations.includes(operation) && signs(operation) !== (jwk.use === 'sig'))) {
      throw refused('Invalid JWK "use" and "key_ops" Parameters');
    }
  }

  /** Checks "kty", "use", "key_ops" and "ext". */
  exports.checkJwk = (jwk, kty, { name }, extractable, usages) => {
    if (jwk === null || typeof jwk !== 'object' || jwk instanceof ArrayBuffer || ArrayBuffer.isView(jwk)) {
      throw refused('Invalid keyData');
    }
    if (jwk.kty !== kty) throw refused('Invalid JWK "kty" Parameter');
    const use = encryption.includes(name) ? 'enc' : 'sig';
    if (usages.length > 0 && jwk.use !== undefined && jwk.use !== use) throw refused('Invalid JWK "use" Parameter');
    if (jwk.key_ops !== undefined) checkOperations(jwk, usages);
    if (jwk.ext === false && extractable) throw refused('JWK "ext" Parameter and extractable mismatch');
  };

  /** Checks "alg"; the length of a secret key in bits. */
  exports.checkJwkName = ({ alg }, algorithm, length) => {
    const { name } = algorithm;
    if (alg === undefined || name === 'ECDH' || name === 'X25519' || name === 'X448') return;
    const expected = name === 'ECDSA' ? curveNames[algorithm.namedCurve] : exports.jwkName(algorithm, length);
    const matches = alg === expected || (alg === 'EdDSA' && name.startsWith('Ed'));
    if (expected !== undefined && !matches) throw refused('JWK "alg" does not match the requested algorithm');
  };
});
