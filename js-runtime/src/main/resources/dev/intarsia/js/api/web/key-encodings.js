// The checks of how a key is written and read, in the order in which Node makes them.
(function (exports, require) {
  'use strict';
  const { coded, invalidType, invalidValue } = require('web:errors');
  const { object: checkObject } = require('web:validators');
  const incompatible = (message) => coded(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS', message);
  const isPassphrase = (value) => typeof value === 'string' || ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

  function secretOptions(options) {
    if (options === undefined) return {};
    checkObject(options, 'options');
    if (![undefined, 'buffer', 'jwk'].includes(options.format)) {
      throw invalidValue('options.format', options.format, "must be one of: undefined, 'buffer', 'jwk'");
    }
    return options;
  }

  function checkCipher({ type, cipher, passphrase }) {
    if (cipher === undefined || cipher === null) {
      if (passphrase !== undefined) {
        throw invalidValue('options.cipher', cipher, 'is required when a passphrase is specified');
      }
      return;
    }
    if (typeof cipher !== 'string') throw invalidValue('options.cipher', cipher);
    if (type !== 'pkcs8' && type !== 'sec1' && type !== 'pkcs1') throw invalidValue('options.type', type);
    if (!isPassphrase(passphrase)) throw invalidValue('options.passphrase', passphrase);
  }

  /**
   * The options of an export, checked.
   *
   * @param kind secret, public or private
   * @param keyType rsa, ec and so on
   */
  exports.exportOptions = (kind, keyType, options) => {
    if (kind === 'secret') return secretOptions(options);
    checkObject(options, 'options');
    const { format, type, cipher } = options;
    if (format === 'jwk') {
      if (kind === 'private' && options.passphrase !== undefined) {
        throw incompatible('The selected key encoding jwk does not support encryption.');
      }
      return options;
    }
    if (format !== 'pem' && format !== 'der') throw invalidValue('options.format', format);
    if (!(kind === 'private' ? ['pkcs1', 'pkcs8', 'sec1'] : ['pkcs1', 'spki']).includes(type)) throw invalidValue('options.type', type);
    if (type === 'pkcs1' && keyType !== 'rsa') throw incompatible('The selected key encoding pkcs1 can only be used for RSA keys.');
    if (type === 'sec1' && keyType !== 'ec') throw incompatible('The selected key encoding sec1 can only be used for EC keys.');
    if (kind === 'private') {
      checkCipher(options);
      if (cipher != null && format === 'der' && type !== 'pkcs8') {
        throw incompatible(`The selected key encoding ${type} does not support encryption.`);
      }
      if (cipher != null && !require('node:crypto').getCiphers().includes(cipher.toLowerCase())) {
        throw coded(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
      }
    }
    return options;
  };

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

  /** The options of a key that is read. */
  exports.checkInput = (key, secretWanted) => {
    const { format, type } = key;
    if (format === 'jwk') {
      exports.checkJwk(key.key, secretWanted);
    } else if (format !== undefined && format !== 'pem' && format !== 'der') {
      throw invalidValue('key.format', format);
    } else if (format === 'der' && !['pkcs1', 'pkcs8', 'sec1', 'spki'].includes(type)) {
      throw invalidValue('key.type', type);
    }
  };
});
