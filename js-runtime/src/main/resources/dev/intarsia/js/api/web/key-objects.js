// Node's KeyObject, and the forms keys come in.
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { coded, invalidType, notAvailable } = require('web:errors');
  const { CryptoKey, keyData, makeKey } = require('web:crypto');
  const { pkcs8Of, sec1Of } = require('web:key-forms');
  const { exportOptions, checkInput } = require('web:key-encodings');
  const materials = new WeakMap();
  const curves = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' };

  exports.curveName = (name) => ({ 'prime256v1': 'P-256', 'secp256r1': 'P-256', 'secp384r1': 'P-384', 'secp521r1': 'P-521' })[name]
    ?? (name in curves ? name : undefined);

  const wrap = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  function input(value, encoding = 'utf8', name = 'data') {
    if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return new Uint8Array(value);
    if (value instanceof KeyObject && value.type === 'secret') return materials.get(value).data;
    throw invalidType(name, 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView', value);
  }

  function pem(label, der) {
    return `-----BEGIN ${label}-----\n${wrap(der).toString('base64').replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;
  }

  class KeyObject {
    constructor(type, data) {
      if (!['secret', 'public', 'private'].includes(type)) {
        throw require('web:errors').invalidValue('type', type);
      }
      materials.set(this, { type, data });
    }

    static from(key) {
      if (!(key instanceof CryptoKey)) throw invalidType('key', 'an instance of CryptoKey', key);
      return new KeyObject(key.type, keyData(key));
    }

    get type() { return materials.get(this).type; }

    get asymmetricKeyType() {
      const { type, data } = materials.get(this);
      return type === 'secret' ? undefined : host.keyInfo(data, type === 'private')[0];
    }

    get asymmetricKeyDetails() {
      const { type, data } = materials.get(this);
      if (type === 'secret') return undefined;
      const [kind, detail, exponent] = host.keyInfo(data, type === 'private');
      if (kind === 'rsa') return { modulusLength: detail, publicExponent: BigInt(exponent) };
      return kind === 'ec' ? { namedCurve: curves[detail] } : {};
    }

    get symmetricKeySize() {
      const { type, data } = materials.get(this);
      return type === 'secret' ? data.byteLength : undefined;
    }

    export(given) {
      const { type, data } = materials.get(this);
      const options = exportOptions(type, this.asymmetricKeyType, given);
      if (options.format === 'jwk') {
        return type === 'secret' ? { kty: 'oct', k: wrap(data).toString('base64url') }
          : require('web:subtle').toJwk(data, type === 'private');
      }
      if (type === 'secret') return Buffer.from(data);
      if (options.cipher != null) throw notAvailable('KeyObject.export with a cipher', 'keys are exported as they are');
      if (options.type === 'pkcs1' || options.type === 'sec1') {
        const inner = options.type === 'sec1' ? sec1Of(data, true) : unwrapDer(data, type);
        return options.format === 'der' ? wrap(inner)
          : pem(options.type === 'sec1' ? 'EC PRIVATE KEY' : `RSA ${type === 'private' ? 'PRIVATE' : 'PUBLIC'} KEY`, inner);
      }
      const der = type === 'private' ? pkcs8Of(data) : data;
      return options.format === 'der' ? Buffer.from(der) : pem(type === 'private' ? 'PRIVATE KEY' : 'PUBLIC KEY', der);
    }

    equals(other) {
      if (!materials.has(other)) throw invalidType('otherKeyObject', 'an instance of KeyObject', other);
      // A private key may hold its public point or not, which says nothing of the key.
      const [mine, theirs] = [this, other].map((key) => materials.get(key))
        .map(({ type, data }) => ({ type, data: type === 'private' ? pkcs8Of(data) : data }));
      return mine.type === theirs.type && Buffer.compare(wrap(mine.data), wrap(theirs.data)) === 0;
    }

    toCryptoKey(algorithm, extractable, usages) {
      const { type, data } = materials.get(this);
      const format = type === 'secret' ? 'raw' : type === 'private' ? 'pkcs8' : 'spki';
      void makeKey;
      return require('web:subtle').importKey(format, data, algorithm, extractable, usages);
    }

    get [Symbol.toStringTag]() { return 'KeyObject'; }
  }

  // The content of the last element of PKCS #8 (an octet string) or SPKI (a bit string).
  function unwrapDer(der, type) {
    const read = (at) => {
      let length = der[at + 1];
      let start = at + 2;
      if (length & 0x80) {
        const count = length & 0x7f;
        length = 0;
        for (let i = 0; i < count; i++) length = length * 256 + der[start++];
      }
      return [start, start + length];
    };
    let [at] = read(0);
    if (type === 'private') [, at] = read(at);
    [, at] = read(at);
    const [start, end] = read(at);
    return der.slice(type === 'private' ? start : start + 1, end);
  }

  function fromPem(text, passphrase) {
    const match = /-----BEGIN ([A-Z0-9 ]+)-----\s*([^-]*?)\s*-----END \1-----/.exec(text);
    if (match === null) throw coded(Error, 'ERR_OSSL_UNSUPPORTED', 'error:1E08010C:DECODER routines::unsupported');
    const [, label, body] = match;
    if (label === 'ENCRYPTED PRIVATE KEY' || /Proc-Type/.test(body)) {
      void passphrase;
      throw notAvailable('reading an encrypted private key', 'decrypt it before');
    }
    const der = Buffer.from(body.replace(/\s/g, ''), 'base64');
    switch (label) {
      case 'PUBLIC KEY': return ['public', host.normalizeKey(der, false)];
      case 'PRIVATE KEY': return ['private', host.normalizeKey(der, true)];
      case 'RSA PUBLIC KEY': return ['public', host.normalizeKey(host.pkcs1(der, false), false)];
      case 'RSA PRIVATE KEY': return ['private', host.normalizeKey(host.pkcs1(der, true), true)];
      case 'EC PRIVATE KEY': return ['private', host.normalizeKey(sec1(der), true)];
      case 'CERTIFICATE': return ['public', host.certificateKey(der)];
      default: throw coded(Error, 'ERR_OSSL_UNSUPPORTED', 'error:1E08010C:DECODER routines::unsupported');
    }
  }

  function sec1(der) {
    const hex = wrap(der).toString('hex');
    return host.sec1(der, hex.includes('06052b81040022') ? 'P-384' : hex.includes('06052b81040023') ? 'P-521' : 'P-256');
  }

  /** The type and bytes of an asymmetric key in any form. */
  function material(key, type) {
    if (key !== null && typeof key === 'object' && !ArrayBuffer.isView(key)) checkInput(key, type === 'private');
    if (key instanceof KeyObject) return [key.type, materials.get(key).data];
    if (key instanceof CryptoKey) return [key.type, keyData(key)];
    if (typeof key === 'string') return fromPem(key);
    if (ArrayBuffer.isView(key) || key instanceof ArrayBuffer) return fromPem(wrap(input(key)).toString('latin1'));
    if (key !== null && typeof key === 'object' && key.key !== undefined) {
      if (key.format === 'jwk') {
        const [der, secret] = require('web:subtle').fromJwk(key.key);
        return [secret ? 'private' : 'public', der];
      }
      if (key.format === 'der') {
        const der = input(key.key, key.encoding);
        if (key.type === 'pkcs1') return [type, host.normalizeKey(host.pkcs1(der, type === 'private'), type === 'private')];
        if (key.type === 'sec1') return ['private', host.normalizeKey(sec1(der), true)];
        const secret = key.type === 'pkcs8' || (key.type === undefined && type === 'private');
        return [secret ? 'private' : 'public', host.normalizeKey(der, secret)];
      }
      if (typeof key.key === 'string') return fromPem(key.key, key.passphrase);
      return material(key.key, type);
    }
    throw invalidType('key', 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey', key);
  }

  function publicBytes(key) {
    const [type, data] = material(key, 'public');
    if (type === 'secret') throw coded(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', 'Invalid key object type secret, expected private or public.');
    return type === 'private' ? host.publicKey(data) : data;
  }

  function privateBytes(key) {
    const [type, data] = material(key, 'private');
    if (type !== 'private') {
      throw key instanceof KeyObject
        ? coded(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', `Invalid key object type ${type}, expected private.`)
        : coded(Error, 'ERR_OSSL_UNSUPPORTED', 'error:1E08010C:DECODER routines::unsupported');
    }
    return data;
  }

  function secretBytes(key) {
    if (key instanceof KeyObject) {
      if (key.type !== 'secret') {
        throw coded(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', `Invalid key object type ${key.type}, expected secret.`);
      }
      return materials.get(key).data;
    }
    if (key instanceof CryptoKey) return keyData(key);
    if (key === null || key === undefined) {
      throw invalidType('key', 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey', key);
    }
    return input(key, 'utf8', 'key');
  }

  require('web:structured-clone').platform.set(KeyObject, (key) => new KeyObject(key.type, materials.get(key).data));
  Object.assign(exports, {
    KeyObject, input, wrap, publicBytes, privateBytes, secretBytes,
    createSecretKey: (key, encoding) => new KeyObject('secret', Uint8Array.from(input(key, encoding, 'key'))),
    createPublicKey(key) {
      const given = key instanceof KeyObject ? key : key?.key;
      if (given instanceof KeyObject && given.type !== 'private') {
        throw coded(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', `Invalid key object type ${given.type}, expected private.`);
      }
      return new KeyObject('public', publicBytes(key));
    },
    createPrivateKey(key) {
      if (key instanceof KeyObject) throw invalidType('key', 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, or URL', key);
      return new KeyObject('private', privateBytes(key));
    },
  });
});
