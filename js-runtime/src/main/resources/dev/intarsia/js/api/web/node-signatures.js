(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { Writable } = require('node:stream');
  const { coded, invalidType, notAvailable } = require('web:errors');
  const { KeyObject, input, wrap, publicBytes, privateBytes, curveName, createPublicKey, createPrivateKey, createSecretKey }
    = require('web:key-objects');
  const { nextTick } = require('node:process');

  function scheme(der, secret, digest, key) {
    const [type] = host.keyInfo(der, secret);
    if (type === 'rsa') {
      const pss = key?.padding === 6;
      return [pss ? 'pss' : 'rsa', digest ?? 'sha256', pss ? key.saltLength ?? -2 : -1];
    }
    if (type === 'ec') return [key?.dsaEncoding === 'ieee-p1363' ? 'ecdsa-p1363' : 'ecdsa', digest ?? 'sha256', -1];
    return ['eddsa', '', -1];
  }

  // A verifier that is to find the salt's length itself tries the two that are in use.
  function verifyBytes(digest, data, key, signature) {
    const der = publicBytes(key);
    const parameters = scheme(der, false, digest, key);
    if (parameters[0] === 'pss' && parameters[2] === -2) {
      return host.verify('pss', parameters[1], -1, der, data, signature) || host.verify(...parameters, der, data, signature);
    }
    return host.verify(...parameters, der, data, signature);
  }

  function signBytes(digest, data, key) {
    const der = privateBytes(key);
    return wrap(host.sign(...scheme(der, true, digest, key), der, data));
  }

  class Collector extends Writable {
    #chunks = [];

    constructor(algorithm, options) {
      super(options);
      if (typeof algorithm !== 'string') throw invalidType('algorithm', 'of type string', algorithm);
      if (!host.isDigest(algorithm)) throw coded(Error, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`);
      this.algorithm = algorithm;
    }

    update(data, encoding) {
      this.#chunks.push(Buffer.from(input(data, encoding)));
      return this;
    }

    _write(chunk, encoding, done) {
      this.update(chunk, encoding);
      done();
    }

    collected() { return Buffer.concat(this.#chunks); }
  }

  class Sign extends Collector {
    sign(key, encoding) {
      const signature = signBytes(this.algorithm, this.collected(), key);
      return encoding === undefined || encoding === 'buffer' ? signature : signature.toString(encoding);
    }
  }

  class Verify extends Collector {
    verify(key, signature, encoding) {
      return verifyBytes(this.algorithm, this.collected(), key, input(signature, encoding));
    }
  }

  function later(done, body) {
    nextTick(() => {
      let result;
      try {
        result = body();
      } catch (error) {
        done(error);
        return;
      }
      done(null, ...(Array.isArray(result) ? result : [result]));
    });
  }

  function rsa(encrypt, key, data, der, secret) {
    const padding = key?.padding ?? 4;
    if (padding !== 4 && padding !== 1) throw notAvailable('RSA without padding', 'use OAEP');
    return wrap(host.rsaCrypt(encrypt, padding === 4 ? 'oaep' : 'pkcs1', key?.oaepHash ?? 'sha1',
      key?.oaepLabel === undefined ? new Uint8Array() : input(key.oaepLabel), der, secret, input(data)));
  }

  function generate(type, options = {}) {
    if (type === 'rsa' || type === 'rsa-pss') return host.generateRsa(options.modulusLength, options.publicExponent ?? 65537);
    if (type === 'ec') {
      const curve = curveName(options.namedCurve);
      if (curve === undefined) throw coded(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
      return host.generateNamed(curve);
    }
    const name = { ed25519: 'Ed25519', ed448: 'Ed448', x25519: 'X25519', x448: 'X448' }[type];
    if (name === undefined) throw require('web:errors').invalidValue('type', type, 'must be a supported key type');
    return host.generateNamed(name);
  }

  function generateKeyPairSync(type, options = {}) {
    const [open, secret] = generate(type, options);
    const publicKey = createPublicKey({ key: open, format: 'der', type: 'spki' });
    const privateKey = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
    return {
      publicKey: options.publicKeyEncoding ? publicKey.export(options.publicKeyEncoding) : publicKey,
      privateKey: options.privateKeyEncoding ? privateKey.export(options.privateKeyEncoding) : privateKey,
    };
  }

  function generateKeyPair(type, options, done) {
    later(typeof options === 'function' ? options : done, () => {
      const { publicKey, privateKey } = generateKeyPairSync(type, typeof options === 'function' ? {} : options);
      return [publicKey, privateKey];
    });
  }
  Object.defineProperty(generateKeyPair, Symbol.for('nodejs.util.promisify.custom'), {
    value: async (type, options) => generateKeyPairSync(type, options),
  });

  const generateKeySync = (type, { length }) => createSecretKey(host.random(length / 8));

  Object.assign(exports, {
    Sign, Verify,
    createSign: (algorithm, options) => new Sign(algorithm, options),
    createVerify: (algorithm, options) => new Verify(algorithm, options),
    sign(digest, data, key, done) {
      const body = () => signBytes(digest ?? undefined, input(data), key);
      return typeof done === 'function' ? later(done, body) : body();
    },
    verify(digest, data, key, signature, done) {
      const body = () => verifyBytes(digest ?? undefined, input(data), key, input(signature));
      return typeof done === 'function' ? later(done, body) : body();
    },
    publicEncrypt: (key, data) => rsa(true, key, data, publicBytes(key), false),
    privateDecrypt: (key, data) => rsa(false, key, data, privateBytes(key), true),
    privateEncrypt: (key, data) => rsa(true, { padding: 1 }, data, privateBytes(key), true),
    publicDecrypt: (key, data) => rsa(false, { padding: 1 }, data, publicBytes(key), false),
    generateKeyPair, generateKeyPairSync, generateKeySync,
    generateKey: (type, options, done) => later(done, () => generateKeySync(type, options)),
    diffieHellman: ({ privateKey, publicKey }) => wrap(host.agree(privateBytes(privateKey), publicBytes(publicKey))),
  });
  void KeyObject;
});
