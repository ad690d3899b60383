package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.graalvm.polyglot.Value;

/** Asymmetric keys: made, taken apart and put together. Scripts hold them as SPKI or PKCS #8 bytes. */
final class KeyFunctions {
  private KeyFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group
        .function("generateRsa", a -> pair(realm, generateRsa(realm, a[0].asInt(), a[1].asInt())))
        .function("generateNamed", a -> pair(realm, generateNamed(realm, a[0].asString())))
        .function(
            "keyInfo",
            a -> ProcessFunctions.array(realm, info(KeyForms.parse(realm, realm.bytes(a[0]), a[1].asBoolean()))))
        .function(
            "normalizeKey",
            a -> KeyForms.parse(realm, realm.bytes(a[0]), a[1].asBoolean()).getEncoded())
        .function(
            "publicKey",
            a -> KeyForms.publicOf(realm, (PrivateKey) KeyForms.parse(realm, realm.bytes(a[0]), true))
                .getEncoded())
        .function(
            "certificateKey",
            a -> KeyForms.ofCertificate(realm, realm.bytes(a[0])).getEncoded())
        .function("keyParts", a -> ProcessFunctions.array(realm, parts(realm, realm.bytes(a[0]), a[1].asBoolean())))
        .function(
            "keyFromParts",
            a -> KeyForms.fromParts(realm, a[0].asString(), strings(a[1])).getEncoded())
        .function("pkcs1", a -> KeyForms.fromPkcs1(realm.bytes(a[0]), a[1].asBoolean()))
        .function("sec1", a -> KeyForms.fromSec1(realm.bytes(a[0]), a[1].asString()));
  }

  private static List<String> strings(Value array) {
    List<String> list = new ArrayList<>();
    for (long i = 0; i < array.getArraySize(); i++) {
      list.add(array.getArrayElement(i).asString());
    }
    return list;
  }

  private static Value pair(JsRealm realm, KeyPair pair) {
    return ProcessFunctions.array(
        realm,
        List.of(
            realm.uint8Array(pair.getPublic().getEncoded()),
            realm.uint8Array(pair.getPrivate().getEncoded())));
  }

  private static KeyPair generateRsa(JsRealm realm, int bits, int exponent) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw realm.error("RangeError", "RSA keys of " + bits + " bits: " + e.getMessage(), "ERR_OUT_OF_RANGE");
    }
  }

  /** A curve: P-256, P-384, P-521, Ed25519, Ed448, X25519 or X448. */
  private static KeyPair generateNamed(JsRealm realm, String curve) {
    try {
      if (curve.startsWith("P-")) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(KeyForms.jdkCurve(curve)));
        return generator.generateKeyPair();
      }
      return KeyPairGenerator.getInstance(curve).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw realm.error("TypeError", "Invalid EC curve name", "ERR_CRYPTO_INVALID_CURVE");
    }
  }

  /** Type, then curve, or modulus bits and public exponent. */
  private static List<Object> info(Key key) {
    if (key instanceof RSAKey rsa) {
      BigInteger exponent = key instanceof RSAPublicKey open
          ? open.getPublicExponent()
          : key instanceof RSAPrivateCrtKey secret ? secret.getPublicExponent() : BigInteger.valueOf(65537);
      return List.of("rsa", rsa.getModulus().bitLength(), exponent.intValueExact());
    }
    if (key instanceof ECKey ec) {
      return List.of("ec", KeyForms.ecCurve(ec));
    }
    return List.of(KeyForms.curve(key).toLowerCase(java.util.Locale.ROOT), KeyForms.curve(key));
  }

  /** JWK members: RSA n, e, d, p, q, dp, dq, qi; EC crv, x, y, d; OKP crv, x, d. */
  private static List<String> parts(JsRealm realm, byte[] der, boolean secret) {
    Key key = KeyForms.parse(realm, der, secret);
    PublicKey open = secret ? KeyForms.publicOf(realm, (PrivateKey) key) : (PublicKey) key;
    if (open instanceof RSAPublicKey rsa) {
      List<String> list = new ArrayList<>(List.of(unsigned(rsa.getModulus(), 0), unsigned(rsa.getPublicExponent(), 0)));
      if (key instanceof RSAPrivateCrtKey crt) {
        for (BigInteger part : List.of(
            crt.getPrivateExponent(),
            crt.getPrimeP(),
            crt.getPrimeQ(),
            crt.getPrimeExponentP(),
            crt.getPrimeExponentQ(),
            crt.getCrtCoefficient())) {
          list.add(unsigned(part, 0));
        }
      }
      return list;
    }
    if (open instanceof ECPublicKey ec) {
      int bytes = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
      List<String> list = new ArrayList<>(List.of(
          KeyForms.ecCurve(ec),
          unsigned(ec.getW().getAffineX(), bytes),
          unsigned(ec.getW().getAffineY(), bytes)));
      if (key instanceof ECPrivateKey own) {
        list.add(unsigned(own.getS(), bytes));
      }
      return list;
    }
    List<String> list = new ArrayList<>(List.of(KeyForms.curve(open), text(KeyForms.rawPublic(open))));
    if (secret) {
      list.add(text(KeyForms.rawPrivate((PrivateKey) key)));
    }
    return list;
  }

  private static String unsigned(BigInteger number, int bytes) {
    return text(KeyForms.unsigned(number, bytes));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
