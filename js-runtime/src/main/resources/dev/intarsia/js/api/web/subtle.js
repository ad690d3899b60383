// WebCrypto's operations on keys. A key's data is raw bytes, SPKI (public) or PKCS #8 (private).
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { makeKey, keyData, keySlots } = require('web:crypto');
  const { DOMException } = require('web:dom-exception');
  const { Buffer } = require('node:buffer');
  const { invalidType } = require('web:errors');
  const { normalize, bytes, key: cryptoKey, usageList, format: formatOf, okp } = require('web:crypto-algorithms');
  const { checkJwk, checkJwkName, jwkName } = require('web:jwk');
  const { fromJwk, pkcs8Of, rawPoint, toJwk } = require('web:key-forms');
  const blockBits = { 'SHA-1': 512, 'SHA-256': 512, 'SHA-384': 1024, 'SHA-512': 1024, 'SHA3-256': 1088, 'SHA3-384': 832,
    'SHA3-512': 576 };
  const curves = ['P-256', 'P-384', 'P-521'];
  const failure = (cause) => new DOMException('The operation failed for an operation-specific reason',
    { name: 'OperationError', cause });
  const syntax = (text) => new DOMException(text, 'SyntaxError');
  const data = (text, cause) => new DOMException(text, { name: 'DataError', cause });
  const denied = (text) => new DOMException(text, 'InvalidAccessError');
  const unsupported = (text = 'Unrecognized algorithm name') => new DOMException(text, 'NotSupportedError');

  const result = (array) => array.buffer.slice(array.byteOffset, array.byteOffset + array.byteLength);

  function check(key, algorithmName, usage) {
    if (keySlots(key).algorithm.name !== algorithmName) throw denied('Key algorithm mismatch');
    if (!keySlots(key).usages.includes(usage)) throw denied(`Unable to use this key to ${usage}`);
  }

  function allowed(usages, possible) {
    if (usages.some((usage) => !possible.includes(usage))) throw syntax('Unsupported key usage for this key type');
    return usages;
  }

  function attempt(body) {
    try {
      return body();
    } catch (error) {
      throw error instanceof DOMException || error instanceof TypeError ? error : failure(error);
    }
  }

  exports.digest = (given, input) => {
    const data = bytes(input);
    return result(host.digest(normalize(given, 'digest').name, data));
  };

  // ---- encrypt, decrypt

  function aes(encrypt, given, key, input) {
    const raw = keyData(key);
    const { name } = given;
    if (name === 'AES-GCM') {
      const tagBits = given.tagLength ?? 128;
      if (![32, 64, 96, 104, 112, 120, 128].includes(tagBits)) throw failure();
      if (!encrypt && input.byteLength < tagBits / 8) throw failure(new Error('The provided data is too small.'));
      const run = (direction, text, bits) => {
        const step = host.cipher('aes-gcm', direction, raw, given.iv, bits, false);
        if (given.additionalData !== undefined) step(given.additionalData, 1);
        return step(text, 2);
      };
      return tagBits < 96 ? shortTag(encrypt, run, input, tagBits / 8) : run(encrypt, input, tagBits);
    }
    if (name === 'AES-CBC') {
      const { iv } = given;
      if (iv.byteLength !== 16) throw failure(new Error('algorithm.iv must contain exactly 16 bytes'));
      return host.cipher('aes-cbc', encrypt, raw, iv, 0, true)(input, 2);
    }
    const { counter } = given;
    if (counter.byteLength !== 16 || !(given.length >= 1 && given.length <= 128)) throw failure();
    return aesCtr(encrypt, raw, counter, given.length, input);
  }

  // The JDK has no tags of 32 and 64 bits: they are the first bytes of long ones. Encrypting twice gives the text back, as GCM
  // adds the same stream of bytes both ways; the tag of that text says whether it is the one that was encrypted.
  function shortTag(encrypt, run, input, tagBytes) {
    if (encrypt) return run(true, input, 128).slice(0, input.byteLength + tagBytes);
    const length = input.byteLength - tagBytes;
    const text = run(true, input.slice(0, length), 128).slice(0, length);
    const tag = run(true, text, 128).subarray(length);
    let difference = 0;
    for (let i = 0; i < tagBytes; i++) difference |= tag[i] ^ input[length + i];
    if (difference !== 0) throw failure(new Error('Cipher job failed'));
    return text;
  }

  // The counter is the block's last `length` bits; the JDK's is all of it.
  function aesCtr(encrypt, raw, counter, length, input) {
    const blocks = BigInt(Math.ceil(input.byteLength / 16));
    const mask = (1n << BigInt(length)) - 1n;
    const start = BigInt(`0x${Buffer.from(counter).toString('hex')}`);
    const room = mask + 1n - (start & mask);
    if (blocks > mask + 1n) throw failure();
    if (blocks <= room) return host.cipher('aes-ctr', encrypt, raw, counter, 0, false)(input, 2);
    const split = Number(room) * 16;
    const second = Buffer.from((start & ~mask).toString(16).padStart(32, '0'), 'hex');
    return Buffer.concat([host.cipher('aes-ctr', encrypt, raw, counter, 0, false)(input.subarray(0, split), 2),
      host.cipher('aes-ctr', encrypt, raw, second, 0, false)(input.subarray(split), 2)]);
  }

  function crypt(encrypt, usage, givenAlgorithm, key, givenInput) {
    cryptoKey(key, 'key');
    const input = bytes(givenInput);
    const given = normalize(givenAlgorithm, usage);
    check(key, given.name, usage);
    if (given.name === 'RSA-OAEP') {
      if (key.type !== (encrypt ? 'public' : 'private')) throw denied('The requested operation is not valid for the provided key');
      const label = given.label ?? new Uint8Array();
      return attempt(() => result(host.rsaCrypt(encrypt, 'oaep', keySlots(key).algorithm.hash.name, label, keyData(key), !encrypt, input)));
    }
    return attempt(() => result(aes(encrypt, given, key, input)));
  }

  exports.encrypt = (given, key, input) => crypt(true, 'encrypt', given, key, input);
  exports.decrypt = (given, key, input) => crypt(false, 'decrypt', given, key, input);

  // ---- sign, verify

  function scheme(given, key) {
    switch (given.name) {
      case 'RSASSA-PKCS1-v1_5': return ['rsa', keySlots(key).algorithm.hash.name, -1];
      case 'RSA-PSS': return ['pss', keySlots(key).algorithm.hash.name, given.saltLength];
      case 'ECDSA': return ['ecdsa-p1363', given.hash.name, -1];
      default: return ['eddsa', '', -1];
    }
  }

  function mac(key, input) {
    const step = host.hmac(keySlots(key).algorithm.hash.name, keyData(key));
    step(input);
    return step();
  }

  exports.sign = (givenAlgorithm, key, givenInput) => {
    cryptoKey(key, 'key');
    const input = bytes(givenInput);
    const given = normalize(givenAlgorithm, 'sign');
    check(key, given.name, 'sign');
    if (given.name !== 'HMAC' && key.type !== 'private') throw denied(`Unable to use this key to sign`);
    if (given.name === 'HMAC') return result(mac(key, input));
    return attempt(() => result(host.sign(...scheme(given, key), keyData(key), input)));
  };

  exports.verify = (givenAlgorithm, key, givenSignature, givenInput) => {
    cryptoKey(key, 'key');
    const signature = bytes(givenSignature, 'signature');
    const input = bytes(givenInput);
    const given = normalize(givenAlgorithm, 'verify');
    check(key, given.name, 'verify');
    if (given.name !== 'HMAC' && key.type !== 'public') throw denied(`Unable to use this key to verify`);
    if (given.name === 'HMAC') {
      const expected = mac(key, input);
      let difference = expected.length ^ signature.length;
      for (let i = 0; i < expected.length; i++) difference |= expected[i] ^ signature[i];
      return difference === 0;
    }
    return attempt(() => host.verify(...scheme(given, key), keyData(key), input, signature));
  };

  // ---- derive

  function derive(given, key, length) {
    if (given.name === 'ECDH' || given.name === 'X25519' || given.name === 'X448') {
      const other = given.public;
      if (other.type !== 'public' || keySlots(other).algorithm.name !== keySlots(key).algorithm.name
          || keySlots(other).algorithm.namedCurve !== keySlots(key).algorithm.namedCurve) throw denied('Key algorithm or named curve mismatch');
      const secret = attempt(() => host.agree(keyData(key), keyData(other)));
      if (length === null || length === undefined) return secret;
      if (secret.length * 8 < length) throw failure();
      const part = secret.slice(0, Math.ceil(length / 8));
      if (length % 8 !== 0) part[part.length - 1] &= 0xff00 >> (length % 8);
      return part;
    }
    if (length === null || length === undefined || length % 8 !== 0) throw failure(new Error('length must be a multiple of 8'));
    if (given.name === 'PBKDF2') {
      if (!(given.iterations > 0)) throw failure(new Error('iterations cannot be zero'));
      return host.pbkdf2(given.hash.name, keyData(key), given.salt, given.iterations, length / 8);
    }
    return attempt(() => host.hkdf(given.hash.name, keyData(key), given.salt, given.info, length / 8));
  }

  exports.deriveBits = (givenAlgorithm, key, length = null) => {
    cryptoKey(key, 'baseKey');
    const given = normalize(givenAlgorithm, 'deriveBits');
    check(key, given.name, 'deriveBits');
    return result(derive(given, key, length));
  };

  function keyBits(given) {
    if (given.name.startsWith('AES')) {
      if (![128, 192, 256].includes(given.length)) throw failure(new Error('Invalid key length'));
      return given.length;
    }
    if (given.name === 'HMAC') return given.length ?? blockBits[given.hash.name];
    return null;
  }

  exports.deriveKey = (givenAlgorithm, key, derived, extractable, usages) => {
    cryptoKey(key, 'baseKey');
    const list = usageList(usages);
    const given = normalize(givenAlgorithm, 'deriveKey');
    const target = normalize(derived, 'importKey');
    const sized = normalize(derived, 'keyLength');
    check(key, given.name, 'deriveKey');
    return importAny('raw', derive(given, key, keyBits(sized)), target, !!extractable, list);
  };

  // ---- generate

  const secretUsages = { 'HMAC': ['sign', 'verify'], 'AES-KW': ['wrapKey', 'unwrapKey'],
    'PBKDF2': ['deriveKey', 'deriveBits'], 'HKDF': ['deriveKey', 'deriveBits'] };
  const cipherUsages = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'];

  function pairUsages(name) {
    if (name === 'RSA-OAEP') return [['encrypt', 'wrapKey'], ['decrypt', 'unwrapKey']];
    if (name === 'ECDH' || name === 'X25519' || name === 'X448') return [[], ['deriveKey', 'deriveBits']];
    return [['verify'], ['sign']];
  }

  /** Clears the bits behind the length of a key. */
  function masked(raw, bits) {
    if (bits % 8 !== 0) raw[raw.length - 1] &= 0xff00 >> (bits % 8);
    return raw;
  }

  function pair(given, extractable, usages, [open, secret], details) {
    const [openUsages, secretUsage] = pairUsages(given.name);
    const list = allowed(usages, [...openUsages, ...secretUsage]);
    const privateUsages = list.filter((usage) => secretUsage.includes(usage));
    if (privateUsages.length === 0) throw syntax('Usages cannot be empty when creating a key.');
    return {
      publicKey: makeKey('public', details, true, list.filter((usage) => openUsages.includes(usage)), open),
      privateKey: makeKey('private', details, extractable, privateUsages, secret),
    };
  }

  exports.generateKey = (givenAlgorithm, givenExtractable, givenUsages) => {
    const usages = usageList(givenUsages);
    const extractable = !!givenExtractable;
    const given = normalize(givenAlgorithm, 'generateKey');
    const { name } = given;
    if (name.startsWith('RSA')) {
      const exponent = given.publicExponent;
      const number = exponent.reduce((sum, byte) => sum * 256 + byte, 0);
      const details = { name, modulusLength: given.modulusLength, publicExponent: exponent.slice(), hash: { name: given.hash.name } };
      allowed(usages, pairUsages(name).flat());
      if (number !== 3 && number !== 65537) throw failure(new Error('The public exponent must be 3 or 65537'));
      return attempt(() => pair(given, extractable, usages, host.generateRsa(given.modulusLength, number), details));
    }
    if (name === 'ECDSA' || name === 'ECDH') {
      if (!curves.includes(given.namedCurve)) throw unsupported('Unrecognized namedCurve');
      return pair(given, extractable, usages, host.generateNamed(given.namedCurve), { name, namedCurve: given.namedCurve });
    }
    if (okp.includes(name)) return pair(given, extractable, usages, host.generateNamed(name), { name });
    const list = allowed(usages, secretUsages[name] ?? cipherUsages);
    const bits = keyBits(given);
    if (bits === 0) throw failure(new Error('Invalid key length'));
    const details = name === 'HMAC' ? { name, length: bits, hash: { name: given.hash.name } } : { name, length: bits };
    if (list.length === 0) throw syntax('Usages cannot be empty when creating a key.');
    return makeKey('secret', details, extractable, list, masked(host.random(Math.ceil(bits / 8)), bits));
  };

  // ---- import, export

  function importSecret(format, value, given, extractable, usages) {
    const { name } = given;
    const list = allowed(usages, secretUsages[name] ?? cipherUsages);
    let raw;
    if (format === 'raw' || format === 'raw-secret') raw = bytes(value, 'keyData');
    else if (format === 'jwk') {
      checkJwk(value, 'oct', given, extractable, list);
      if (typeof value.k !== 'string') throw data('Invalid keyData');
      raw = new Uint8Array(Buffer.from(value.k, 'base64url'));
      checkJwkName(value, given, raw.length * 8);
    } else throw unsupported(`Unable to import ${name} key with format ${format}`);
    if (list.length === 0) throw syntax('Usages cannot be empty when importing a secret key.');
    if (name === 'HMAC') {
      if (raw.length === 0) throw data('Zero-length key is not supported');
      const bits = given.length ?? raw.length * 8;
      if (bits > raw.length * 8 || bits <= raw.length * 8 - 8) throw data('Invalid key length');
      return makeKey('secret', { name, length: bits, hash: { name: given.hash.name } }, extractable, list, masked(raw, bits));
    }
    if (name === 'PBKDF2' || name === 'HKDF') {
      if (extractable) throw syntax(`${name} keys are not extractable`);
      return makeKey('secret', { name }, false, list, raw);
    }
    if (![16, 24, 32].includes(raw.length)) throw data('Invalid key length');
    return makeKey('secret', { name, length: raw.length * 8 }, extractable, list, raw);
  }

  function importPair(format, value, given, extractable, usages) {
    let der;
    const { name } = given;
    if (name.startsWith('EC') && !curves.includes(given.namedCurve)) throw unsupported('Unrecognized namedCurve');
    const secret = format === 'pkcs8' || (format === 'jwk' && value?.d !== undefined);
    const list = allowed(usages, pairUsages(name)[secret ? 1 : 0]);
    try {
      if (format === 'jwk') {
        const kty = name.startsWith('RSA') ? 'RSA' : name.startsWith('EC') ? 'EC' : 'OKP';
        checkJwk(value, kty, given, extractable, list);
        checkJwkName(value, given);
        const curve = kty === 'EC' ? given.namedCurve : kty === 'OKP' ? name : undefined;
        if (value.crv !== curve) throw data('JWK "crv" Parameter and algorithm name mismatch');
        [der] = fromJwk(value);
      } else if (format === 'raw' || format === 'raw-public') der = rawPoint(name, given, bytes(value, 'keyData'));
      else if (format === 'spki' || format === 'pkcs8') der = host.normalizeKey(bytes(value, 'keyData'), secret);
      else throw unsupported(`Unable to import ${name} key with format ${format}`);
    } catch (error) {
      throw error instanceof DOMException || error?.code === 'ERR_INVALID_ARG_TYPE' ? error : data('Invalid keyData', error);
    }
    const [type, detail, exponent] = host.keyInfo(der, secret);
    if (type !== (name.startsWith('RSA') ? 'rsa' : name.startsWith('EC') ? 'ec' : name.toLowerCase())
        || (type === 'ec' && detail !== given.namedCurve)) throw data('Invalid key type');
    if (secret && list.length === 0) throw syntax('Usages cannot be empty when importing a private key.');
    let details = { name };
    if (type === 'ec') details = { name, namedCurve: detail };
    else if (type === 'rsa') {
      const publicExponent = exponent === 65537 ? new Uint8Array([1, 0, 1]) : new Uint8Array([exponent]);
      details = { name, modulusLength: detail, publicExponent, hash: { name: given.hash.name } };
    }
    return makeKey(secret ? 'private' : 'public', details, extractable, list, der);
  }

  function importAny(format, value, given, extractable, usages) {
    const single = given.name === 'HMAC' || given.name === 'PBKDF2' || given.name === 'HKDF' || given.name.startsWith('AES');
    return (single ? importSecret : importPair)(format, value, given, extractable, usages);
  }

  exports.importKey = (givenFormat, value, givenAlgorithm, extractable, givenUsages) => {
    const format = formatOf(givenFormat);
    const usages = usageList(givenUsages);
    const isJwk = value !== null && typeof value === 'object' && !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer);
    if (format === 'jwk' && !isJwk && value !== null && typeof value === 'object') throw data('Invalid keyData');
    if (isJwk !== (format === 'jwk')) throw invalidType('keyData', format === 'jwk' ? 'a JsonWebKey' : 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', value);
    return importAny(format, isJwk ? value : bytes(value, 'keyData'), normalize(givenAlgorithm, 'importKey'), !!extractable, usages);
  };

  exports.exportKey = (givenFormat, key) => {
    const format = formatOf(givenFormat);
    cryptoKey(key, 'key');
    if (!key.extractable) throw denied('key is not extractable');
    const der = keyData(key);
    if (format === 'jwk') {
      const { length } = keySlots(key).algorithm;
      const alg = jwkName(keySlots(key).algorithm, length);
      const members = key.type === 'secret' ? { kty: 'oct', k: Buffer.from(der).toString('base64url') }
        : toJwk(der, key.type === 'private');
      return { key_ops: [...keySlots(key).usages], ext: true, ...(alg === undefined ? {} : { alg }), ...members };
    }
    if (key.type === 'secret' && (format === 'raw' || format === 'raw-secret')) return result(der);
    if (key.type === 'public' && format === 'spki') return result(der);
    if (key.type === 'private' && format === 'pkcs8') return result(new Uint8Array(pkcs8Of(der)));
    if (key.type === 'public' && (format === 'raw' || format === 'raw-public') && !keySlots(key).algorithm.name.startsWith('RSA')) {
      const [, x, y] = host.keyParts(der, false);
      const raw = Buffer.from(x, 'base64url');
      return result(y === undefined ? raw : Buffer.concat([Buffer.from([4]), raw, Buffer.from(y, 'base64url')]));
    }
    throw unsupported(`Unable to export ${keySlots(key).algorithm.name} ${key.type} key using ${format} format`);
  };

  exports.wrapKey = (givenFormat, key, wrapping, givenAlgorithm) => {
    const format = formatOf(givenFormat);
    cryptoKey(key, 'key');
    cryptoKey(wrapping, 'wrappingKey');
    const given = normalize(givenAlgorithm, 'wrapKey');
    check(wrapping, given.name, 'wrapKey');
    const exported = exports.exportKey(format, key);
    const raw = format === 'jwk' ? new TextEncoder().encode(JSON.stringify(exported)) : new Uint8Array(exported);
    if (given.name === 'AES-KW') return attempt(() => result(host.keyWrap(true, keyData(wrapping), raw)));
    return crypt(true, 'wrapKey', given, wrapping, raw);
  };

  exports.unwrapKey = (givenFormat, givenWrapped, unwrapping, givenAlgorithm, keyAlgorithm, extractable, givenUsages) => {
    const format = formatOf(givenFormat);
    const wrapped = bytes(givenWrapped, 'wrappedKey');
    cryptoKey(unwrapping, 'unwrappingKey');
    const usages = usageList(givenUsages);
    const given = normalize(givenAlgorithm, 'unwrapKey');
    const target = normalize(keyAlgorithm, 'importKey');
    check(unwrapping, given.name, 'unwrapKey');
    const raw = given.name === 'AES-KW' ? attempt(() => host.keyWrap(false, keyData(unwrapping), wrapped))
      : new Uint8Array(crypt(false, 'unwrapKey', given, unwrapping, wrapped));
    const value = format === 'jwk' ? parseJwk(raw) : raw;
    return importAny(format, value, target, !!extractable, usages);
  };

  function parseJwk(raw) {
    try {
      return JSON.parse(new TextDecoder().decode(raw));
    } catch (error) {
      throw data('Invalid wrapped JWK key', error);
    }
  }

  exports.fromJwk = fromJwk;
  exports.toJwk = toJwk;
});
