// Jobs of the binding "crypto" over secrets: ciphers of WebCrypto, derivation, random numbers and primes.
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { Job, buffer, coded, copy, invalidDigest, same, view } = require('web:crypto-support');
  const { KeyObjectHandle } = require('web:crypto-handles');

  const refuse = (text) => new Error(text);

  // The JDK has no tags of 32 and 64 bits: they are the first bytes of long ones. Encrypting twice gives the text back, as GCM
  // adds the same stream of bytes both ways; the tag of that text says whether it is the one that was encrypted.
  function shortTag(encrypt, run, input, tagBytes) {
    if (encrypt) return run(true, input, 128).slice(0, input.byteLength + tagBytes);
    const length = input.byteLength - tagBytes;
    const text = run(true, input.slice(0, length), 128).slice(0, length);
    if (!same(run(true, text, 128).subarray(length).slice(0, tagBytes), input.subarray(length))) throw refuse('Cipher job failed');
    return text;
  }

  function sealed(name, encrypt, key, input, iv, tagBytes, aad) {
    if (!encrypt && input.byteLength < tagBytes) throw refuse('The provided data is too small.');
    const run = (direction, text, bits) => {
      const step = host.cipher(name, direction, key, iv, bits, false);
      if (aad !== undefined) step(aad, 1);
      return step(text, 2);
    };
    return tagBytes < 12 ? shortTag(encrypt, run, input, tagBytes) : run(encrypt, input, tagBytes * 8);
  }

  // The counter is the block's last `length` bits; the JDK's is all of it.
  function counted(encrypt, key, input, counter, length) {
    const blocks = BigInt(Math.ceil(input.byteLength / 16));
    const mask = (1n << BigInt(length)) - 1n;
    const start = BigInt(`0x${Buffer.from(counter).toString('hex')}`);
    const room = mask + 1n - (start & mask);
    if (blocks > mask + 1n) throw refuse('The counter would repeat');
    if (blocks <= room) return host.cipher('aes-ctr', encrypt, key, counter, 0, false)(input, 2);
    const split = Number(room) * 16;
    const second = Buffer.from((start & ~mask).toString(16).padStart(32, '0'), 'hex');
    return Buffer.concat([host.cipher('aes-ctr', encrypt, key, counter, 0, false)(input.subarray(0, split), 2),
      host.cipher('aes-ctr', encrypt, key, second, 0, false)(input.subarray(split), 2)]);
  }

  class AESCipherJob extends Job {
    constructor(mode, decrypt, key, data, variant, iv, length, aad) {
      super(mode);
      Object.assign(this, { encrypt: decrypt === 0, key: key.data, data: copy(data), variant, length,
        iv: iv === undefined ? undefined : copy(iv), aad: aad === undefined ? undefined : copy(aad) });
    }

    compute() {
      const { encrypt, key, data, iv } = this;
      switch (this.variant) {
        case 'aes-gcm': return buffer(sealed('aes-gcm', encrypt, key, data, iv, this.length, this.aad));
        case 'aes-ctr': return buffer(counted(encrypt, key, data, iv, this.length));
        case 'aes-cbc': return buffer(host.cipher('aes-cbc', encrypt, key, iv, 0, true)(data, 2));
        default: return buffer(host.keyWrap(encrypt, key, data, new Uint8Array()));
      }
    }
  }

  class ChaCha20Poly1305CipherJob extends Job {
    constructor(mode, decrypt, key, data, iv, aad) {
      super(mode);
      Object.assign(this, { encrypt: decrypt === 0, key: key.data, data: copy(data), iv: copy(iv), aad: aad === undefined ? undefined : copy(aad) });
    }

    compute() { return buffer(sealed('chacha20-poly1305', this.encrypt, this.key, this.data, this.iv, 16, this.aad)); }
  }

  class SecretKeyGenJob extends Job {
    constructor(mode, bits, algorithm, mask, extractable) {
      super(mode);
      Object.assign(this, { bits, algorithm, mask, extractable });
      if (this.web && bits === 0) throw refuse('Invalid key length');
    }

    compute() {
      const raw = host.random(this.web ? Math.ceil(this.bits / 8) : Math.floor(this.bits / 8));
      if (this.web && this.bits % 8 !== 0) raw[raw.length - 1] &= 0xff00 >> (this.bits % 8);
      const handle = KeyObjectHandle.of('secret', raw);
      if (!this.web) return handle;
      const { InternalCryptoKey } = require('lib:internal/crypto/keys');
      return new InternalCryptoKey(handle, this.algorithm, this.mask, this.extractable);
    }
  }

  // ---- random

  class RandomBytesJob extends Job {
    constructor(mode, target, offset, size) {
      super(mode);
      this.target = view(target).subarray(offset, offset + size);
    }

    compute() { this.target.set(host.random(this.target.length)); }
  }

  class RandomPrimeJob extends Job {
    constructor(mode, bits, safe, add, rem) {
      super(mode);
      const [step, rest] = [add, rem].map((part) => (part === undefined ? undefined : view(part)));
      const number = (bytes) => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
      if (step !== undefined) {
        if (number(step).toString(2).length > bits) throw coded(RangeError, 'ERR_OUT_OF_RANGE', 'invalid options.add');
        if (rest !== undefined && number(step) <= number(rest)) throw coded(RangeError, 'ERR_OUT_OF_RANGE', 'invalid options.rem');
      }
      Object.assign(this, { bits, safe, step: step ?? new Uint8Array(), rest: rest ?? new Uint8Array() });
    }

    compute() { return buffer(host.prime(this.bits, this.safe, this.step, this.rest)); }
  }

  class CheckPrimeJob extends Job {
    constructor(mode, candidate, checks) {
      super(mode);
      Object.assign(this, { candidate: copy(candidate), checks });
    }

    compute() { return host.isPrime(this.candidate, this.checks); }
  }

  // ---- derivation

  class PBKDF2Job extends Job {
    constructor(mode, password, salt, iterations, length, digest) {
      super(mode);
      if (!host.isDigest(digest)) throw invalidDigest(digest);
      Object.assign(this, { password: copy(password), salt: copy(salt), iterations, length, digest });
      if (this.web && !(iterations > 0)) throw refuse('iterations cannot be zero');
    }

    compute() { return buffer(host.pbkdf2(this.digest, this.password, this.salt, this.iterations, this.length)); }
  }

  class HKDFJob extends Job {
    constructor(mode, digest, key, salt, info, length) {
      super(mode);
      if (!host.isDigest(digest)) throw invalidDigest(digest);
      if (length > 255 * host.hasher(digest)().length) throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
      Object.assign(this, { digest, key: copy(key), salt: copy(salt), info: copy(info), length });
    }

    compute() { return buffer(host.hkdf(this.digest, this.key, this.salt, this.info, this.length)); }
  }

  class ScryptJob extends Job {
    constructor(mode, password, salt, cost, blockSize, parallel, most, length) {
      super(mode);
      const wrong = (text) => coded(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', text);
      if (!(cost > 1 && Number.isInteger(Math.log2(cost))) || blockSize < 1 || parallel < 1) throw wrong('Invalid scrypt params');
      if (blockSize * parallel > 2 ** 30 - 1 || (16 * blockSize < 53 && cost >= 2 ** (16 * blockSize)) || 128 * cost * blockSize + 128 * parallel * blockSize + 32 * blockSize * 4 > most) {
        throw wrong('Invalid scrypt params: error:030000AC:digital envelope routines::memory limit exceeded');
      }
      Object.assign(this, { password: copy(password), salt: copy(salt), how: [cost, blockSize, parallel, length] });
    }

    compute() { return buffer(host.scrypt(this.password, this.salt, ...this.how)); }
  }

  class PresentArgon2Job extends Job {
    constructor(mode, message, nonce, parallel, length, memory, passes, secret, data, type) {
      super(mode);
      this.parts = [copy(message), copy(nonce), parallel, length, memory, passes, copy(secret), copy(data), type];
    }

    compute() { return buffer(host.argon2(...this.parts)); }
  }

  Object.assign(exports, { AESCipherJob, ChaCha20Poly1305CipherJob, SecretKeyGenJob, RandomBytesJob, RandomPrimeJob, CheckPrimeJob,
    PBKDF2Job, HKDFJob, ScryptJob, Argon2Job: host.hasSealing ? PresentArgon2Job : undefined });
});
