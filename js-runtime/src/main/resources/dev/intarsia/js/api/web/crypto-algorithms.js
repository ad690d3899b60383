// Algorithms as callers name them, made ready for an operation (Web Cryptography, section 18.4.4).
(function (exports, require) {
  'use strict';
  const { DOMException } = require('web:dom-exception');
  const { coded, invalidType } = require('web:errors');
  const { CryptoKey } = require('web:crypto');

  const hashes = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-384', 'SHA3-512'];
  const usages = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];
  const formats = ['raw', 'pkcs8', 'spki', 'jwk', 'raw-public', 'raw-private', 'raw-seed', 'raw-secret'];

  /** A copy of the bytes as they are now. */
  function bytes(value, name = 'data') {
    if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) {
      return new Uint8Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));
    }
    if (value instanceof ArrayBuffer) return new Uint8Array(value.slice(0));
    throw invalidType(name, 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', value);
  }

  function integer(max) {
    return (value, name) => {
      const number = Math.trunc(Number(value));
      if (!(number >= 0 && number <= max)) throw coded(TypeError, 'ERR_OUT_OF_RANGE', `${name} is outside the range of 0 to ${max}`);
      return number;
    };
  }
  const octet = integer(255);
  const short = integer(65535);
  const long = integer(4294967295);

  function exponent(value, name) {
    if (!(value instanceof Uint8Array)) throw invalidType(name, 'an instance of Uint8Array', value);
    return value.slice();
  }

  function key(value, name) {
    if (!(value instanceof CryptoKey)) throw invalidType(name, 'an instance of CryptoKey', value);
    return value;
  }

  const text = (value) => `${value}`;
  const hash = (value) => normalize(value, 'digest');
  // Members with a trailing question mark may be absent.
  const generated = { modulusLength: long, publicExponent: exponent, hash };
  const hashed = { hash };
  const curve = { namedCurve: text };
  const sized = { length: short };
  const keyed = { hash, 'length?': long };
  const agreed = { public: key };
  const ciphers = { 'AES-CBC': { iv: bytes }, 'AES-CTR': { counter: bytes, length: octet },
    'AES-GCM': { iv: bytes, 'additionalData?': bytes, 'tagLength?': octet }, 'RSA-OAEP': { 'label?': bytes } };
  const signers = { 'RSASSA-PKCS1-v1_5': {}, 'RSA-PSS': { saltLength: long }, ECDSA: hashed, HMAC: {}, Ed25519: {}, Ed448: {} };
  const derivers = { ECDH: agreed, X25519: agreed, X448: agreed, HKDF: { hash, salt: bytes, info: bytes },
    PBKDF2: { hash, salt: bytes, iterations: long } };
  const wrappers = { ...ciphers, 'AES-KW': {} };
  const all = (names, members) => Object.fromEntries(names.map((name) => [name, members]));
  const rsa = ['RSASSA-PKCS1-v1_5', 'RSA-PSS', 'RSA-OAEP'];
  const aes = ['AES-CTR', 'AES-CBC', 'AES-GCM', 'AES-KW'];
  const okp = ['Ed25519', 'Ed448', 'X25519', 'X448'];

  const operations = {
    encrypt: ciphers, decrypt: ciphers, wrapKey: wrappers, unwrapKey: wrappers, sign: signers, verify: signers,
    digest: all(hashes, {}), deriveBits: derivers, deriveKey: derivers,
    generateKey: { ...all(rsa, generated), ...all(['ECDSA', 'ECDH'], curve), ...all(aes, sized), HMAC: keyed, ...all(okp, {}) },
    importKey: { ...all(rsa, hashed), ...all(['ECDSA', 'ECDH'], curve), ...all(aes, {}), HMAC: keyed, ...all(okp, {}),
      HKDF: {}, PBKDF2: {} },
    keyLength: { ...all(aes, sized), HMAC: keyed, HKDF: {}, PBKDF2: {} },
  };
  const exportable = Object.keys(operations.importKey);

  function normalize(value, operation) {
    const given = typeof value === 'string' ? { name: value } : value;
    if (given === null || (typeof given !== 'object' && typeof given !== 'function')) {
      throw invalidType('algorithm', 'of type object or string', value);
    }
    const { name } = given;
    if (name === undefined) throw coded(TypeError, 'ERR_MISSING_OPTION', "Failed to normalize algorithm: 'name' is required in 'Algorithm'");
    const wanted = `${name}`.toLowerCase();
    const known = Object.keys(operations[operation]).find((each) => each.toLowerCase() === wanted);
    if (known === undefined) throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
    const result = { name: known };
    for (const [member, convert] of Object.entries(operations[operation][known])) {
      const optional = member.endsWith('?');
      const key = optional ? member.slice(0, -1) : member;
      const part = given[key];
      if (part !== undefined) result[key] = convert(part, `algorithm.${key}`);
      else if (!optional) throw coded(TypeError, 'ERR_MISSING_OPTION', `Failed to normalize algorithm: '${key}' is required in '${known}'`);
    }
    return result;
  }

  function oneOf(allowed, what) {
    return (value) => {
      const given = `${value}`;
      if (!allowed.includes(given)) throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', `${what} value '${given}' is not a valid enum value of type ${what}.`);
      return given;
    };
  }
  const usage = oneOf(usages, 'KeyUsage');

  function usageList(value) {
    if (value === null || typeof value !== 'object' || typeof value[Symbol.iterator] !== 'function') {
      throw invalidType('keyUsages', 'a sequence', value);
    }
    const given = new Set(Array.from(value, usage));
    return usages.filter((each) => given.has(each));
  }

  Object.assign(exports, { normalize, bytes, key, usageList, format: oneOf(formats, 'KeyFormat'), hashes, okp, exportable });
});
