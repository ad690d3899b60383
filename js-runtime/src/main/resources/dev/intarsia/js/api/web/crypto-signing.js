// Signatures and RSA encryption of the binding "crypto".
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { Job, buffer, coded, copy, invalidDigest, openssl, rsaError, view, wrap } = require('web:crypto-support');
  const { privateOf, publicOf } = require('web:crypto-keys');
  const PKCS1 = 1;
  const PSS = 6;

  const unsupportedType = () => openssl('03000096', { name: 'digital envelope routines', prefix: 'EVP_' }, 'operation not supported for this keytype');

  /** Scheme, digest and the salt's bytes for a key. */
  function scheme(der, secret, { digest, padding, salt, encoding }) {
    const [type, , , hash, , least] = [...host.keyInfo(der, secret)];
    if (type === 'rsa' || type === 'rsa-pss') {
      const used = padding ?? (type === 'rsa-pss' ? PSS : PKCS1);
      if (type === 'rsa-pss' && used !== PSS) throw rsaError('1C8000A5', 'illegal or unsupported padding mode');
      if (used !== PKCS1 && used !== PSS) throw rsaError('02000076', 'illegal or unsupported padding mode');
      if (type === 'rsa-pss' && hash !== undefined && digest != null && digest.toLowerCase().replace('-', '') !== hash) {
        throw openssl('1C8000AE', { name: 'Provider routines' }, 'digest not allowed');
      }
      const name = digest ?? hash ?? 'sha256';
      if (used === PKCS1) return ['rsa', name, -1];
      const bytes = salt ?? (secret && type === 'rsa' ? -2 : type === 'rsa-pss' ? least ?? -2 : -2);
      if (type === 'rsa-pss' && least !== undefined && bytes >= 0 && bytes < least) {
        throw openssl('1C8000AC', { name: 'Provider routines' }, 'pss saltlen too small');
      }
      return ['pss', name, bytes];
    }
    if (type === 'ec') return [encoding === 1 ? 'ecdsa-p1363' : 'ecdsa', digest ?? 'sha256', -1];
    if (type === 'dsa') return [encoding === 1 ? 'dsa-p1363' : 'dsa', digest ?? 'sha256', -1];
    if (type !== 'ed25519' && type !== 'ed448') {
      throw unsupportedType();
    }
    if (digest != null) throw openssl('1C80007A', { name: 'Provider routines' }, 'invalid digest');
    return ['eddsa', '', -1];
  }

  function sign(der, data, how) {
    const parameters = scheme(der, true, how);
    try {
      return wrap(host.sign(...parameters, der, data));
    } catch (error) {
      throw /too short/.test(error.message) ? rsaError('02000070', 'digest too big for rsa key') : error;
    }
  }

  // A verifier that is to find the salt's length itself tries the two that are in use.
  function verify(der, data, signature, how) {
    const parameters = scheme(der, false, how);
    if (parameters[0] === 'pss' && parameters[2] === -2) {
      return host.verify('pss', parameters[1], -1, der, data, signature) || host.verify(...parameters, der, data, signature)
        || host.verify('pss', parameters[1], 0, der, data, signature);
    }
    return host.verify(...parameters, der, data, signature);
  }

  function checkDigest(name) {
    if (name !== undefined && name !== null && !host.isDigest(name)) throw invalidDigest(name);
  }

  class Collector {
    chunks = [];

    init(algorithm) {
      if (!host.isDigest(algorithm)) throw coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest');
      this.digest = algorithm;
    }

    update(data, encoding) {
      this.chunks.push(typeof data === 'string' ? Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding) : Buffer.from(view(data)));
    }

    finish() {
      const { chunks } = this;
      if (chunks === undefined) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Not initialised');
      this.chunks = undefined;
      return Buffer.concat(chunks);
    }
  }

  class Sign extends Collector {
    sign(data, format, type, passphrase, curve, padding, salt, encoding) {
      return sign(privateOf(data, format, type, passphrase, curve), this.finish(), { digest: this.digest, padding, salt, encoding });
    }
  }

  class Verify extends Collector {
    verify(data, format, type, passphrase, curve, signature, padding, salt, encoding) {
      return verify(publicOf(data, format, type, passphrase, curve), this.finish(), view(signature), { digest: this.digest, padding, salt, encoding });
    }
  }

  class SignJob extends Job {
    constructor(mode, what, data, format, type, passphrase, curve, input, digest, salt, padding, encoding, context, signature) {
      super(mode);
      checkDigest(digest);
      this.how = { digest, padding, salt, encoding };
      this.input = copy(input);
      this.signature = what === 1 ? copy(signature) : undefined;
      if (context !== undefined && view(context).byteLength > 0) this.context = copy(context);
      this.key = (what === 1 ? publicOf : privateOf)(data, format, type, passphrase, curve);
    }

    compute() {
      if (this.context !== undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Context parameter is unsupported');
      if (this.signature === undefined) return buffer(sign(this.key, this.input, this.how));
      return verify(this.key, this.input, this.signature, this.how);
    }
  }

  // ---- RSA

  const paddings = { 1: 'pkcs1', 3: 'none', 4: 'oaep' };

  function rsa(encrypt, der, secret, data, padding, hash, label) {
    const name = paddings[padding];
    if (name === undefined) throw rsaError('02000076', 'unknown padding type');
    return wrap(host.rsaCrypt(encrypt, name, hash ?? 'sha1', label === undefined ? new Uint8Array() : view(label), der, secret, data));
  }

  const crypt = (encrypt, secret) => (data, format, type, passphrase, curve, input, padding, hash, label) => {
    if (hash !== undefined && !host.isDigest(hash)) throw coded(Error, 'ERR_OSSL_EVP_INVALID_DIGEST', `Invalid digest: ${hash}`);
    const der = (secret ? privateOf : publicOf)(data, format, type, passphrase, curve);
    if (host.keyInfo(der, secret)[0] !== 'rsa') {
      throw openssl('1C8000B2', { name: 'Provider routines' }, 'operation not supported for this keytype');
    }
    return rsa(encrypt, der, secret, view(input), padding, hash, label);
  };

  class RSACipherJob extends Job {
    constructor(mode, decrypt, key, data, variant, hash, label) {
      super(mode);
      Object.assign(this, { encrypt: decrypt === 0, key, data: copy(data), hash, label });
    }

    compute() { return buffer(rsa(this.encrypt, this.key.data, !this.encrypt, this.data, 4, this.hash, this.label)); }
  }

  Object.assign(exports, { Sign, Verify, SignJob, RSACipherJob, publicEncrypt: crypt(true, false), publicDecrypt: crypt(false, false),
    privateEncrypt: crypt(true, true), privateDecrypt: crypt(false, true) });
});
