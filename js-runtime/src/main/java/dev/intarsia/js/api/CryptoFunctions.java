package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Hashes, HMAC and random bytes from the JDK. */
final class CryptoFunctions {
  private static final SecureRandom RANDOM = new SecureRandom();

  private CryptoFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group
        .function("random", a -> random(a[0].asInt()))
        .function("digest", a -> digest(realm, a[0].asString()).digest(realm.bytes(a[1])))
        .function(
            "isDigest",
            a -> digestName(a[0].asString()) != null
                || Hashing.name(a[0].asString().toUpperCase(Locale.ROOT)) != null)
        .function("hasher", a -> hasher(realm, digest(realm, a[0].asString())))
        .function("shake", a -> shake(realm, new Shake(a[0].asInt())))
        .function("hmac", a -> hmac(realm, a[0].asString(), realm.bytes(a[1])));
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** The JDK's name of a digest, null when it has none. */
  static @Nullable String digestName(String name) {
    String given = name.toUpperCase(Locale.ROOT);
    String upper = given.startsWith("RSA-") ? given.substring("RSA-".length()) : given;
    return switch (upper) {
      case "MD5" -> "MD5";
      case "SHA1", "SHA-1" -> "SHA-1";
      case "SHA224", "SHA-224" -> "SHA-224";
      case "SHA256", "SHA-256" -> "SHA-256";
      case "SHA384", "SHA-384" -> "SHA-384";
      case "SHA512", "SHA-512" -> "SHA-512";
      case "SHA512-224", "SHA-512/224", "SHA512/224" -> "SHA-512/224";
      case "SHA512-256", "SHA-512/256", "SHA512/256" -> "SHA-512/256";
      case "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512" -> upper;
      case "SHAKE128" -> "SHAKE128-256";
      case "SHAKE256" -> "SHAKE256-512";
      default -> null;
    };
  }

  static MessageDigest digest(JsRealm realm, String name) {
    String jdk = digestName(name);
    String known = jdk != null ? jdk : Hashing.name(name.toUpperCase(Locale.ROOT));
    if (known == null) {
      throw realm.error("Error", "Digest method not supported", "");
    }
    try {
      return Hashing.make(known);
    } catch (GeneralSecurityException e) {
      throw realm.error("Error", "Digest method not supported: " + name, "ERR_CRYPTO_INVALID_DIGEST");
    }
  }

  /** A function: called with bytes it takes them in, with true it gives a copy of itself, else the digest. */
  private static Value hasher(JsRealm realm, MessageDigest digest) {
    return realm.function("hasher", a -> {
      if (a.length == 0) {
        return digest.digest();
      }
      if (a[0].isBoolean()) {
        try {
          return hasher(realm, (MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
          throw realm.error("Error", "This digest can't be copied", "ERR_CRYPTO_HASH_FINALIZED");
        }
      }
      digest.update(realm.bytes(a[0]));
      return realm.undefined();
    });
  }

  /** As {@link #hasher}, except that it gives the digest when it is called with the digest's length. */
  private static Value shake(JsRealm realm, Shake shake) {
    return realm.function("shake", a -> {
      if (a[0].isNumber()) {
        return shake.finish(a[0].asInt());
      }
      if (a[0].isBoolean()) {
        return shake(realm, shake.copy());
      }
      shake.update(realm.bytes(a[0]));
      return realm.undefined();
    });
  }

  /** The JDK's name of a digest that HMAC can be made of. */
  private static String hmacDigestName(JsRealm realm, String name) {
    String known = digestName(name);
    if (known == null || known.startsWith("SHAKE")) {
      throw realm.error("Error", "Invalid digest: " + name, "ERR_CRYPTO_INVALID_DIGEST");
    }
    return known;
  }

  static MessageDigest hmacDigest(JsRealm realm, String name) {
    return digest(realm, hmacDigestName(realm, name));
  }

  static Mac mac(JsRealm realm, String name, byte[] key) {
    String known = hmacDigestName(realm, name);
    try {
      String algorithm = "Hmac" + (known.startsWith("SHA3") ? known : known.replaceFirst("-", ""));
      Mac mac = Mac.getInstance(algorithm);
      // An empty key is the same as one of zeros; the JDK takes the second only.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw realm.error("Error", "Invalid digest: " + name, "ERR_CRYPTO_INVALID_DIGEST");
    }
  }

  private static Value hmac(JsRealm realm, String name, byte[] key) {
    Mac mac = mac(realm, name, key);
    return realm.function("hmac", a -> {
      if (a.length == 0) {
        return mac.doFinal();
      }
      mac.update(realm.bytes(a[0]));
      return realm.undefined();
    });
  }
}
