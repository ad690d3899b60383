package dev.intarsia.js.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.jspecify.annotations.Nullable;

/** Private keys that a passphrase encrypts: PKCS #8 with PBES2 (RFC 8018). */
final class KeyEnvelope {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ITERATIONS = 2048;
  private static final int IV_BYTES = 16;
  private static final byte[] PBES2 = HexFormat.of().parseHex("06092a864886f70d01050d");

  private KeyEnvelope() {}

  /** The PKCS #8 form within; null when the passphrase is another. */
  static byte @Nullable [] open(byte[] der, byte[] passphrase) {
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
      AlgorithmParameters parameters = info.getAlgParameters();
      String name = info.getAlgName().equals("PBES2") ? parameters.toString() : info.getAlgName();
      Cipher cipher = Cipher.getInstance(name);
      cipher.init(Cipher.DECRYPT_MODE, key(name, passphrase), parameters);
      return info.getKeySpec(cipher).getEncoded();
    } catch (GeneralSecurityException | IOException wrong) {
      return null;
    }
  }

  /**
   * @param cipher OpenSSL's name, of AES in CBC mode
   * @throws GeneralSecurityException when the JDK has no such cipher
   */
  static byte[] seal(byte[] der, String cipher, byte[] passphrase) throws GeneralSecurityException, IOException {
    String bits = cipher.contains("128") ? "128" : "256";
    String name = "PBEWithHmacSHA256AndAES_" + bits;
    byte[] salt = new byte[IV_BYTES];
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(salt);
    RANDOM.nextBytes(iv);
    Cipher sealing = Cipher.getInstance(name);
    sealing.init(
        Cipher.ENCRYPT_MODE, key(name, passphrase), new PBEParameterSpec(salt, ITERATIONS, new IvParameterSpec(iv)));
    byte[] how = KeyForms.concat(PBES2, sealing.getParameters().getEncoded());
    return KeyForms.tagged(
        KeyForms.SEQUENCE,
        KeyForms.concat(
            KeyForms.tagged(KeyForms.SEQUENCE, how), KeyForms.tagged(KeyForms.OCTETS, sealing.doFinal(der))));
  }

  private static SecretKey key(String name, byte[] passphrase) throws GeneralSecurityException {
    char[] characters = new String(passphrase, StandardCharsets.UTF_8).toCharArray();
    return SecretKeyFactory.getInstance(name).generateSecret(new PBEKeySpec(characters));
  }
}
