// Keys as they come in and go out: PEM and DER, encrypted or not, JSON Web Keys and raw bytes.
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');
  const { Buffer } = require('node:buffer');
  const { badDecrypt, coded, fresh, openssl, unsupported, view, wrap } = require('web:crypto-support');
  const { fromJwk, keyOfPoint, pkcs8Of, rawPoint, sec1Of, ofPrivateValue } = require('web:key-forms');
  const { checkJwk } = require('web:key-encodings');
  const PEM = 1;
  const JWK = 2;
  const curves = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1', secp256r1: 'prime256v1' };

  /** OpenSSL's name of a curve, undefined for one that is not there. */
  function curveOf(name) {
    const known = curves[name] ?? name;
    return [...host.curves()].includes(known) ? known : undefined;
  }

  function curve(name) {
    const known = curveOf(name);
    if (known === undefined) throw coded(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
    return known;
  }

  // ---- what PEM is encrypted with before PKCS #8: a key that MD5 makes of the passphrase

  const ciphers = { 'aes-128-cbc': ['aes-cbc', 16, 16], 'aes-192-cbc': ['aes-cbc', 24, 16], 'aes-256-cbc': ['aes-cbc', 32, 16],
    'des-ede3-cbc': ['des-ede3-cbc', 24, 8] };

  function legacyCipher(name, iv, passphrase, encrypt) {
    const [mode, length] = ciphers[name];
    let key = Buffer.alloc(0);
    let last = Buffer.alloc(0);
    while (key.length < length) {
      last = wrap(host.digest('md5', Buffer.concat([last, passphrase, iv.subarray(0, 8)])));
      key = Buffer.concat([key, last]);
    }
    return host.cipher(mode, encrypt, key.subarray(0, length), iv, 0, true);
  }

  const missingInDer = () => coded(TypeError, 'ERR_MISSING_PASSPHRASE', 'Passphrase required for encrypted key');
  const missing = () => openssl('07880109', { name: 'common libcrypto routines', prefix: 'CRYPTO_' }, 'interrupted or cancelled');

  function opened(der, passphrase, refuse = missing) {
    if (passphrase === null) throw refuse();
    const secret = host.openKey(der, view(passphrase));
    if (secret === undefined) throw badDecrypt();
    return secret;
  }

  function decrypted(head, der, passphrase) {
    const [, name, iv] = /DEK-Info: ([\w-]+),([0-9A-Fa-f]+)/.exec(head) ?? [];
    const cipher = name?.toLowerCase();
    if (!Object.hasOwn(ciphers, cipher)) throw unsupported();
    if (passphrase === null) throw missing();
    try {
      return legacyCipher(cipher, Buffer.from(iv, 'hex'), Buffer.from(view(passphrase)), false)(der, 2);
    } catch {
      throw badDecrypt();
    }
  }

  // ---- reading

  const pattern = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n?((?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*)*)\s*([^-]*?)\s*-----END \1-----/g;

  const normal = (der, secret) => host.normalizeKey(der, secret);

  function sec1(der) {
    const hex = wrap(der).toString('hex');
    const [, curveName = 'P-256'] = Object.entries({ '06052b81040022': 'P-384', '06052b81040023': 'P-521', '06052b8104000a': 'secp256k1' })
      .find(([id]) => hex.includes(id)) ?? [];
    return host.sec1(der, curveName);
  }

  function fromLabel(label, head, der, passphrase) {
    switch (label) {
      case 'PUBLIC KEY': return ['public', normal(der, false)];
      case 'PRIVATE KEY': return ['private', normal(der, true)];
      case 'ENCRYPTED PRIVATE KEY': return ['private', normal(opened(der, passphrase), true)];
      case 'RSA PUBLIC KEY': return ['public', normal(host.pkcs1(der, false), false)];
      case 'RSA PRIVATE KEY': return ['private', normal(host.pkcs1(plain(head, der, passphrase), true), true)];
      case 'EC PRIVATE KEY': return ['private', normal(sec1(plain(head, der, passphrase)), true)];
      case 'DSA PRIVATE KEY': return ['private', normal(host.dsaKey(plain(head, der, passphrase)), true)];
      case 'CERTIFICATE': case 'X509 CERTIFICATE': case 'TRUSTED CERTIFICATE': return ['public', host.certificateKey(der)];
      default: return undefined;
    }
  }

  const plain = (head, der, passphrase) => (head.includes('ENCRYPTED') ? decrypted(head, der, passphrase) : der);

  function fromPem(data, passphrase) {
    const text = wrap(view(data)).toString('latin1');
    for (const [, label, head, body] of text.matchAll(pattern)) {
      const found = fromLabel(label, head, Buffer.from(body.replace(/\s/g, ''), 'base64'), passphrase);
      if (found !== undefined) return found;
    }
    throw unsupported();
  }

  /** PKCS #8 that is encrypted begins with an algorithm, not with a version. */
  const isSealed = (der) => der[0] === 0x30 && der[der[1] & 0x80 ? 2 + (der[1] & 0x7f) : 2] === 0x30;

  function fromDer(data, encoding, passphrase, wantsPublic) {
    const der = view(data);
    switch (encoding) {
      case 0: {
        for (const secret of wantsPublic ? [false, true] : [true]) {
          try {
            return [secret ? 'private' : 'public', normal(host.pkcs1(der, secret), secret)];
          } catch {
            // The other kind of key.
          }
        }
        throw unsupported();
      }
      case 1: return ['private', normal(isSealed(der) ? opened(der, passphrase, missingInDer) : der, true)];
      case 3: return ['private', normal(sec1(der), true)];
      default: return ['public', normal(der, false)];
    }
  }

  const okp = { ed25519: 'Ed25519', ed448: 'Ed448', x25519: 'X25519', x448: 'X448' };

  function fromRaw(data, secret, type, curveName) {
    const bytes = view(data);
    const kind = `${type}`.toLowerCase();
    const invalid = () => coded(TypeError, 'ERR_INVALID_ARG_VALUE', 'Invalid key data');
    try {
      if (kind === 'ec') {
        const name = curve(curveName);
        return secret ? ['private', ofPrivateValue(name, bytes)] : ['public', keyOfPoint(name, bytes)];
      }
      if (Object.hasOwn(okp, kind)) {
        return secret ? ['private', host.rawSecret(okp[kind], bytes)] : ['public', rawPoint(okp[kind], {}, bytes)];
      }
    } catch (error) {
      if (error.code === 'ERR_CRYPTO_INVALID_CURVE') throw error;
      throw invalid();
    }
    throw invalid();
  }

  /** A key's kind and bytes, of what Node's prepare functions give. */
  function read(data, format, encoding, passphrase, curveName, wantsPublic) {
    if (format === undefined || format === null) return [data.type, data.data];
    switch (format) {
      case PEM: return fromPem(data, passphrase);
      case JWK: {
        checkJwk(data, !wantsPublic);
        const [der, secret] = fromJwk(data);
        return [secret ? 'private' : 'public', der];
      }
      case 3: return fromRaw(data, false, encoding, curveName);
      case 4: return fromRaw(data, true, encoding, curveName);
      case 5: throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', 'raw-seed is not supported for this key type');
      case 6: throw openssl('00000000', { name: 'STORE routines', prefix: 'OSSL_STORE_' }, 'unsupported');
      default: return fromDer(data, encoding, passphrase, wantsPublic);
    }
  }

  function privateOf(data, format, encoding, passphrase, curveName) {
    const [type, der] = read(data, format, encoding, passphrase ?? null, curveName, false);
    if (type !== 'private') throw unsupported();
    return der;
  }

  /** The public key, also of a private one. */
  function publicOf(data, format, encoding, passphrase, curveName) {
    const [type, der] = read(data, format, encoding, passphrase ?? null, curveName, true);
    return type === 'private' ? host.publicKey(der) : der;
  }

  // ---- writing

  function pem(label, der, head = '') {
    return `-----BEGIN ${label}-----\n${head}${wrap(der).toString('base64').replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;
  }

  // The content of the last element of PKCS #8 (an octet string) or SPKI (a bit string).
  function unwrapDer(der, secret) {
    const element = (at) => {
      let length = der[at + 1];
      let start = at + 2;
      if (length & 0x80) {
        const count = length & 0x7f;
        length = 0;
        for (let i = 0; i < count; i++) length = length * 256 + der[start++];
      }
      return [start, start + length];
    };
    let [at] = element(0);
    if (secret) [, at] = element(at);
    [, at] = element(at);
    const [start, end] = element(at);
    return der.slice(secret ? start : start + 1, end);
  }

  function sealedPem(label, der, cipher, passphrase) {
    const [, , block] = ciphers[cipher];
    const iv = wrap(host.random(block));
    const sealed = legacyCipher(cipher, iv, Buffer.from(view(passphrase)), true)(der, 2);
    return pem(label, sealed, `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${cipher.toUpperCase()},${iv.toString('hex').toUpperCase()}\n\n`);
  }

  function exportedPrivate(handle, format, type, givenCipher, passphrase) {
    const { data } = handle;
    const cipher = givenCipher === null ? null : givenCipher.toLowerCase().replace(/^aes(\d+)$/, 'aes-$1-cbc').replace(/^des3$/, 'des-ede3-cbc');
    if (cipher !== null && !Object.hasOwn(ciphers, cipher)) throw coded(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
    if (type === 1) {
      const der = pkcs8Of(data);
      if (cipher === null) return format === PEM ? pem('PRIVATE KEY', der) : fresh(der);
      const sealed = host.sealKey(der, cipher, view(passphrase));
      return format === PEM ? pem('ENCRYPTED PRIVATE KEY', sealed) : wrap(sealed);
    }
    const inner = type === 3 ? sec1Of(data, true) : unwrapDer(data, true);
    if (format !== PEM) return fresh(inner);
    const label = type === 3 ? 'EC PRIVATE KEY' : 'RSA PRIVATE KEY';
    return cipher === null ? pem(label, inner) : sealedPem(label, inner, cipher, passphrase);
  }

  /** A handle's key in one of Node's formats; without one the handle itself. */
  function exported(handle, format, type, cipher, passphrase) {
    if (format === undefined || format === null) return handle;
    if (format === JWK) return handle.exportJwk({}, false);
    if (format === 3) return handle.getAsymmetricKeyType() === 'ec' ? handle.exportECPublicRaw(type) : handle.rawPublicKey();
    if (format === 4) return handle.getAsymmetricKeyType() === 'ec' ? handle.exportECPrivateRaw() : handle.rawPrivateKey();
    if (format === 5) return handle.rawSeed();
    if (handle.isPrivate) return exportedPrivate(handle, format, type, cipher, passphrase);
    const der = type === 0 ? unwrapDer(handle.data, false) : handle.data;
    return format === PEM ? pem(type === 0 ? 'RSA PUBLIC KEY' : 'PUBLIC KEY', der) : fresh(der);
  }

  Object.assign(exports, { curve, curveOf, exported, privateOf, publicOf });
});
