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

  // ---- DER (X.690)

  const curveIds = { 'P-256': '2a8648ce3d030107', 'P-384': '2b81040022', 'P-521': '2b81040023', secp256k1: '2b8104000a' };
  const curveBytes = { prime256v1: 32, secp256k1: 32, secp384r1: 48, secp521r1: 66 };

  function tagged(tag, ...contents) {
    const content = Buffer.concat(contents);
    const { length } = content;
    const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
    return Buffer.concat([Buffer.from([tag, ...size]), content]);
  }

  /** The point of a curve from its coordinates in base64url (SEC 1, 2.3.3): uncompressed, compressed or hybrid. */
  function pointOf(x, y, format = 'uncompressed') {
    const [left, right] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
    const odd = right[right.length - 1] & 1;
    if (format === 'compressed') return Buffer.concat([Buffer.from([2 + odd]), left]);
    return Buffer.concat([Buffer.from([format === 'hybrid' ? 6 + odd : 4]), left, right]);
  }

  /** The SEC 1 form of a private key with its public point (RFC 5915), which the JDK leaves out. */
  function sec1Of(der, withCurve) {
    const [curve, x, y, d] = [...host.keyParts(der, true)];
    const id = withCurve ? [tagged(0xa0, tagged(6, Buffer.from(curveIds[curve], 'hex')))] : [];
    return tagged(0x30, Buffer.from([2, 1, 1]), tagged(4, Buffer.from(d, 'base64url')), ...id,
      tagged(0xa1, tagged(3, Buffer.from([0]), pointOf(x, y))));
  }

  /** The PKCS #8 form that is handed out. */
  function pkcs8Of(der) {
    const [type, curve] = host.keyInfo(der, true);
    return type === 'ec' ? host.sec1(sec1Of(der, false), curve) : der;
  }

  /** The private key of a curve (as OpenSSL calls it) with this value, as PKCS #8. */
  function ofPrivateValue(curve, value) {
    const bytes = curveBytes[curve];
    if (value.length > bytes || value.every((byte) => byte === 0)) throw new RangeError('the value does not fit the curve');
    const padded = Buffer.concat([Buffer.alloc(bytes - value.length), value]);
    return host.normalizeKey(host.sec1(tagged(0x30, Buffer.from([2, 1, 1]), tagged(4, padded)), curve), true);
  }

  /** The public key of a point in any form, as SPKI. */
  function keyOfPoint(curve, raw) {
    const hybrid = raw[0] === 6 || raw[0] === 7;
    if (hybrid && (raw[raw.length - 1] & 1) !== raw[0] - 6) throw new RangeError('the parity does not fit');
    return rawPoint('EC', { namedCurve: curve }, hybrid ? Buffer.concat([Buffer.from([4]), raw.subarray(1)]) : raw);
  }

  Object.assign(exports, { fromJwk, toJwk, rawPoint, pointOf, sec1Of, pkcs8Of, ofPrivateValue, keyOfPoint });
});
