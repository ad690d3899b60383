package dev.intarsia.js.api;

import java.io.ByteArrayOutputStream;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * PBKDF2 with HMAC (RFC 8018, section 5.2).
 *
 * <p>The JDK's own takes passwords as characters, and its {@code Mac} hashes the padded key anew in each iteration. This one
 * keeps a digest that has taken in the inner pad and one that has taken in the outer pad, and continues copies of them: half
 * the work.
 */
final class Pbkdf2 {
  private final MessageDigest inner;
  private final MessageDigest outer;
  private final LongWork work = new LongWork();

  Pbkdf2(MessageDigest digest, byte[] password) {
    int blockBytes = blockBytes(digest.getAlgorithm());
    byte[] key = password.length > blockBytes ? digest.digest(password) : password;
    this.inner = padded(digest, key, blockBytes, (byte) 0x36);
    this.outer = padded(digest, key, blockBytes, (byte) 0x5c);
  }

  byte[] derive(byte[] salt, int iterations, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int block = 1; out.size() < length; block++) {
      out.writeBytes(block(salt, iterations, block));
    }
    return Arrays.copyOf(out.toByteArray(), length);
  }

  private byte[] block(byte[] salt, int iterations, int index) {
    work.went(1);
    MessageDigest first = copy(inner);
    first.update(salt);
    first.update(new byte[] {(byte) (index >>> 24), (byte) (index >>> 16), (byte) (index >>> 8), (byte) index});
    byte[] last = first.digest();
    finish(copy(outer), last);
    byte[] sum = last.clone();
    for (int i = 1; i < iterations; i++) {
      finish(copy(inner), last);
      finish(copy(outer), last);
      for (int j = 0; j < sum.length; j++) {
        sum[j] ^= last[j];
      }
      work.went(1);
    }
    return sum;
  }

  /** Replaces bytes by the digest that takes them in last. */
  private static void finish(MessageDigest digest, byte[] bytes) {
    digest.update(bytes);
    try {
      digest.digest(bytes, 0, bytes.length);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest padded(MessageDigest digest, byte[] key, int blockBytes, byte pad) {
    byte[] block = Arrays.copyOf(key, blockBytes);
    for (int i = 0; i < blockBytes; i++) {
      block[i] ^= pad;
    }
    MessageDigest started = copy(digest);
    started.update(block);
    return started;
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int blockBytes(String algorithm) {
    return switch (algorithm) {
      case "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256" -> 128;
      case "SHA3-224" -> 144;
      case "SHA3-256" -> 136;
      case "SHA3-384" -> 104;
      case "SHA3-512" -> 72;
      default -> 64;
    };
  }
}
