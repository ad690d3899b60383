// Symmetric ciphers of the binding "crypto".
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { badDecrypt, coded, openssl, same, view, wrap } = require('web:crypto-support');
  const known = new Map();

  // Name, block size in bytes and length of the vector of each mode; the numbers are OpenSSL's for 128, 192 and 256 bits.
  const modes = [['cbc', 16, 16, [419, 423, 427]], ['ctr', undefined, 16, [904, 905, 906]], ['ecb', 16, 0, [418, 422, 426]],
    ['gcm', undefined, 12, [895, 898, 901]], ['ofb', undefined, 16, [420, 424, 428]], ['cfb', undefined, 16, [421, 425, 429]],
    ['cfb8', undefined, 16, [653, 654, 655]], ['wrap', 8, 8, [788, 789, 790]], ['wrap-pad', 8, 4, [897, 900, 903]],
    ...(host.hasSealing ? [['ccm', undefined, 12, [896, 899, 902]], ['ocb', 16, 12, [958, 959, 960]]] : [])];
  for (const [i, bits] of [128, 192, 256].entries()) {
    for (const [mode, blockSize, ivLength, numbers] of modes) {
      const id = `id-aes${bits}-${mode}`;
      const wraps = mode.startsWith('wrap');
      const stream = wraps || mode === 'gcm' || mode === 'ccm';
      const info = { name: stream ? id : `aes-${bits}-${mode}`, mode: mode === 'cfb8' ? 'cfb' : wraps ? 'wrap' : mode, jdk: `aes-${mode}`, keyLength: bits / 8,
        ivLength, blockSize, nid: numbers[i] };
      if (!wraps) known.set(`aes-${bits}-${mode}`, info);
      if (stream) known.set(id, info);
      if (wraps) known.set(`aes${bits}-${mode}`, info);
      if (mode === 'cbc') known.set(`aes${bits}`, info);
    }
  }
  known.set('chacha20-poly1305', { name: 'chacha20-poly1305', mode: 'stream', jdk: 'chacha20-poly1305', keyLength: 32, ivLength: 12, nid: 1018 });
  const triple = { name: 'des-ede3-cbc', mode: 'cbc', jdk: 'des-ede3-cbc', keyLength: 24, ivLength: 8, blockSize: 8, nid: 44 };
  known.set('des-ede3-cbc', triple);
  known.set('des3', triple);

  const within = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;
  const invalidTag = (length) => coded(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${length}`);
  const gcmTags = [4, 8, 12, 13, 14, 15, 16];
  const wrongLength = () => openssl('1C80006B', { name: 'Provider routines' }, 'wrong final block length');
  const unauthenticated = () => new Error('Unsupported state or unable to authenticate data');

  function vectorFits({ mode, jdk, ivLength }, length) {
    if (mode === 'gcm') return length > 0;
    if (mode === 'ccm') return within(length, 7, 13);
    if (mode === 'ocb') return within(length, 1, 15);
    return jdk === 'chacha20-poly1305' ? within(length, 1, 12) : length === ivLength;
  }

  function tagBytes({ name, mode, jdk }, given) {
    if (given < 0) {
      if (mode === 'ccm' || mode === 'ocb') throw coded(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `authTagLength required for ${name}`);
      return 16;
    }
    const fits = mode === 'gcm' ? gcmTags.includes(given) : mode === 'ccm' ? within(given, 4, 16) && given % 2 === 0
      : within(given, mode === 'ocb' || jdk === 'chacha20-poly1305' ? 1 : 0, 16);
    if (!fits) throw invalidTag(given);
    return given;
  }

  let warned = false;

  function warnOfShortTag() {
    if (warned) return;
    warned = true;
    require('node:process').emitWarning('Using AES-GCM authentication tags of less than 128 bits without specifying the authTagLength '
      + 'option when initializing decryption is deprecated.', 'DeprecationWarning', 'DEP0182');
  }

  class CipherBase {
    constructor(encrypt, algorithm, key, iv, tagLength) {
      const info = known.get(algorithm.toLowerCase());
      if (info === undefined) throw coded(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
      this.info = info;
      this.encrypt = encrypt;
      this.key = view(key);
      this.iv = iv === null ? new Uint8Array() : view(iv);
      this.padding = true;
      this.held = [];
      this.aad = [];
      this.count = 0;
      if (this.key.byteLength !== info.keyLength) throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
      if (iv === null ? info.ivLength > 0 : !vectorFits(info, this.iv.byteLength)) {
        throw coded(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
      }
      this.sealed = ['gcm', 'ccm', 'ocb', 'stream'].includes(info.mode);
      this.tagGiven = tagLength >= 0;
      this.tagBytes = this.sealed ? tagBytes({ ...info, name: algorithm }, tagLength) : 0;
    }

    /** CCM and OCB are computed whole. */
    get whole() { return this.info.mode === 'ccm' || this.info.mode === 'ocb'; }

    fresh(encrypt) {
      const { jdk } = this.info;
      const iv = jdk === 'chacha20-poly1305' && this.iv.length < 12 ? Buffer.concat([Buffer.alloc(12 - this.iv.length), this.iv]) : this.iv;
      const step = host.cipher(jdk, encrypt, this.key, iv, this.sealed ? 128 : 0, this.padding);
      for (const part of this.aad) step(part, 1);
      return step;
    }

    get cipher() { return this.step ??= this.fresh(this.encrypt); }

    seal(encrypt, data) {
      return wrap(host.seal(this.info.mode, encrypt, this.key, this.iv, Buffer.concat(this.aad), this.tagBytes, data));
    }

    setAutoPadding(on) {
      if (this.finished) return false;
      this.padding = on;
      return true;
    }

    setAAD(data, plaintextLength) {
      if (this.finished || !this.sealed) return false;
      if (this.info.mode === 'ccm') {
        if (plaintextLength < 0) throw coded(Error, 'ERR_MISSING_ARGS', 'options.plaintextLength required for CCM mode with AAD');
        if (plaintextLength > 2 ** (8 * (15 - this.iv.length)) - 1) throw coded(Error, 'ERR_CRYPTO_INVALID_MESSAGELEN', 'Invalid message length');
      }
      this.aad.push(Uint8Array.from(view(data)));
      return true;
    }

    getAuthTag() { return this.finished && this.encrypt ? this.tag : undefined; }

    setAuthTag(tag) {
      const bytes = wrap(Uint8Array.from(view(tag)));
      if (this.encrypt || !this.sealed || this.tag !== undefined || this.finished) return false;
      const { length } = bytes;
      const fits = this.info.mode === 'gcm' ? gcmTags.includes(length) && (!this.tagGiven || length === this.tagBytes) : length === this.tagBytes;
      if (!fits) throw invalidTag(length);
      this.tag = bytes;
      if (this.info.mode === 'gcm' && !this.tagGiven && length < 16) warnOfShortTag();
      return true;
    }

    update(data, encoding) {
      if (this.finished) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation update');
      const bytes = typeof data === 'string' ? Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding) : view(data);
      if (this.whole) return this.updateWhole(bytes);
      if (this.info.mode === 'wrap') {
        const made = host.keyWrap(this.encrypt, this.key, bytes, this.iv);
        return wrap(made);
      }
      // The JDK gives no byte of a sealed text before it has seen the tag: counter mode gives them at once.
      this.count += bytes.length;
      return wrap(this.sealed && !this.encrypt ? this.open(bytes) : this.cipher(bytes, 0));
    }

    updateWhole(bytes) {
      const { mode } = this.info;
      if (mode === 'ccm') {
        if (bytes.length > 2 ** (8 * (15 - this.iv.length)) - 1) throw coded(RangeError, 'ERR_CRYPTO_INVALID_MESSAGELEN', 'Invalid message length');
        if (this.updated) throw unauthenticated();
        this.updated = true;
        if (!this.encrypt && this.tag === undefined) throw unauthenticated();
      }
      this.held.push(Uint8Array.from(bytes));
      if (mode === 'ocb') return Buffer.alloc(0);
      return this.finishWhole();
    }

    finishWhole() {
      const data = Buffer.concat(this.held);
      this.held = [];
      if (this.encrypt) {
        const out = this.seal(true, data);
        this.pendingTag = Buffer.from(out.subarray(out.length - this.tagBytes));
        return Buffer.from(out.subarray(0, out.length - this.tagBytes));
      }
      try {
        return this.seal(false, Buffer.concat([data, this.tag]));
      } catch {
        this.failed = true;
        return Buffer.alloc(0);
      }
    }

    open(bytes) {
      this.held.push(Uint8Array.from(bytes));
      if (this.info.mode !== 'gcm' || this.iv.byteLength !== 12) return new Uint8Array();
      this.counter ??= host.cipher('aes-ctr', false, this.key, Buffer.concat([this.iv, Buffer.from([0, 0, 0, 2])]), 0, false);
      return this.counter(bytes, 0);
    }

    final() {
      if (this.finished) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation final');
      this.finished = true;
      if (this.whole) return this.finalWhole();
      if (this.info.mode === 'wrap') return Buffer.alloc(0);
      if (!this.sealed) return this.finalBlock();
      if (this.encrypt) {
        const out = wrap(this.cipher(new Uint8Array(), 2));
        this.tag = Buffer.from(out.subarray(-16).subarray(0, this.tagBytes));
        return out.subarray(0, -16);
      }
      if (this.tag === undefined) throw unauthenticated();
      const out = this.tag.length < 16 ? this.openShort() : wrap(this.cipher(Buffer.concat([...this.held, this.tag]), 2));
      return this.counter === undefined ? out : Buffer.alloc(0);
    }

    finalBlock() {
      try {
        // The JDK opens nothing to nothing; but there is a last block even to an empty text.
        if (!this.encrypt && this.padding && this.info.blockSize && this.count === 0) throw wrongLength();
        return wrap(this.cipher(new Uint8Array(), 2));
      } catch (error) {
        if (error.code === 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH') throw wrongLength();
        throw error.code === 'ERR_OSSL_BAD_DECRYPT' ? badDecrypt() : error;
      }
    }

    finalWhole() {
      if (!this.encrypt && this.tag === undefined) throw unauthenticated();
      const out = this.updated ? Buffer.alloc(0) : this.finishWhole();
      if (this.failed) throw unauthenticated();
      if (this.encrypt) this.tag = this.pendingTag;
      return out;
    }

    /**
     * The JDK knows no short tags: they are the first bytes of whole ones. Encrypting what is encrypted gives the text back, as both
     * combine it with the same bytes; its tag then shows.
     */
    openShort() {
      const text = wrap(this.fresh(true)(Buffer.concat(this.held), 2)).subarray(0, -16);
      const tag = wrap(this.fresh(true)(text, 2)).subarray(-16).subarray(0, this.tag.length);
      if (!same(tag, this.tag)) throw unauthenticated();
      return text;
    }
  }

  /** What is known of a cipher, if it takes a key and a vector of these lengths. */
  function getCipherInfo(target, nameOrNumber, keyLength, ivLength) {
    const info = typeof nameOrNumber === 'number' ? [...known.values()].find(({ nid }) => nid === nameOrNumber) : known.get(nameOrNumber.toLowerCase());
    if (info === undefined || (keyLength !== undefined && keyLength !== info.keyLength)) return undefined;
    if (ivLength !== undefined && !(info.ivLength > 0 && vectorFits(info, ivLength))) return undefined;
    const { mode, name, nid, blockSize } = info;
    return Object.assign(target, { mode, name, nid, ...(blockSize ? { blockSize } : {}),
      ...(info.ivLength ? { ivLength: ivLength ?? info.ivLength } : {}), keyLength: info.keyLength });
  }

  Object.assign(exports, { CipherBase, getCipherInfo, getCiphers: () => [...known.keys()].sort(), getSSLCiphers: () => [] });
});
