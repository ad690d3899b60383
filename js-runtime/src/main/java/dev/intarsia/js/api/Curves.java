package dev.intarsia.js.api;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elliptic curves by the names of OpenSSL, of JSON Web Keys and of the JDK. */
final class Curves {
  private static final String LENT = "secp256k1";
  private static final String SMALL = "secp224r1";

  private Curves() {}

  /** The names of OpenSSL of those that are there. */
  static List<String> names() {
    List<String> own = List.of("prime256v1", "secp384r1", "secp521r1");
    return Lender.present() ? List.of("prime256v1", SMALL, LENT, "secp384r1", "secp521r1") : own;
  }

  /** The JDK's name of a curve that is named in any way. */
  private static String standard(String name) {
    return switch (name) {
      case "P-256", "prime256v1" -> "secp256r1";
      case "P-384" -> "secp384r1";
      case "P-521" -> "secp521r1";
      default -> name;
    };
  }

  /** OpenSSL's name of a key's curve. */
  static String openssl(ECKey key) {
    int bits = key.getParams().getCurve().getField().getFieldSize();
    if (bits == 256) {
      return key.getParams().getCurve().getA().signum() == 0 ? LENT : "prime256v1";
    }
    return "secp" + bits + "r1";
  }

  /** The name of a key's curve in a JSON Web Key. */
  static String jwk(ECKey key) {
    String name = openssl(key);
    return name.equals(LENT)
        ? name
        : "P-" + key.getParams().getCurve().getField().getFieldSize();
  }

  /** Whether the JDK computes on a key's curve; there are some that it reads only. */
  static boolean isComputed(ECKey key) {
    String name = openssl(key);
    return !Lender.present() || (!name.equals(LENT) && !name.equals(SMALL));
  }

  static ECParameterSpec parameters(String name) throws GeneralSecurityException {
    String standard = standard(name);
    Provider lender = lender(standard);
    AlgorithmParameters parameters =
        lender == null ? AlgorithmParameters.getInstance("EC") : AlgorithmParameters.getInstance("EC", lender);
    parameters.init(new ECGenParameterSpec(standard));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** Makes keys of a curve. */
  static KeyFactory factory(String name) throws GeneralSecurityException {
    Provider lender = lender(standard(name));
    return lender == null ? KeyFactory.getInstance("EC") : KeyFactory.getInstance("EC", lender);
  }

  static KeyPairGenerator generator(String name) throws GeneralSecurityException {
    String standard = standard(name);
    Provider lender = lender(standard);
    KeyPairGenerator generator =
        lender == null ? KeyPairGenerator.getInstance("EC") : KeyPairGenerator.getInstance("EC", lender);
    generator.initialize(new ECGenParameterSpec(standard));
    return generator;
  }

  private static @Nullable Provider lender(String standard) {
    return standard.equals(LENT) || standard.equals(SMALL) ? Lender.provider() : null;
  }
}
