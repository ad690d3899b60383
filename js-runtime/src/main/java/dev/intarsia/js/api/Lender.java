package dev.intarsia.js.api;

import java.security.Key;
import java.security.Provider;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.OCBBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** Algorithms that the JDK lacks, from Bouncy Castle, where that is on the class path. */
final class Lender {
  private static final boolean PRESENT = isPresent();

  private Lender() {}

  private static boolean isPresent() {
    try {
      Class.forName("org.bouncycastle.crypto.ExtendedDigest", false, Lender.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  static boolean present() {
    return PRESENT;
  }

  /** Its provider, which is not registered with the JDK; null without it. */
  static @Nullable Provider provider() {
    return PRESENT ? Made.PROVIDER : null;
  }

  /** Its provider for a key of its own, null for the JDK's keys. */
  static @Nullable Provider of(Key key) {
    return key.getClass().getName().startsWith("org.bouncycastle.") ? provider() : null;
  }

  /**
   * Seals or opens a text whole; a sealed one ends with its tag.
   *
   * @param mode {@code ccm} or {@code ocb}
   * @throws java.security.GeneralSecurityException when the tag is not that of the text
   */
  static byte[] seal(
      String mode, boolean encrypt, byte[] key, byte[] nonce, byte[] associated, int tagBytes, byte[] data)
      throws java.security.GeneralSecurityException {
    AEADBlockCipher cipher = mode.equals("ccm")
        ? CCMBlockCipher.newInstance(AESEngine.newInstance())
        : new OCBBlockCipher(AESEngine.newInstance(), AESEngine.newInstance());
    cipher.init(encrypt, new AEADParameters(new KeyParameter(key), 8 * tagBytes, nonce, associated));
    byte[] out = new byte[cipher.getOutputSize(data.length)];
    int length = cipher.processBytes(data, 0, data.length, out, 0);
    try {
      length += cipher.doFinal(out, length);
    } catch (org.bouncycastle.crypto.CryptoException wrong) {
      throw new java.security.GeneralSecurityException(wrong);
    }
    return java.util.Arrays.copyOf(out, length);
  }

  /** Argon2 (RFC 9106); types 0, 1 and 2 are d, i and id. */
  static byte[] argon2(int type, byte[] message, Argon2Setting setting) {
    Argon2Parameters parameters = new Argon2Parameters.Builder(type)
        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
        .withSalt(setting.nonce())
        .withParallelism(setting.lanes())
        .withMemoryAsKB(setting.kibibytes())
        .withIterations(setting.passes())
        .withSecret(setting.secret())
        .withAdditional(setting.associated())
        .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] out = new byte[setting.length()];
    generator.generateBytes(message, out);
    return out;
  }

  /** What Argon2 takes beside the message; {@code length} in bytes. */
  @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
  record Argon2Setting(
      byte[] nonce, int lanes, int length, int kibibytes, int passes, byte[] secret, byte[] associated) {}

  /** Made when it is first asked for. */
  private static final class Made {
    static final Provider PROVIDER = new BouncyCastleProvider();
  }
}
