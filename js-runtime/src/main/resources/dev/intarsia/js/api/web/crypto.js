(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { DOMException } = require('web:dom-exception');
  const { coded, invalidType } = require('web:errors');
  const { interfaces, needThis } = require('web:interfaces');

  class SubtleCrypto {
    constructor(key = undefined) {
      if (key !== exports) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    }
  }
  const least = { encrypt: 3, decrypt: 3, sign: 3, verify: 4, digest: 2, generateKey: 3, deriveKey: 5, deriveBits: 2, importKey: 5,
    exportKey: 2, wrapKey: 4, unwrapKey: 7 };
  for (const name of Object.keys(least)) {
    const method = { async [name](...args) {
      needThis(this instanceof SubtleCrypto, 'SubtleCrypto');
      if (args.length < least[name]) {
        throw coded(TypeError, 'ERR_MISSING_ARGS', `Failed to execute '${name}' on 'SubtleCrypto': ${least[name]} arguments required, but only ${
          args.length} present.`);
      }
      return require('web:subtle')[name](...args);
    } }[name];
    Object.defineProperty(method, 'length', { value: least[name] });
    Object.defineProperty(SubtleCrypto.prototype, name, { writable: true, configurable: true, enumerable: true, value: method });
  }

  class Crypto {
    #subtle = new SubtleCrypto(exports);

    constructor(key = undefined) {
      if (key !== exports) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    }

    get subtle() {
      needThis(#subtle in this, 'Crypto');
      return this.#subtle;
    }

    getRandomValues(array) {
      needThis(#subtle in this, 'Crypto');
      const name = Object.prototype.toString.call(array).slice(8, -1);
      if (!ArrayBuffer.isView(array) || /^(?:Float|DataView)/.test(name)) {
        throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
      }
      if (array.byteLength > 65536) {
        throw new DOMException(
          `The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
      }
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(host.random(array.byteLength));
      return array;
    }

    randomUUID(options = undefined) {
      if (options !== undefined && (options === null || typeof options !== 'object')) {
        throw invalidType('options', 'of type object', options);
      }
      const bytes = host.random(16);
      bytes[6] = (bytes[6] & 0x0f) | 0x40;
      bytes[8] = (bytes[8] & 0x3f) | 0x80;
      let text = '';
      for (let i = 0; i < 16; i++) {
        text += (i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '') + (bytes[i] + 0x100).toString(16).slice(1);
      }
      return text;
    }
  }
  const keys = new WeakMap();

  function slotsOf(key) {
    const slots = keys.get(key);
    needThis(slots !== undefined, 'CryptoKey');
    return slots;
  }

  class CryptoKey {
    constructor(key = undefined, slots = undefined) {
      if (key !== exports) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
      // What callers get are copies, the same at each call: changing them changes no key.
      keys.set(this, { ...slots, shownAlgorithm: undefined, shownUsages: undefined });
    }

    get type() { return slotsOf(this).type; }
    get extractable() { return slotsOf(this).extractable; }

    get algorithm() {
      const slots = slotsOf(this);
      const { hash, publicExponent } = slots.algorithm;
      return slots.shownAlgorithm ??= { ...slots.algorithm, ...(hash && { hash: { ...hash } }),
        ...(publicExponent && { publicExponent: publicExponent.slice() }) };
    }

    get usages() {
      const slots = slotsOf(this);
      return slots.shownUsages ??= [...slots.usages];
    }

    [Symbol.for('nodejs.util.inspect.custom')](depth, options, format) {
      const { type, extractable, algorithm, usages } = this;
      return `CryptoKey ${format({ type, extractable, algorithm, usages }, options)}`;
    }
  }

  interfaces(Crypto, SubtleCrypto, CryptoKey);
  exports.Crypto = Crypto;
  exports.SubtleCrypto = SubtleCrypto;
  exports.CryptoKey = CryptoKey;
  exports.crypto = new Crypto(exports);
  exports.makeKey = (type, algorithm, extractable, usages, data) =>
    new CryptoKey(exports, { type, algorithm, extractable, usages, data });
  exports.keyData = (key) => keys.get(key)?.data;
  /** What a key was made with; callers of CryptoKey see copies. */
  exports.keySlots = (key) => keys.get(key);
  require('web:structured-clone').platform.set(CryptoKey, (key) => new CryptoKey(exports, keys.get(key)));
});
