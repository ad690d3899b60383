// The part of Node's native binding "crypto" that Node's own modules below internal/crypto call. Its parts load when they are asked for.
(function (exports, require, module, native) {
  'use strict';
  const host = native('crypto');

  const numbers = {
    kCryptoJobAsync: 0, kCryptoJobSync: 1, kCryptoJobWebCrypto: 2,
    kKeyTypeSecret: 0, kKeyTypePublic: 1, kKeyTypePrivate: 2,
    kKeyFormatDER: 0, kKeyFormatPEM: 1, kKeyFormatJWK: 2, kKeyFormatRawPublic: 3, kKeyFormatRawPrivate: 4, kKeyFormatRawSeed: 5,
    kKeyFormatStore: 6,
    kKeyEncodingPKCS1: 0, kKeyEncodingPKCS8: 1, kKeyEncodingSPKI: 2, kKeyEncodingSEC1: 3,
    kSigEncDER: 0, kSigEncP1363: 1,
    kSignJobModeSign: 0, kSignJobModeVerify: 1,
    kWebCryptoKeyFormatRaw: 0, kWebCryptoKeyFormatPKCS8: 1, kWebCryptoKeyFormatSPKI: 2, kWebCryptoKeyFormatJWK: 3,
    kWebCryptoCipherEncrypt: 0, kWebCryptoCipherDecrypt: 1,
    kKeyVariantRSA_SSA_PKCS1_v1_5: 0, kKeyVariantRSA_PSS: 1, kKeyVariantRSA_OAEP: 2,
    kTypeArgon2d: 0, kTypeArgon2i: 1, kTypeArgon2id: 2,
    OPENSSL_EC_NAMED_CURVE: 1, OPENSSL_EC_EXPLICIT_CURVE: 0,
    RSA_PKCS1_PSS_PADDING: 6,
    EVP_PKEY_ED25519: 'Ed25519', EVP_PKEY_ED448: 'Ed448', EVP_PKEY_X25519: 'X25519', EVP_PKEY_X448: 'X448',
    X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT: 1, X509_CHECK_FLAG_NO_WILDCARDS: 2, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS: 4,
    X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS: 8, X509_CHECK_FLAG_SINGLE_LABEL_SUBDOMAINS: 16, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT: 32,
  };
  for (const mode of ['CTR', 'CBC', 'GCM', 'KW']) {
    for (const bits of [128, 192, 256]) numbers[`kKeyVariantAES_${mode}_${bits}`] = `aes-${mode.toLowerCase()}`;
  }
  Object.assign(exports, numbers);

  const parts = {
    'web:crypto-handles': 'KeyObjectHandle createNativeKeyObjectClass getKeyObjectSlots createCryptoKeyClass getCryptoKeySlots',
    'web:crypto-hashes': 'Hash HashJob Hmac HmacJob oneShotDigest getHashes getCachedAliases',
    'web:crypto-ciphers': 'CipherBase getCiphers getSSLCiphers getCipherInfo',
    'web:crypto-signing': 'Sign Verify SignJob publicEncrypt publicDecrypt privateEncrypt privateDecrypt RSACipherJob',
    'web:crypto-jobs': 'AESCipherJob ChaCha20Poly1305CipherJob SecretKeyGenJob RandomBytesJob RandomPrimeJob CheckPrimeJob '
      + 'PBKDF2Job ScryptJob HKDFJob Argon2Job',
    'web:crypto-pairs': 'RsaKeyPairGenJob DsaKeyPairGenJob EcKeyPairGenJob NidKeyPairGenJob DhKeyPairGenJob',
    'web:crypto-agreement': 'DHBitsJob DiffieHellman DiffieHellmanGroup ECDH ECDHConvertKey',
  };
  for (const [id, names] of Object.entries(parts)) {
    for (const name of names.split(' ')) exports.__defineGetter__(name, () => require(id)[name]);
  }

  Object.assign(exports, {
    getCurves: () => [...host.curves()],
    getFipsCrypto: () => 0,
    setFipsCrypto(on) {
      if (on) throw require('web:crypto-support').coded(Error, 'ERR_OSSL_EVP_UNSUPPORTED', 'error:0308010C:digital envelope routines::unsupported');
    },
    getOpenSSLSecLevelCrypto: () => 1,
    secureHeapUsed: () => undefined,
    secureBuffer: (length) => new Uint8Array(length),
    timingSafeEqual: (a, b) => require('web:crypto-support').timingSafeEqual(a, b),
    parseX509() {
      throw require('web:errors').notAvailable('node:crypto.X509Certificate', 'there is no such class here yet');
    },
    certVerifySpkac: () => false,
    certExportPublicKey: () => '',
    certExportChallenge: () => '',
  });
});
