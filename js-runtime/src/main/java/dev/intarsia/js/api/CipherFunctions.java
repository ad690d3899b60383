package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Locale;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Symmetric ciphers of the JDK. */
final class CipherFunctions {
  private static final int PADDED_IV_BYTES = 4;

  private CipherFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group
        .function("cipher", a -> cipher(realm, a))
        .function(
            "keyWrap", a -> keyWrap(realm, a[0].asBoolean(), realm.bytes(a[1]), realm.bytes(a[2]), realm.bytes(a[3])));
  }

  /**
   * Arguments: {@code aes-gcm}, {@code aes-cbc}, {@code aes-ctr}, {@code aes-ecb} or {@code chacha20-poly1305}, whether
   * to encrypt, key, IV, tag bits, padding. Gives a function (bytes, what): what is 0 for more data, 1 for additional
   * data, 2 for the last data.
   */
  private static Value cipher(JsRealm realm, Value[] a) {
    String name = a[0].asString();
    boolean encrypt = a[1].asBoolean();
    Cipher cipher;
    try {
      cipher = open(name, encrypt, realm.bytes(a[2]), realm.bytes(a[3]), a[4].asInt(), a[5].asBoolean());
    } catch (GeneralSecurityException e) {
      throw realm.error("Error", "Cipher " + name + ": " + e.getMessage(), "ERR_CRYPTO_INVALID_STATE");
    }
    return realm.function("cipher", b -> step(realm, cipher, realm.bytes(b[0]), b[1].asInt()));
  }

  private static byte[] step(JsRealm realm, Cipher cipher, byte[] bytes, int what) {
    try {
      if (what == 1) {
        cipher.updateAAD(bytes);
        return new byte[0];
      }
      byte[] out = what == 2 ? cipher.doFinal(bytes) : cipher.update(bytes);
      return out == null ? new byte[0] : out;
    } catch (AEADBadTagException e) {
      throw realm.error("Error", "Unsupported state or unable to authenticate data", "");
    } catch (GeneralSecurityException e) {
      String message = String.valueOf(e.getMessage());
      if (message.toLowerCase(Locale.ROOT).contains("multiple of") || message.contains("block length")) {
        throw realm.error(
            "Error", "error:1C80006B:Provider routines::wrong final block length", "ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH");
      }
      throw realm.error("Error", "error:1C800064:Provider routines::bad decrypt", "ERR_OSSL_BAD_DECRYPT");
    }
  }

  private static Cipher open(String name, boolean encrypt, byte[] key, byte[] iv, int tagBits, boolean padding)
      throws GeneralSecurityException {
    String padded = padding ? "PKCS5Padding" : "NoPadding";
    String transformation = switch (name) {
      case "aes-gcm" -> "AES/GCM/NoPadding";
      case "aes-cbc" -> "AES/CBC/" + padded;
      case "aes-ecb" -> "AES/ECB/" + padded;
      case "aes-ctr" -> "AES/CTR/NoPadding";
      case "aes-ofb" -> "AES/OFB/NoPadding";
      case "aes-cfb" -> "AES/CFB/NoPadding";
      case "aes-cfb8" -> "AES/CFB8/NoPadding";
      case "des-ede3-cbc" -> "DESede/CBC/" + padded;
      case "chacha20-poly1305" -> "ChaCha20-Poly1305";
      default -> throw new GeneralSecurityException("unknown");
    };
    AlgorithmParameterSpec parameters = parameters(name, iv, tagBits);
    Cipher cipher = Cipher.getInstance(transformation);
    String algorithm = name.startsWith("aes") ? "AES" : name.startsWith("des") ? "DESede" : "ChaCha20";
    int mode = encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    cipher.init(mode, new SecretKeySpec(key, algorithm), parameters);
    return cipher;
  }

  private static @Nullable AlgorithmParameterSpec parameters(String name, byte[] iv, int tagBits) {
    return switch (name) {
      case "aes-gcm" -> new GCMParameterSpec(tagBits, iv);
      case "aes-ecb" -> null;
      default -> new IvParameterSpec(iv);
    };
  }

  /** AES key wrap (RFC 3394), or with padding (RFC 5649) where the IV has four bytes; an empty IV is the usual one. */
  private static byte[] keyWrap(JsRealm realm, boolean wrap, byte[] key, byte[] data, byte[] iv) {
    try {
      Cipher cipher = Cipher.getInstance(iv.length == PADDED_IV_BYTES ? "AES/KWP/NoPadding" : "AES/KW/NoPadding");
      int mode = wrap ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
      cipher.init(mode, new SecretKeySpec(key, "AES"), iv.length == 0 ? null : new IvParameterSpec(iv));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw realm.error("Error", "The operation failed for an operation-specific reason", "");
    }
  }
}
