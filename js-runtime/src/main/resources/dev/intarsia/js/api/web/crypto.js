// The global `crypto`. What it has beside random numbers is Node's own, which loads when it is asked for.
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { DOMException } = require('web:dom-exception');
  const { invalidType } = require('web:errors');
  const { interfaces, illegalConstructor, needThis } = require('web:interfaces');
  const own = () => require('lib:internal/crypto/webcrypto');

  class Crypto {
    #real;

    constructor(key = undefined) {
      if (key !== exports) throw illegalConstructor();
    }

    static #check(crypto) {
      needThis(crypto !== null && typeof crypto === 'object' && #real in crypto, 'Crypto');
    }

    get subtle() {
      Crypto.#check(this);
      return own().crypto.subtle;
    }

    getRandomValues(array) {
      Crypto.#check(this);
      const name = Object.prototype.toString.call(array).slice(8, -1);
      if (!ArrayBuffer.isView(array) || /^(?:Float|DataView)/.test(name)) {
        throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
      }
      if (array.byteLength > 65536) throw new DOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError');
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(host.random(array.byteLength));
      return array;
    }

    randomUUID(options = undefined) {
      Crypto.#check(this);
      if (options !== undefined && (options === null || typeof options !== 'object')) throw invalidType('options', 'of type object', options);
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
  interfaces(Crypto);
  Object.defineProperty(Crypto.prototype.randomUUID, 'length', { value: 0, configurable: true });

  exports.Crypto = Crypto;
  exports.crypto = new Crypto(exports);
  for (const name of ['SubtleCrypto', 'CryptoKey']) {
    Object.defineProperty(exports, name, { enumerable: false, configurable: true, get: () => own()[name] });
  }
});
