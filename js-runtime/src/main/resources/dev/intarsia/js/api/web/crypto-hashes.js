// Hashes and HMAC of the binding "crypto".
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { Job, buffer, copy, invalidDigest, openssl, same, view, wrap } = require('web:crypto-support');

  const encoded = (bytes, encoding) => (encoding === undefined || encoding === '' || encoding === 'buffer' ? bytes : bytes.toString(encoding));
  const bytesOf = (data, encoding) => (typeof data === 'string' ? Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding) : view(data));
  const noXof = () => openssl('030000B2', { name: 'digital envelope routines', prefix: 'EVP_' }, 'not XOF or invalid length');

  /** A hash with the length of its result, which for SHAKE the caller chooses. */
  function start(name, length) {
    const shake = /^shake-?(128|256)$/i.exec(name);
    if (shake !== null) return { step: host.shake(Number(shake[1])), length: length ?? Number(shake[1]) / 8, usual: Number(shake[1]) / 8, extendable: true };
    if (!host.isDigest(name)) throw openssl('0308010C', { name: 'digital envelope routines', prefix: 'EVP_' }, 'unsupported');
    const step = host.hasher(name);
    if (length !== undefined && length !== step(true)().length) {
      if (length === 0) return { step, length: 0, usual: undefined, extendable: false };
      throw noXof();
    }
    return { step, length, usual: undefined, extendable: false };
  }

  function finish({ step, length, extendable }) {
    if (length === 0) return Buffer.alloc(0);
    return wrap(extendable ? step(length) : step());
  }

  class Hash {
    constructor(algorithm, length) {
      if (algorithm instanceof Hash) {
        const { state } = algorithm;
        if (!state.extendable && length !== undefined && length !== state.step(true)().length) throw noXof();
        this.state = { ...state, step: state.step(true), length: length ?? state.usual };
      } else {
        try {
          this.state = start(algorithm, length);
        } catch (error) {
          if (error.code === 'ERR_OSSL_EVP_UNSUPPORTED') throw new Error('Digest method not supported');
          throw error;
        }
      }
    }

    update(data, encoding) {
      this.state.step(bytesOf(data, encoding));
      return true;
    }

    digest(encoding) { return encoded(this.made ??= finish(this.state), encoding); }
  }

  class HashJob extends Job {
    constructor(mode, name, data, bits) {
      super(mode);
      this.state = start(name, bits === undefined ? undefined : bits / 8);
      this.data = copy(data);
    }

    compute() {
      this.state.step(this.data);
      return buffer(finish(this.state));
    }
  }

  class Hmac {
    init(name, key) {
      if (!host.isDigest(name)) throw invalidDigest(name);
      this.step = host.hmac(name, view(key));
    }

    update(data, encoding) {
      this.step(bytesOf(data, encoding));
      return true;
    }

    digest(encoding) { return encoded(wrap(this.step()), encoding); }
  }

  class HmacJob extends Job {
    constructor(mode, sign, name, key, data, signature) {
      super(mode);
      if (!host.isDigest(name)) throw invalidDigest(name);
      Object.assign(this, { name, key: key.data, data: copy(data), signature: sign === 1 ? copy(signature) : undefined });
    }

    compute() {
      const step = host.hmac(this.name, this.key);
      step(this.data);
      const code = step();
      return this.signature === undefined ? buffer(code) : same(code, this.signature);
    }
  }

  function oneShotDigest(algorithm, id, cache, input, encoding, encodingId, length) {
    let hash;
    try {
      hash = new Hash(algorithm, length);
      if (length === 0 && !hash.state.extendable) throw noXof();
    } catch (error) {
      if (error.code !== 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH') throw error;
      throw new Error(`Output length ${length} is invalid for ${algorithm}, which does not support XOF`);
    }
    hash.update(input, 'utf8');
    return hash.digest(encoding);
  }

  const others = ['blake2b512', 'blake2s256', 'md5', 'md5-sha1', 'ripemd', 'ripemd160', 'rmd160', 'sm3'].filter((name) => host.isDigest(name));

  Object.assign(exports, { Hash, HashJob, Hmac, HmacJob, oneShotDigest,
    getCachedAliases: () => ({}),
    getHashes: () => ['RSA-MD5', 'RSA-SHA1', 'RSA-SHA224', 'RSA-SHA256', 'RSA-SHA3-224', 'RSA-SHA3-256', 'RSA-SHA3-384',
      'RSA-SHA3-512', 'RSA-SHA384', 'RSA-SHA512', 'RSA-SHA512/224', 'RSA-SHA512/256', ...others, 'sha1', 'sha224', 'sha256',
      'sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'sha384', 'sha512', 'sha512-224', 'sha512-256', 'shake128', 'shake256'] });
});
