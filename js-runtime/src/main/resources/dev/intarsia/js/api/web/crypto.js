(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { DOMException } = require('web:dom-exception');
  const { coded, invalidType } = require('web:errors');

  class SubtleCrypto {
    constructor(key) {
      if (key !== exports) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    }

    get [Symbol.toStringTag]() { return 'SubtleCrypto'; }
  }
  for (const name of ['digest', 'encrypt', 'decrypt', 'sign', 'verify', 'generateKey', 'importKey', 'exportKey', 'deriveBits',
    'deriveKey', 'wrapKey', 'unwrapKey']) {
    Object.defineProperty(SubtleCrypto.prototype, name, { writable: true, configurable: true, enumerable: true,
      value: { async [name](...args) {
        return require('web:subtle')[name](...args);
      } }[name] });
  }

  class Crypto {
    #subtle = new SubtleCrypto(exports);

    constructor(key) {
      if (key !== exports) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    }

    get subtle() { return this.#subtle; }

    getRandomValues(array) {
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

    get [Symbol.toStringTag]() { return 'Crypto'; }
  }
  for (const name of ['subtle', 'getRandomValues', 'randomUUID']) {
    Object.defineProperty(Crypto.prototype, name, { enumerable: true });
  }

  const keys = new WeakMap();

  class CryptoKey {
    constructor(key, slots) {
      if (key !== exports) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
      keys.set(this, slots);
    }

    get type() { return keys.get(this).type; }
    get extractable() { return keys.get(this).extractable; }
    get algorithm() { return keys.get(this).algorithm; }
    get usages() { return [...keys.get(this).usages]; }

    [Symbol.for('nodejs.util.inspect.custom')](depth, options, format) {
      const { type, extractable, algorithm, usages } = this;
      return `CryptoKey ${format({ type, extractable, algorithm, usages }, options)}`;
    }

    get [Symbol.toStringTag]() { return 'CryptoKey'; }
  }

  exports.Crypto = Crypto;
  exports.SubtleCrypto = SubtleCrypto;
  exports.CryptoKey = CryptoKey;
  exports.crypto = new Crypto(exports);
  exports.makeKey = (type, algorithm, extractable, usages, data) =>
    new CryptoKey(exports, { type, algorithm, extractable, usages, data });
  exports.keyData = (key) => keys.get(key)?.data;
  require('web:structured-clone').platform.set(CryptoKey, (key) => new CryptoKey(exports, keys.get(key)));
});
