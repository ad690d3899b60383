// Node's ECDH: key agreement on named curves, with keys as points and values.
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { coded } = require('web:errors');
  const { curveName, input, wrap } = require('web:key-objects');
  const { ofPrivateValue, pointOf, rawPoint } = require('web:key-forms');
  const forms = ['uncompressed', 'compressed', 'hybrid'];

  function curveOf(name) {
    const curve = curveName(name);
    if (curve === undefined) throw coded(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
    return curve;
  }

  function encoded(raw, encoding) {
    return encoding && encoding !== 'buffer' ? raw.toString(encoding) : raw;
  }

  function publicPoint(der, format = 'uncompressed') {
    if (!forms.includes(format)) throw coded(TypeError, 'ERR_CRYPTO_ECDH_INVALID_FORMAT', `Invalid ECDH format: ${format}`);
    const [, x, y] = host.keyParts(der, false);
    return pointOf(x, y, format);
  }

  /** The public key of a point in any form, as SPKI. */
  function ofPoint(curve, raw) {
    try {
      const hybrid = raw[0] === 6 || raw[0] === 7;
      if (hybrid && (raw[raw.length - 1] & 1) !== raw[0] - 6) throw new RangeError('the parity does not fit');
      return rawPoint('ECDH', { namedCurve: curve }, hybrid ? Buffer.concat([Buffer.from([4]), raw.subarray(1)]) : raw);
    } catch {
      throw coded(Error, 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY', 'Public key is not valid for specified curve');
    }
  }

  class ECDH {
    #curve;
    #open;
    #secret;

    constructor(curve) {
      this.#curve = curveOf(curve);
    }

    static convertKey(key, curve, inputEncoding, outputEncoding, format) {
      return encoded(publicPoint(ofPoint(curveOf(curve), Buffer.from(input(key, inputEncoding))), format), outputEncoding);
    }

    generateKeys(encoding, format) {
      [this.#open, this.#secret] = host.generateNamed(this.#curve);
      return this.getPublicKey(encoding, format);
    }

    getPublicKey(encoding, format) {
      if (this.#open === undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH public key');
      return encoded(publicPoint(this.#open, format), encoding);
    }

    getPrivateKey(encoding) {
      if (this.#secret === undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH private key');
      const value = Buffer.from(host.keyParts(this.#secret, true)[3], 'base64url');
      return encoded(value.subarray(value.findIndex((byte) => byte !== 0)), encoding);
    }

    setPrivateKey(key, encoding) {
      const value = Buffer.from(input(key, encoding));
      const bytes = { 'P-256': 32, 'P-384': 48, 'P-521': 66 }[this.#curve];
      try {
        if (value.every((byte) => byte === 0) || value.length > bytes) throw new RangeError('out of range');
        const secret = ofPrivateValue(this.#curve, Buffer.concat([Buffer.alloc(bytes - value.length), value]));
        this.#open = host.publicKey(secret);
        this.#secret = secret;
      } catch {
        throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYTYPE', 'Private key is not valid for specified curve.');
      }
    }

    setPublicKey(key, encoding) {
      this.#open = ofPoint(this.#curve, Buffer.from(input(key, encoding)));
    }

    computeSecret(other, inputEncoding, outputEncoding) {
      const der = ofPoint(this.#curve, Buffer.from(input(other, inputEncoding)));
      return encoded(wrap(host.agree(this.#secret, der)), outputEncoding);
    }
  }

  Object.assign(exports, { ECDH, createECDH: (curve) => new ECDH(curve) });
});
