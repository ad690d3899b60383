// Key agreement of the binding "crypto": Diffie-Hellman over prime fields and curves.
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { Job, buffer, coded, openssl, view, wrap } = require('web:crypto-support');
  const { curve, privateOf, publicOf } = require('web:crypto-keys');
  const { keyOfPoint, ofPrivateValue, pointOf } = require('web:key-forms');
  const { primeOfGroup } = require('web:crypto-groups');
  const dh = { name: 'Diffie-Hellman routines', prefix: 'DH_' };
  const incompatible = (text) => coded(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY', text);

  const mismatch = () => openssl('1C8000E9', { name: 'Provider routines' }, 'mismatching domain parameters');

  class DHBitsJob extends Job {
    constructor(mode, data, format, type, passphrase, curveName, own, ownFormat, ownType, ownPassphrase, ownCurve) {
      super(mode);
      this.open = publicOf(data, format, type, passphrase, curveName);
      this.secret = privateOf(own, ownFormat, ownType, ownPassphrase, ownCurve);
    }

    compute() {
      const [theirs, theirCurve] = [...host.keyInfo(this.open, false)];
      const [mine, myCurve] = [...host.keyInfo(this.secret, true)];
      if (mine !== theirs) throw incompatible(`Incompatible key types for Diffie-Hellman: ${mine} and ${theirs}`);
      if (mine === 'ec' && myCurve !== theirCurve) throw mismatch();
      try {
        return buffer(host.agree(this.secret, this.open));
      } catch (error) {
        if (mine === 'dh') throw mismatch();
        throw mine.startsWith('x') ? openssl('1C8000DD', { name: 'Provider routines' }, 'failed during derivation') : error;
      }
    }
  }

  // ---- prime fields

  const number = (bytes) => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);

  function bytesOf(value, length = 0) {
    const hex = value.toString(16);
    const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
    return bytes.length >= length ? bytes : Buffer.concat([Buffer.alloc(length - bytes.length), bytes]);
  }

  function generatorOf(given) {
    const value = typeof given === 'number' ? BigInt(given) : number(view(given));
    if (value < 2n) throw openssl('02800065', dh, 'bad generator');
    return value;
  }

  class Agreement {
    constructor(prime, generator) {
      this.prime = prime;
      this.generator = generator;
    }

    get verifyError() {
      const prime = bytesOf(this.prime);
      if (!host.isPrime(prime, 0)) return 3;
      return host.isPrime(bytesOf((this.prime - 1n) / 2n), 0) ? 0 : 2;
    }

    power(base, exponent) { return number(host.power(bytesOf(base), bytesOf(exponent), bytesOf(this.prime))); }

    generateKeys() {
      if (this.secret === undefined) {
        const length = bytesOf(this.prime).length;
        do {
          this.secret = number(host.random(length)) % (this.prime - 1n);
        } while (this.secret < 2n);
        this.open = undefined;
      }
      if (this.open === undefined || this.stale) this.open = this.power(this.generator, this.secret);
      this.stale = false;
      return this.getPublicKey();
    }

    computeSecret(other) {
      const theirs = number(view(other));
      if (theirs < 2n) throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Supplied key is too small');
      if (theirs > this.prime - 2n) throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Supplied key is too large');
      if (this.secret === undefined) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'No private key');
      return bytesOf(this.power(theirs, this.secret), bytesOf(this.prime).length);
    }

    getPrime() { return bytesOf(this.prime); }
    getGenerator() { return bytesOf(this.generator); }

    getPublicKey() {
      if (this.open === undefined) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'No public key - did you forget to generate one?');
      return bytesOf(this.open);
    }

    getPrivateKey() {
      if (this.secret === undefined) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'No private key - did you forget to generate one?');
      return bytesOf(this.secret);
    }

    setPublicKey(key) { this.open = number(view(key)); }

    setPrivateKey(key) {
      this.secret = number(view(key));
      this.stale = true;
    }
  }

  class DiffieHellman extends Agreement {
    constructor(sizeOrPrime, generator) {
      const base = generatorOf(generator);
      if (typeof sizeOrPrime === 'number') {
        if (sizeOrPrime < 512) throw openssl('0280007E', dh, 'modulus too small');
        super(number(host.prime(sizeOrPrime, true, new Uint8Array([24]), new Uint8Array([23]))), base);
      } else {
        super(number(view(sizeOrPrime)), base);
      }
    }
  }

  class DiffieHellmanGroup extends Agreement {
    constructor(name) { super(number(primeOfGroup(name)), 2n); }
    get verifyError() { return 0; }
  }

  // ---- curves

  const forms = { 2: 'compressed', 4: 'uncompressed', 6: 'hybrid' };

  function encoded(der, form) {
    const [, x, y] = [...host.keyParts(der, false)];
    return pointOf(x, y, forms[form]);
  }

  class ECDH {
    constructor(name) { this.curve = curve(name); }

    generateKeys() { [this.open, this.secret] = host.generateNamed(this.curve); }

    getPublicKey(form) {
      if (this.open === undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH public key');
      return encoded(this.open, form);
    }

    getPrivateKey() {
      if (this.secret === undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH private key');
      return bytesOf(number(Buffer.from([...host.keyParts(this.secret, true)][3], 'base64url')));
    }

    setPrivateKey(key) {
      try {
        const secret = ofPrivateValue(this.curve, view(key));
        this.open = host.publicKey(secret);
        this.secret = secret;
      } catch {
        throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYTYPE', 'Private key is not valid for specified curve.');
      }
    }

    setPublicKey(key) {
      try {
        this.open = keyOfPoint(this.curve, view(key));
      } catch {
        throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to convert Buffer to EC_POINT');
      }
    }

    computeSecret(other) {
      if (this.secret === undefined || !wrap(host.publicKey(this.secret)).equals(wrap(this.open))) {
        throw coded(Error, 'ERR_CRYPTO_INVALID_KEYPAIR', 'Invalid key pair');
      }
      let der;
      try {
        der = keyOfPoint(this.curve, view(other));
      } catch {
        return 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY';
      }
      return wrap(host.agree(this.secret, der));
    }
  }

  function ECDHConvertKey(key, name, form) {
    const known = curve(name);
    let der;
    try {
      der = keyOfPoint(known, view(key));
    } catch {
      throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to convert Buffer to EC_POINT');
    }
    return encoded(der, form);
  }

  Object.assign(exports, { DHBitsJob, DiffieHellman, DiffieHellmanGroup, ECDH, ECDHConvertKey });
});
