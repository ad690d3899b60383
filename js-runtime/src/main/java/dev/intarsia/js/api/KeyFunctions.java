package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.math.BigInteger;
import java.security.AlgorithmParameterGenerator;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.DSAGenParameterSpec;
import java.security.spec.DSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.interfaces.DHKey;
import javax.crypto.spec.DHParameterSpec;
import org.graalvm.polyglot.Value;

/** Asymmetric keys: made, taken apart and put together. Scripts hold them as SPKI or PKCS #8 bytes. */
final class KeyFunctions {
  private KeyFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group
        .function("generateRsa", a -> pair(realm, generateRsa(realm, a[0].asInt(), a[1].asLong())))
        .function("generatePss", a -> pair(realm, generatePss(realm, a)))
        .function("generateDsa", a -> pair(realm, generateDsa(realm, a[0].asInt(), a[1].asInt())))
        .function("generateDh", a -> pair(realm, generateDh(realm, new BigInteger(1, realm.bytes(a[0])), a[1].asInt())))
        .function(
            "rawSecret",
            a -> KeyForms.rawSecret(realm, a[0].asString(), realm.bytes(a[1])).getEncoded())
        .function("dsaKey", a -> KeyForms.fromDsa(realm, realm.bytes(a[0])).getEncoded())
        .function("generateNamed", a -> pair(realm, generateNamed(realm, a[0].asString())))
        .function(
            "keyInfo",
            a -> ProcessFunctions.array(realm, info(realm, KeyForms.parse(realm, realm.bytes(a[0]), a[1].asBoolean()))))
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

  private static KeyPair generateRsa(JsRealm realm, int bits, long exponent) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw realm.error("RangeError", "RSA keys of " + bits + " bits: " + e.getMessage(), "ERR_OUT_OF_RANGE");
    }
  }

  /** A curve's name, or Ed25519, Ed448, X25519 or X448. */
  private static KeyPair generateNamed(JsRealm realm, String curve) {
    try {
      boolean named = curve.startsWith("P-") || Curves.names().contains(curve);
      return (named ? Curves.generator(curve) : KeyPairGenerator.getInstance(curve)).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw realm.error("TypeError", "Invalid EC curve name", "ERR_CRYPTO_INVALID_CURVE");
    }
  }

  /** Arguments: bits, public exponent, digests of the text and of the mask, the salt's bytes; no digests for any. */
  private static KeyPair generatePss(JsRealm realm, Value[] a) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSASSA-PSS");
      BigInteger exponent = BigInteger.valueOf(a[1].asLong());
      String hash = CryptoFunctions.digestName(a[2].asString());
      String mask = CryptoFunctions.digestName(a[3].asString());
      if (hash == null || mask == null) {
        generator.initialize(new RSAKeyGenParameterSpec(a[0].asInt(), exponent));
      } else {
        int salt =
            a[4].asInt() >= 0 ? a[4].asInt() : MessageDigest.getInstance(hash).getDigestLength();
        generator.initialize(new RSAKeyGenParameterSpec(
            a[0].asInt(), exponent, new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(mask), salt, 1)));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw realm.error("RangeError", "RSA-PSS keys: " + e.getMessage(), "ERR_OUT_OF_RANGE");
    }
  }

  /** A divisor below zero is the usual one. */
  private static KeyPair generateDsa(JsRealm realm, int bits, int divisor) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("DSA");
      if (divisor < 0) {
        generator.initialize(bits);
      } else {
        AlgorithmParameterGenerator parameters = AlgorithmParameterGenerator.getInstance("DSA");
        parameters.init(new DSAGenParameterSpec(bits, divisor));
        generator.initialize(parameters.generateParameters().getParameterSpec(DSAParameterSpec.class));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw realm.error("RangeError", "DSA keys of " + bits + " bits: " + e.getMessage(), "ERR_OUT_OF_RANGE");
    }
  }

  private static KeyPair generateDh(JsRealm realm, BigInteger prime, int generatorOfGroup) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
      generator.initialize(new DHParameterSpec(prime, BigInteger.valueOf(generatorOfGroup)));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw realm.error("Error", "Diffie-Hellman keys: " + e.getMessage(), "ERR_CRYPTO_OPERATION_FAILED");
    }
  }

  /** Type, then curve, or a modulus's bits and what belongs to it: see {@code web/crypto-handles.js}. */
  private static List<Object> info(JsRealm realm, Key key) {
    if (key instanceof RSAKey rsa) {
      BigInteger exponent = key instanceof RSAPublicKey open
          ? open.getPublicExponent()
          : key instanceof RSAPrivateCrtKey secret ? secret.getPublicExponent() : BigInteger.valueOf(65537);
      List<Object> list = new ArrayList<>();
      list.add(key.getAlgorithm().equals("RSASSA-PSS") ? "rsa-pss" : "rsa");
      list.add(rsa.getModulus().bitLength());
      list.add(realm.uint8Array(KeyForms.unsigned(exponent, 1)));
      if (rsa.getParams() instanceof PSSParameterSpec pss && pss.getMGFParameters() instanceof MGF1ParameterSpec mask) {
        list.add(opensslDigest(pss.getDigestAlgorithm()));
        list.add(opensslDigest(mask.getDigestAlgorithm()));
        list.add(pss.getSaltLength());
      }
      return list;
    }
    if (key instanceof ECKey ec) {
      return List.of("ec", Curves.openssl(ec));
    }
    if (key instanceof DSAKey dsa) {
      return List.of(
          "dsa", dsa.getParams().getP().bitLength(), dsa.getParams().getQ().bitLength());
    }
    if (key instanceof DHKey) {
      return List.of("dh", "dh");
    }
    return List.of(KeyForms.curve(key).toLowerCase(Locale.ROOT), KeyForms.curve(key));
  }

  private static String opensslDigest(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("sha3") ? lower : lower.replaceFirst("-", "").replace('/', '-');
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
          Curves.jwk(ec),
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
