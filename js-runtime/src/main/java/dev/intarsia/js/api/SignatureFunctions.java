package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.graalvm.polyglot.Value;

/** Signatures, RSA encryption and key agreement of the JDK. */
final class SignatureFunctions {
  private SignatureFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group
        .function("sign", a -> sign(realm, a))
        .function("verify", a -> verify(realm, a))
        .function("rsaCrypt", a -> rsaCrypt(realm, a))
        .function("agree", a -> agree(realm, a));
  }

  /** Arguments: scheme, digest, salt bytes or -1, PKCS #8 key, data. */
  private static byte[] sign(JsRealm realm, Value[] a) {
    PrivateKey key = (PrivateKey) KeyForms.parse(realm, realm.bytes(a[3]), true);
    try {
      Signature signature = open(a[0].asString(), a[1].asString(), a[2].asInt(), key);
      signature.initSign(key);
      signature.update(realm.bytes(a[4]));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw realm.error("Error", "Signing failed: " + e.getMessage(), "ERR_CRYPTO_OPERATION_FAILED");
    }
  }

  /** Arguments: scheme, digest, salt bytes or -1, SPKI key, data, signature. */
  private static Object verify(JsRealm realm, Value[] a) {
    PublicKey key = (PublicKey) KeyForms.parse(realm, realm.bytes(a[3]), false);
    try {
      Signature signature = open(a[0].asString(), a[1].asString(), a[2].asInt(), key);
      signature.initVerify(key);
      signature.update(realm.bytes(a[4]));
      return signature.verify(realm.bytes(a[5]));
    } catch (GeneralSecurityException | IllegalArgumentException | ArithmeticException e) {
      return false;
    }
  }

  private static Signature open(String scheme, String digest, int saltBytes, Key key) throws GeneralSecurityException {
    String name = String.valueOf(CryptoFunctions.digestName(digest));
    String plain = name.startsWith("SHA3") ? name : name.replaceFirst("-", "");
    return switch (scheme) {
      case "rsa" -> Signature.getInstance(plain + "withRSA");
      case "ecdsa" -> ecdsa(plain + "withECDSA", key);
      case "ecdsa-p1363" ->
        Lender.of(key) == null
            ? Signature.getInstance(plain + "withECDSAinP1363Format")
            : ecdsa(plain + "withPLAIN-ECDSA", key);
      case "dsa" -> Signature.getInstance(plain + "withDSA");
      case "dsa-p1363" -> Signature.getInstance(plain + "withDSAinP1363Format");
      case "pss" -> {
        int hashBytes = java.security.MessageDigest.getInstance(name).getDigestLength();
        int most = ((RSAKey) key).getModulus().bitLength() / 8 - hashBytes - 2;
        int salt = saltBytes == -1 ? hashBytes : saltBytes < 0 ? most : saltBytes;
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(
            new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), salt, PSSParameterSpec.TRAILER_FIELD_BC));
        yield signature;
      }
      default -> Signature.getInstance(KeyForms.curve(key));
    };
  }

  private static Signature ecdsa(String name, Key key) throws GeneralSecurityException {
    Provider lender = Lender.of(key);
    return lender == null ? Signature.getInstance(name) : Signature.getInstance(name, lender);
  }

  /** Arguments: whether to encrypt, {@code none}, {@code oaep} or {@code pkcs1}, digest, label, key, whether it is private, data. */
  private static byte[] rsaCrypt(JsRealm realm, Value[] a) {
    Key key = KeyForms.parse(realm, realm.bytes(a[4]), a[5].asBoolean());
    try {
      int mode = a[0].asBoolean() ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
      Cipher cipher;
      if ("oaep".equals(a[1].asString())) {
        String name = String.valueOf(CryptoFunctions.digestName(a[2].asString()));
        cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        PSource label = new PSource.PSpecified(realm.bytes(a[3]));
        cipher.init(mode, key, new OAEPParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), label));
      } else {
        cipher = Cipher.getInstance("none".equals(a[1].asString()) ? "RSA/ECB/NoPadding" : "RSA/ECB/PKCS1Padding");
        cipher.init(mode, key);
      }
      return cipher.doFinal(realm.bytes(a[6]));
    } catch (GeneralSecurityException e) {
      throw realm.error(
          "Error", "error:02000079:rsa routines::oaep decoding error", "ERR_OSSL_RSA_OAEP_DECODING_ERROR");
    }
  }

  /** Arguments: PKCS #8 key, the other side's SPKI key. */
  private static byte[] agree(JsRealm realm, Value[] a) {
    PrivateKey own = (PrivateKey) KeyForms.parse(realm, realm.bytes(a[0]), true);
    PublicKey other = (PublicKey) KeyForms.parse(realm, realm.bytes(a[1]), false);
    try {
      Provider lender = Lender.of(own);
      String name = own instanceof ECKey ? "ECDH" : own instanceof DHKey ? "DH" : "XDH";
      KeyAgreement agreement = lender == null ? KeyAgreement.getInstance(name) : KeyAgreement.getInstance(name, lender);
      agreement.init(own);
      agreement.doPhase(other, true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw realm.error("Error", "Key agreement failed: " + e.getMessage(), "ERR_CRYPTO_OPERATION_FAILED");
    }
  }
}
