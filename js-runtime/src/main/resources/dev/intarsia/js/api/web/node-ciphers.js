(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { Transform } = require('node:stream');
  const { coded } = require('web:errors');
  const { input, wrap, secretBytes } = require('web:key-objects');
  const known = new Map();
  for (const bits of [128, 192, 256]) {
    for (const [mode, ivLength, blockSize] of [['cbc', 16, 16], ['ctr', 16, undefined], ['ecb', 0, 16], ['gcm', 12, undefined]]) {
      const info = { name: `aes-${bits}-${mode}`, mode, jdk: `aes-${mode}`, keyLength: bits / 8, ivLength, blockSize };
      known.set(info.name, info);
      if (mode === 'cbc') known.set(`aes${bits}`, info);
      if (mode === 'gcm') known.set(`id-aes${bits}-gcm`, info);
    }
  }
  known.set('chacha20-poly1305', { name: 'chacha20-poly1305', mode: 'stream', jdk: 'chacha20-poly1305', keyLength: 32, ivLength: 12 });
  known.set('des-ede3-cbc', { name: 'des-ede3-cbc', mode: 'cbc', jdk: 'des-ede3-cbc', keyLength: 24, ivLength: 8, blockSize: 8 });

  const within = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;

  class CipherBase extends Transform {
    #info;
    #encrypt;
    #key;
    #iv;
    #tagBytes;
    #tagGiven;
    #padding = true;
    #step;
    #tag;
    #held = [];
    #aad = [];
    #decoder;
    #finished = false;

    constructor(encrypt, algorithm, key, iv, options = {}) {
      super(options);
      const info = known.get(`${algorithm}`.toLowerCase());
      if (info === undefined) throw coded(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
      this.#info = info;
      this.#encrypt = encrypt;
      this.#key = secretBytes(key);
      this.#iv = iv === null || iv === undefined ? new Uint8Array() : input(iv, 'utf8', 'iv');
      this.#tagBytes = options?.authTagLength ?? 16;
      this.#tagGiven = options?.authTagLength !== undefined;
      const { jdk } = info;
      if (jdk === 'aes-gcm' ? ![4, 8, 12, 13, 14, 15, 16].includes(this.#tagBytes) : jdk === 'chacha20-poly1305' && !within(this.#tagBytes, 1, 16)) {
        throw coded(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${this.#tagBytes}`);
      }
      if (info.jdk === 'aes-gcm' ? this.#iv.byteLength === 0 : this.#iv.byteLength !== info.ivLength) {
        throw coded(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
      }
      if (this.#key.byteLength !== info.keyLength) throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
    }

    get #sealed() { return this.#info.jdk === 'aes-gcm' || this.#info.jdk === 'chacha20-poly1305'; }

    #cipher() {
      if (this.#step === undefined) {
        this.#step = this.#fresh(this.#encrypt);
      }
      return this.#step;
    }

    /** The JDK knows no short tags: they are the first bytes of whole ones. */
    #fresh(encrypt) {
      const step = host.cipher(this.#info.jdk, encrypt, this.#key, this.#iv, this.#sealed ? 128 : 0, this.#padding);
      for (const part of this.#aad) step(part, 1);
      return step;
    }

    /** Encrypting what is encrypted gives the text back, as both combine it with the same bytes; its tag then shows. */
    #openShort() {
      const text = wrap(this.#fresh(true)(Buffer.concat(this.#held), 2)).subarray(0, -16);
      const tag = wrap(this.#fresh(true)(text, 2)).subarray(-16).subarray(0, this.#tag.length);
      if (!require('node:crypto').timingSafeEqual(tag, this.#tag)) throw new Error('Unsupported state or unable to authenticate data');
      return text;
    }

    setAutoPadding(on = true) {
      this.#padding = on;
      return this;
    }

    setAAD(data) {
      this.#aad.push(Uint8Array.from(input(data)));
      return this;
    }

    getAuthTag() {
      if (this.#tag === undefined) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation getAuthTag');
      return this.#tag;
    }

    setAuthTag(tag, encoding) {
      const bytes = wrap(Uint8Array.from(input(tag, encoding)));
      if (this.#encrypt || !this.#sealed || this.#tag !== undefined || this.#finished) {
        throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation setAuthTag');
      }
      const wanted = this.#tagGiven ? bytes.length === this.#tagBytes : [4, 8, 12, 13, 14, 15, 16].includes(bytes.length);
      if (!wanted) throw coded(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${bytes.length}`);
      this.#tag = bytes;
      return this;
    }

    #text(bytes, encoding, last = false) {
      if (encoding === undefined || encoding === null || encoding === 'buffer') return bytes;
      if (this.#decoder === undefined) this.#decoder = new (require('node:string_decoder').StringDecoder)(encoding);
      return last ? this.#decoder.end(bytes) : this.#decoder.write(bytes);
    }

    update(data, inputEncoding, outputEncoding) {
      if (this.#finished) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation update');
      const bytes = input(data, inputEncoding);
      // The JDK gives no byte of a sealed text before it has seen the tag: counter mode gives them at once.
      const out = wrap(this.#sealed && !this.#encrypt ? this.#open(bytes) : this.#cipher()(bytes, 0));
      return this.#text(out, outputEncoding);
    }

    #counter;

    #open(bytes) {
      this.#held.push(Uint8Array.from(bytes));
      if (this.#info.jdk !== 'aes-gcm' || this.#iv.byteLength !== 12) return new Uint8Array();
      this.#counter ??= host.cipher('aes-ctr', false, this.#key, Buffer.concat([this.#iv, Buffer.from([0, 0, 0, 2])]), 0, false);
      return this.#counter(bytes, 0);
    }

    final(outputEncoding) {
      if (this.#finished) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation final');
      this.#finished = true;
      if (!this.#sealed) return this.#text(wrap(this.#cipher()(new Uint8Array(), 2)), outputEncoding, true);
      if (this.#encrypt) {
        const out = wrap(this.#cipher()(new Uint8Array(), 2));
        this.#tag = Buffer.from(out.subarray(-16).subarray(0, this.#tagBytes));
        return this.#text(out.subarray(0, -16), outputEncoding, true);
      }
      if (this.#tag === undefined) throw new Error('Unsupported state or unable to authenticate data');
      const out = this.#tag.length < 16 ? this.#openShort() : wrap(this.#cipher()(Buffer.concat([...this.#held, this.#tag]), 2));
      return this.#text(this.#counter === undefined ? out : Buffer.alloc(0), outputEncoding, true);
    }

    _transform(chunk, encoding, done) {
      try {
        this.push(this.update(chunk));
        done();
      } catch (error) {
        done(error);
      }
    }

    _flush(done) {
      try {
        this.push(this.final());
        done();
      } catch (error) {
        done(error);
      }
    }
  }

  class Cipheriv extends CipherBase {
    constructor(algorithm, key, iv, options) { super(true, algorithm, key, iv, options); }
  }

  class Decipheriv extends CipherBase {
    constructor(algorithm, key, iv, options) { super(false, algorithm, key, iv, options); }
  }

  for (const [type, name] of [[Cipheriv, 'setAuthTag'], [Decipheriv, 'getAuthTag']]) {
    Object.defineProperty(type.prototype, name, { value: undefined, writable: true, configurable: true });
  }
  Object.assign(exports, {
    Cipheriv, Decipheriv,
    createCipheriv: (algorithm, key, iv, options) => new Cipheriv(algorithm, key, iv, options),
    createDecipheriv: (algorithm, key, iv, options) => new Decipheriv(algorithm, key, iv, options),
    getCiphers: () => [...known.keys()].sort(),
    getCipherInfo(name) {
      const info = known.get(`${name}`.toLowerCase());
      if (info === undefined) return undefined;
      const { mode, keyLength, ivLength, blockSize } = info;
      return { mode, name: info.name, nid: 0, ...(blockSize ? { blockSize } : {}), ...(ivLength ? { ivLength } : {}), keyLength };
    },
  });
});
