// Keys as JSON Web Keys and as raw points, to and from the DER forms that the host computes with.
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { DOMException } = require('web:dom-exception');
  const okp = ['Ed25519', 'Ed448', 'X25519', 'X448'];

  function fromJwk(jwk) {
    const secret = jwk.d !== undefined;
    if (jwk.kty === 'RSA') {
      const parts = secret ? [jwk.n, jwk.e, jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi] : [jwk.n, jwk.e];
      return [host.keyFromParts('RSA', parts), secret];
    }
    if (jwk.kty === 'EC') return [host.keyFromParts('EC', [jwk.crv, jwk.x, jwk.y, ...(secret ? [jwk.d] : [])]), secret];
    return [host.keyFromParts('OKP', [jwk.crv, jwk.x, ...(secret ? [jwk.d] : [])]), secret];
  }

  function toJwk(der, secret) {
    const [type] = host.keyInfo(der, secret);
    const parts = [...host.keyParts(der, secret)];
    if (type === 'rsa') {
      const [n, e, d, p, q, dp, dq, qi] = parts;
      return secret ? { kty: 'RSA', n, e, d, p, q, dp, dq, qi } : { kty: 'RSA', n, e };
    }
    const [crv, x, y, d] = parts;
    if (type === 'ec') return secret ? { kty: 'EC', x, y, crv, d } : { kty: 'EC', x, y, crv };
    return secret ? { crv, d: y, x, kty: 'OKP' } : { crv, x, kty: 'OKP' };
  }

  function rawPoint(name, given, raw) {
    const text = (part) => Buffer.from(part).toString('base64url');
    if (okp.includes(name)) return host.keyFromParts('OKP', [name, text(raw)]);
    if (raw[0] === 2 || raw[0] === 3) return host.keyFromParts('EC-compressed', [given.namedCurve, text(raw)]);
    const half = (raw.length - 1) / 2;
    if (raw[0] !== 4) throw new DOMException('Invalid keyData', 'DataError');
    return host.keyFromParts('EC', [given.namedCurve, text(raw.subarray(1, 1 + half)), text(raw.subarray(1 + half))]);
  }

  Object.assign(exports, { fromJwk, toJwk, rawPoint });
});
