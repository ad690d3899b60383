// The making of key pairs for the binding "crypto".
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Job, coded, invalidDigest, openssl, view } = require('web:crypto-support');
  const { KeyObjectHandle } = require('web:crypto-handles');
  const { curve, exported } = require('web:crypto-keys');
  const { primeOfGroup } = require('web:crypto-groups');
  const evp = (number, reason) => openssl(number, { name: 'digital envelope routines', prefix: 'EVP_' }, reason);

  /**
   * What all pairs share: `make` gives the two as bytes; what follows says how Node or WebCrypto gets them.
   */
  class PairJob extends Job {
    constructor(mode, make, rest) {
      super(mode);
      this.make = make;
      this.rest = rest;
      const [, , , , cipher] = this.web ? [] : rest;
      if (cipher != null && !require('web:crypto-ciphers').getCiphers().includes(cipher.toLowerCase())) {
        throw coded(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
      }
    }

    compute() {
      const [open, secret] = this.make();
      const [publicHandle, privateHandle] = [KeyObjectHandle.of('public', open), KeyObjectHandle.of('private', secret)];
      if (this.web) {
        const [algorithm, publicMask, privateMask, extractable] = this.rest;
        const { InternalCryptoKey } = require('lib:internal/crypto/keys');
        return { publicKey: new InternalCryptoKey(publicHandle, algorithm, publicMask, true),
          privateKey: new InternalCryptoKey(privateHandle, algorithm, privateMask, extractable) };
      }
      const [publicFormat, publicType, privateFormat, privateType, cipher, passphrase] = this.rest;
      return [exported(publicHandle, publicFormat, publicType), exported(privateHandle, privateFormat, privateType, cipher ?? null, passphrase)];
    }
  }

  class RsaKeyPairGenJob extends PairJob {
    constructor(mode, variant, bits, exponent, ...rest) {
      const [hash, mgf, salt] = variant === 1 ? rest.splice(0, 3) : [];
      if (hash !== undefined && !host.isDigest(hash)) throw invalidDigest(hash);
      if (mgf !== undefined && !host.isDigest(mgf)) throw coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid MGF1 digest: ${mgf}`);
      super(mode, () => {
        if (bits < 512) throw openssl('0200007D', { name: 'rsa routines', prefix: 'RSA_' }, 'key size too small');
        if (exponent < 3 || exponent % 2 === 0) throw openssl('02000065', { name: 'rsa routines', prefix: 'RSA_' }, 'pub exponent out of range');
        return variant === 1 ? host.generatePss(bits, exponent, hash ?? mgf ?? '', mgf ?? hash ?? '', salt ?? -1) : host.generateRsa(bits, exponent);
      }, rest);
    }
  }

  class DsaKeyPairGenJob extends PairJob {
    constructor(mode, bits, divisor, ...rest) { super(mode, () => host.generateDsa(bits, divisor), rest); }
  }

  class EcKeyPairGenJob extends PairJob {
    constructor(mode, name, encoding, ...rest) {
      const known = curve(name);
      super(mode, () => host.generateNamed(known), rest);
    }
  }

  class NidKeyPairGenJob extends PairJob {
    constructor(mode, name, ...rest) { super(mode, () => host.generateNamed(name), rest); }
  }

  class DhKeyPairGenJob extends PairJob {
    constructor(mode, group, ...rest) {
      if (typeof group === 'string') {
        const prime = primeOfGroup(group);
        super(mode, () => host.generateDh(prime, 2), rest);
        return;
      }
      const [generator] = rest.splice(0, 1);
      super(mode, () => {
        if (typeof group === 'number' && group < 512) throw evp('05000000', 'modulus too small');
        return host.generateDh(typeof group === 'number' ? host.prime(group, true, new Uint8Array([24]), new Uint8Array([23])) : view(group), generator);
      }, rest);
    }
  }

  Object.assign(exports, { RsaKeyPairGenJob, DsaKeyPairGenJob, EcKeyPairGenJob, NidKeyPairGenJob, DhKeyPairGenJob });
});
