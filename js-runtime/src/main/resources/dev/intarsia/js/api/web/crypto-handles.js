// Keys of the binding "crypto": a handle holds a secret's bytes, a public key as SPKI or a private key as PKCS #8.
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { platform } = require('web:structured-clone');
  const { buffer, coded, copy, fresh, same, wrap } = require('web:crypto-support');
  const { toJwk, pointOf } = require('web:key-forms');
  const { keySlots, objectSlots } = require('web:crypto-slots');
  const types = ['secret', 'public', 'private'];

  const unsupported = (format, type) => coded(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS',
    `The selected key encoding ${format} does not support ${type}.`);

  class KeyObjectHandle {
    static of(type, data) {
      return Object.assign(new KeyObjectHandle(), { type, data });
    }

    /** `format` and the rest are absent for a secret's bytes. */
    init(kind, data, format = null, encoding = null, passphrase = null, curve = null) {
      if (kind === 0) {
        this.type = 'secret';
        this.data = format === 2 ? Uint8Array.from(Buffer.from(data.k, 'base64url')) : copy(data);
        return;
      }
      const { publicOf, privateOf } = require('web:crypto-keys');
      this.type = types[kind];
      this.data = (kind === 1 ? publicOf : privateOf)(data, format, encoding, passphrase, curve);
    }

    get isPrivate() { return this.type === 'private'; }
    get info() { return this.known ??= [...host.keyInfo(this.data, this.isPrivate)]; }

    getKeyType() { return types.indexOf(this.type); }
    getSymmetricKeySize() { return this.data.byteLength; }
    getAsymmetricKeyType() { return this.info[0]; }
    checkEcKeyData() { return true; }

    keyDetail(target) {
      const [kind, detail, exponent, ...rest] = this.info;
      if (kind === 'ec') return Object.assign(target, { namedCurve: detail });
      if (kind === 'dsa') return Object.assign(target, { modulusLength: detail, divisorLength: exponent });
      if (kind !== 'rsa' && kind !== 'rsa-pss') return target;
      Object.assign(target, { modulusLength: detail, publicExponent: buffer(exponent) });
      const [hashAlgorithm, mgf1HashAlgorithm, saltLength] = rest;
      return hashAlgorithm === undefined ? target : Object.assign(target, { hashAlgorithm, mgf1HashAlgorithm, saltLength });
    }

    export(format, type, cipher, passphrase) {
      if (this.type === 'secret') return fresh(this.data);
      return require('web:crypto-keys').exported(this, format, type, cipher ?? null, passphrase ?? null);
    }

    exportJwk(target, withPss) {
      if (this.type === 'secret') return Object.assign(target, { kty: 'oct', k: wrap(this.data).toString('base64url') });
      const [kind, curve] = this.info;
      if (kind === 'ec' && !['prime256v1', 'secp384r1', 'secp521r1', 'secp256k1'].includes(curve)) {
        throw coded(Error, 'ERR_CRYPTO_JWK_UNSUPPORTED_CURVE', `Unsupported JWK EC curve: ${curve}.`);
      }
      if (!['rsa', 'ec', 'ed25519', 'ed448', 'x25519', 'x448', ...(withPss ? ['rsa-pss'] : [])].includes(kind)) {
        throw coded(Error, 'ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE', 'Unsupported JWK Key Type.');
      }
      return Object.assign(target, toJwk(this.data, this.isPrivate));
    }

    exportECPublicRaw(form) {
      const [, x, y] = [...host.keyParts(this.data, this.isPrivate)];
      return fresh(pointOf(x, y, form === 2 ? 'compressed' : 'uncompressed'));
    }

    exportECPrivateRaw() { return fresh(Buffer.from([...host.keyParts(this.data, true)][3], 'base64url')); }

    rawPublicKey() {
      if (!/^(ed|x)\d/.test(this.info[0])) throw unsupported('raw-public', this.info[0]);
      return fresh(Buffer.from([...host.keyParts(this.data, this.isPrivate)][1], 'base64url'));
    }

    rawPrivateKey() {
      if (!/^(ed|x)\d/.test(this.info[0])) throw unsupported('raw-private', this.info[0]);
      return fresh(Buffer.from([...host.keyParts(this.data, true)][2], 'base64url'));
    }

    rawSeed() { throw unsupported('raw-seed', this.info[0]); }

    /** A private key may hold its public point or not, which says nothing of the key. */
    equals(other) {
      const plain = ({ type, data }) => (type === 'private' ? require('web:key-forms').pkcs8Of(data) : data);
      return this.type === other.type && same(plain(this), plain(other));
    }
  }

  function slotsOf(map, key, name) {
    const slots = map.get(key);
    if (slots === undefined) throw coded(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
    return [...slots];
  }

  /** The classes that a function makes of the class that holds the handles. */
  function createNativeKeyObjectClass(make) {
    const classes = make(class NativeKeyObject {
      constructor(handle) { objectSlots.set(this, [handle.getKeyType(), handle]); }
    });
    for (const type of classes.slice(1)) platform.set(type, (key) => new type(objectSlots.get(key)[1]));
    return classes;
  }

  function createCryptoKeyClass(make) {
    const classes = make(class NativeCryptoKey {
      constructor(handle, algorithm, mask, extractable) {
        keySlots.set(this, [handle.getKeyType(), extractable, algorithm, mask, handle]);
      }
    });
    const [CryptoKey, InternalCryptoKey] = classes;
    platform.set(CryptoKey, (key) => {
      const [, extractable, algorithm, mask, handle] = keySlots.get(key);
      return new InternalCryptoKey(handle, algorithm, mask, extractable);
    });
    return classes;
  }

  Object.assign(exports, { KeyObjectHandle, createNativeKeyObjectClass, createCryptoKeyClass,
    getKeyObjectSlots: (key) => slotsOf(objectSlots, key, 'KeyObject'),
    getCryptoKeySlots: (key) => slotsOf(keySlots, key, 'CryptoKey') });
});
