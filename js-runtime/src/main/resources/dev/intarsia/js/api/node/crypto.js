(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const webcrypto = require('web:crypto');
  const { Buffer } = require('node:buffer');
  const { Transform } = require('node:stream');
  const { coded, invalidType, outOfRange, notAvailable } = require('web:errors');
  const { nextTick } = require('node:process');
  const keys = require('web:key-objects');
  const { input, wrap } = keys;

  function encoded(buffer, encoding) {
    return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);
  }

  function callback(done) {
    if (typeof done !== 'function') throw invalidType('callback', 'of type function', done);
    return done;
  }

  /** Calls back later with what a synchronous function gives. */
  function later(done, body) {
    callback(done);
    nextTick(() => {
      let result;
      try {
        result = body();
      } catch (error) {
        done(error);
        return;
      }
      done(null, result);
    });
  }

  // ---- hashes

  class Hash extends Transform {
    #step;
    #length;
    #algorithm;
    #done = false;

    constructor(algorithm, options = {}, step = undefined) {
      super(options);
      if (typeof algorithm !== 'string') throw invalidType('algorithm', 'of type string', algorithm);
      const shake = /^shake-?(128|256)$/i.exec(algorithm);
      const length = options?.outputLength;
      if (length !== undefined) require('web:validators').uint32(length, 'options.outputLength');
      this.#algorithm = algorithm;
      this.#step = step ?? (shake !== null ? host.shake(Number(shake[1])) : host.hasher(algorithm));
      if (shake !== null) this.#length = length ?? Number(shake[1]) / 8;
      else if (length !== undefined && length !== this.#step(true)().length) {
        throw coded(Error, 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH', 'error:030000B2:digital envelope routines::not XOF or invalid length');
      }
    }

    update(data, encoding) {
      if (this.#done) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
      if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
        throw invalidType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
      }
      this.#step(input(data, encoding, 'data'));
      return this;
    }

    digest(encoding) {
      if (this.#done) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
      this.#done = true;
      return encoded(wrap(this.#length === undefined ? this.#step() : this.#step(this.#length)), encoding);
    }

    copy(options) {
      if (this.#done) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
      return new Hash(this.#algorithm, options, this.#step(true));
    }

    _transform(chunk, encoding, done) {
      this.update(chunk);
      done();
    }

    _flush(done) {
      this.push(this.digest());
      done();
    }
  }

  class Hmac extends Transform {
    #step;
    #done = false;

    constructor(algorithm, key, options) {
      super(options);
      if (typeof algorithm !== 'string') throw invalidType('hmac', 'of type string', algorithm);
      this.#step = host.hmac(algorithm, keys.secretBytes(key));
    }

    update(data, encoding) {
      if (this.#done) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
      if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
        throw invalidType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
      }
      this.#step(input(data, encoding, 'data'));
      return this;
    }

    digest(encoding) {
      const bytes = this.#done ? Buffer.alloc(0) : wrap(this.#step());
      this.#done = true;
      return encoded(bytes, encoding);
    }

    _transform(chunk, encoding, done) {
      this.update(chunk);
      done();
    }

    _flush(done) {
      this.push(this.digest());
      done();
    }
  }

  // ---- random

  function randomBytes(size, done = undefined) {
    if (typeof size !== 'number') throw invalidType('size', 'of type number', size);
    if (!(size >= 0 && size <= 2147483647)) throw outOfRange('size', '>= 0 && <= 2147483647', size);
    if (done === undefined) return wrap(host.random(Math.trunc(size)));
    later(done, () => wrap(host.random(Math.trunc(size))));
    return undefined;
  }

  function randomFillSync(target, offset = 0, size = target.byteLength - offset) {
    const unit = target.BYTES_PER_ELEMENT ?? 1;
    const count = arguments.length < 3 ? target.byteLength - offset * unit : size * unit;
    const view = target instanceof ArrayBuffer ? new Uint8Array(target, offset, count)
      : new Uint8Array(target.buffer, target.byteOffset + offset * unit, count);
    view.set(host.random(count));
    return target;
  }

  function randomInt(low, high = undefined, done = undefined) {
    let [min, max, then] = [low, high, done];
    if (max === undefined || typeof max === 'function') [min, max, then] = [0, low, high];
    if (!Number.isSafeInteger(min)) throw invalidType('min', 'a safe integer', min);
    if (!Number.isSafeInteger(max)) throw invalidType('max', 'a safe integer', max);
    if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
    const range = max - min;
    if (range > 2 ** 48 - 1) throw outOfRange('max - min', '<= 281474976710655', range);
    const limit = 2 ** 48 - ((2 ** 48) % range);
    const draw = () => {
      for (;;) {
        const number = wrap(host.random(6)).readUIntBE(0, 6);
        if (number < limit) return min + (number % range);
      }
    };
    if (then === undefined) return draw();
    later(then, draw);
    return undefined;
  }

  // ---- derivation

  function pbkdf2Sync(password, salt, iterations, length, digest) {
    if (typeof digest !== 'string') throw invalidType('digest', 'of type string', digest);
    if (typeof iterations !== 'number') throw invalidType('iterations', 'of type number', iterations);
    if (!(iterations >= 1 && iterations <= 2147483647)) throw outOfRange('iterations', '>= 1 && <= 2147483647', iterations);
    if (typeof length !== 'number') throw invalidType('keylen', 'of type number', length);
    if (!host.isDigest(digest)) throw coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${digest}`);
    return wrap(host.pbkdf2(digest, input(password, 'utf8', 'password'), input(salt, 'utf8', 'salt'), iterations, length));
  }

  function scryptSync(password, salt, length, options = {}) {
    const cost = options?.N ?? options?.cost ?? 16384;
    const blockSize = options?.r ?? options?.blockSize ?? 8;
    const parallel = options?.p ?? options?.parallelization ?? 1;
    const most = options?.maxmem ?? 32 * 1024 * 1024;
    const key = [input(password, 'utf8', 'password'), input(salt, 'utf8', 'salt')];
    if (!(cost > 1 && Number.isInteger(Math.log2(cost))) || blockSize < 1 || parallel < 1) {
      throw coded(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'Invalid scrypt params');
    }
    if (128 * cost * blockSize > most) {
      throw coded(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'Invalid scrypt params: memory limit exceeded');
    }
    return wrap(host.scrypt(...key, cost, blockSize, parallel, length));
  }

  function hkdfSync(digest, key, salt, info, length) {
    const bytes = host.hkdf(digest, keys.secretBytes(key), input(salt), input(info), length);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  }

  function hash(algorithm, data, outputEncoding = 'hex') {
    return new Hash(algorithm).update(data).digest(outputEncoding);
  }

  function timingSafeEqual(a, b) {
    for (const [name, value] of [['buf1', a], ['buf2', b]]) {
      if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)) {
        throw invalidType(name, 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', value);
      }
    }
    if (a.byteLength !== b.byteLength) {
      throw coded(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
    }
    const [left, right] = [input(a), input(b)];
    let difference = 0;
    for (let i = 0; i < left.length; i++) difference |= left[i] ^ right[i];
    return difference === 0;
  }

  const lazy = { 'web:node-ciphers': 'createCipheriv createDecipheriv getCiphers getCipherInfo Cipheriv Decipheriv',
    'web:node-signatures': 'createSign createVerify sign verify Sign Verify publicEncrypt publicDecrypt privateEncrypt '
      + 'privateDecrypt generateKeyPair generateKeyPairSync generateKey generateKeySync diffieHellman',
    'web:node-ecdh': 'createECDH ECDH' };
  for (const [id, names] of Object.entries(lazy)) {
    for (const name of names.split(' ')) {
      Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => require(id)[name] });
    }
  }

  const others = ['blake2b512', 'blake2s256', 'md5', 'md5-sha1', 'ripemd', 'ripemd160', 'rmd160', 'sm3'].filter((name) => host.isDigest(name));

  Object.assign(exports, {
    Hash, Hmac,
    KeyObject: keys.KeyObject,
    createHash: (algorithm, options) => new Hash(algorithm, options),
    createHmac: (algorithm, key, options) => new Hmac(algorithm, key, options),
    createSecretKey: keys.createSecretKey,
    createPublicKey: keys.createPublicKey,
    createPrivateKey: keys.createPrivateKey,
    hash,
    getHashes: () => ['RSA-MD5', 'RSA-SHA1', 'RSA-SHA224', 'RSA-SHA256', 'RSA-SHA3-224', 'RSA-SHA3-256', 'RSA-SHA3-384',
      'RSA-SHA3-512', 'RSA-SHA384', 'RSA-SHA512', 'RSA-SHA512/224', 'RSA-SHA512/256', ...others, 'sha1', 'sha224', 'sha256',
      'sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'sha384', 'sha512', 'sha512-224', 'sha512-256', 'shake128', 'shake256'],
    getCurves: () => ['prime256v1', 'secp384r1', 'secp521r1'],
    randomBytes,
    pseudoRandomBytes: randomBytes,
    randomFillSync,
    randomFill(target, ...rest) {
      const done = rest.pop();
      later(done, () => randomFillSync(target, ...rest));
    },
    randomInt,
    randomUUID: (options) => webcrypto.crypto.randomUUID(options),
    getRandomValues: (array) => webcrypto.crypto.getRandomValues(array),
    timingSafeEqual,
    pbkdf2Sync,
    pbkdf2(password, salt, iterations, length, digest, done) {
      if (typeof digest === 'function') throw invalidType('digest', 'of type string', undefined);
      later(done, () => pbkdf2Sync(password, salt, iterations, length, digest));
    },
    scryptSync,
    scrypt(password, salt, length, options, done) {
      const [settings, then] = typeof options === 'function' ? [{}, options] : [options, done];
      later(then, () => scryptSync(password, salt, length, settings));
    },
    hkdfSync,
    hkdf: (digest, key, salt, info, length, done) => later(done, () => hkdfSync(digest, key, salt, info, length)),
    webcrypto: webcrypto.crypto,
    subtle: webcrypto.crypto.subtle,
    getFips: () => 0,
    secureHeapUsed: () => ({ total: 0, used: 0, utilization: 0, min: 0 }),
    setEngine() {},
    constants: Object.freeze({ RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_OAEP_PADDING: 4, RSA_PKCS1_PSS_PADDING: 6,
      RSA_PSS_SALTLEN_DIGEST: -1, RSA_PSS_SALTLEN_MAX_SIGN: -2, RSA_PSS_SALTLEN_AUTO: -2, POINT_CONVERSION_COMPRESSED: 2,
      POINT_CONVERSION_UNCOMPRESSED: 4, POINT_CONVERSION_HYBRID: 6, defaultCoreCipherList: '', TLS1_2_VERSION: 771,
      TLS1_3_VERSION: 772 }),
  });
  for (const name of ['createDiffieHellman', 'createDiffieHellmanGroup', 'getDiffieHellman', 'checkPrime', 'checkPrimeSync',
    'generatePrime', 'generatePrimeSync', 'X509Certificate', 'Certificate', 'argon2', 'argon2Sync']) {
    exports[name] = { [name]: function () {
      throw notAvailable(`node:crypto.${name}`, 'there is no such function here yet');
    } }[name];
  }
});
