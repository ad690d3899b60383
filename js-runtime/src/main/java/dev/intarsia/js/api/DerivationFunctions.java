package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.crypto.Mac;
import org.graalvm.polyglot.Value;

/** Keys from passwords and secrets: PBKDF2 (RFC 8018), HKDF (RFC 5869), scrypt (RFC 7914). */
final class DerivationFunctions {
  private DerivationFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group
        .function(
            "pbkdf2",
            a -> new Pbkdf2(CryptoFunctions.hmacDigest(realm, a[0].asString()), realm.bytes(a[1]))
                .derive(realm.bytes(a[2]), a[3].asInt(), a[4].asInt()))
        .function("hkdf", a -> hkdf(realm, a))
        .function(
            "scrypt",
            a -> scrypt(
                realm, realm.bytes(a[0]), realm.bytes(a[1]), a[2].asInt(), a[3].asInt(), a[4].asInt(), a[5].asInt()));
  }

  /** Arguments: digest, key, salt, info, length. */
  private static byte[] hkdf(JsRealm realm, Value[] a) {
    String digest = a[0].asString();
    byte[] salt = realm.bytes(a[2]);
    int length = a[4].asInt();
    Mac extract = CryptoFunctions.mac(realm, digest, salt);
    Mac expand = CryptoFunctions.mac(realm, digest, extract.doFinal(realm.bytes(a[1])));
    if (length > 255 * expand.getMacLength()) {
      throw realm.error("RangeError", "Invalid key length", "ERR_CRYPTO_INVALID_KEYLEN");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] last = new byte[0];
    for (int i = 1; out.size() < length; i++) {
      expand.update(last);
      expand.update(realm.bytes(a[3]));
      last = expand.doFinal(new byte[] {(byte) i});
      out.writeBytes(last);
    }
    return Arrays.copyOf(out.toByteArray(), length);
  }

  private static byte[] scrypt(
      JsRealm realm, byte[] password, byte[] salt, int cost, int blockSize, int parallel, int length) {
    Pbkdf2 pbkdf2 = new Pbkdf2(CryptoFunctions.digest(realm, "sha256"), password);
    int words = 32 * blockSize;
    byte[] blocks = pbkdf2.derive(salt, 1, parallel * words * Integer.BYTES);
    int[] table = new int[Math.multiplyExact(words, cost)];
    for (int i = 0; i < parallel; i++) {
      mix(blocks, i * words * Integer.BYTES, cost, blockSize, table);
    }
    return pbkdf2.derive(blocks, 1, length);
  }

  private static void mix(byte[] bytes, int offset, int cost, int blockSize, int[] table) {
    LongWork work = new LongWork();
    int words = 32 * blockSize;
    int[] x = new int[words];
    for (int i = 0; i < words; i++) {
      int at = offset + 4 * i;
      x[i] =
          (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8) | ((bytes[at + 2] & 0xff) << 16) | (bytes[at + 3] << 24);
    }
    int[] y = new int[words];
    for (int i = 0; i < cost; i++) {
      System.arraycopy(x, 0, table, i * words, words);
      blockMix(x, y, blockSize);
      work.went(blockSize);
    }
    for (int i = 0; i < cost; i++) {
      int j = (x[words - 16] & (cost - 1)) * words;
      for (int k = 0; k < words; k++) {
        x[k] ^= table[j + k];
      }
      blockMix(x, y, blockSize);
      work.went(blockSize);
    }
    for (int i = 0; i < words; i++) {
      for (int k = 0; k < 4; k++) {
        bytes[offset + 4 * i + k] = (byte) (x[i] >>> (8 * k));
      }
    }
  }

  private static void blockMix(int[] x, int[] y, int blockSize) {
    int[] block = Arrays.copyOfRange(x, x.length - 16, x.length);
    for (int i = 0; i < 2 * blockSize; i++) {
      for (int k = 0; k < 16; k++) {
        block[k] ^= x[16 * i + k];
      }
      salsa(block);
      int target = (i % 2 == 0 ? i / 2 : blockSize + i / 2) * 16;
      System.arraycopy(block, 0, y, target, 16);
    }
    System.arraycopy(y, 0, x, 0, x.length);
  }

  private static final int[][] QUARTERS = {
    {0, 4, 8, 12},
    {5, 9, 13, 1},
    {10, 14, 2, 6},
    {15, 3, 7, 11},
    {0, 1, 2, 3},
    {5, 6, 7, 4},
    {10, 11, 8, 9},
    {15, 12, 13, 14}
  };

  /** Salsa20/8. */
  private static void salsa(int[] block) {
    int[] x = block.clone();
    for (int round = 0; round < 4; round++) {
      for (int[] q : QUARTERS) {
        x[q[1]] ^= Integer.rotateLeft(x[q[0]] + x[q[3]], 7);
        x[q[2]] ^= Integer.rotateLeft(x[q[1]] + x[q[0]], 9);
        x[q[3]] ^= Integer.rotateLeft(x[q[2]] + x[q[1]], 13);
        x[q[0]] ^= Integer.rotateLeft(x[q[3]] + x[q[2]], 18);
      }
    }
    for (int i = 0; i < 16; i++) {
      block[i] += x[i];
    }
  }
}
