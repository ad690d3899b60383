package dev.intarsia.js.tls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Cipher suites under their names at IANA, which the JDK uses, and under those of OpenSSL. */
final class CipherNames {
  private static final Pattern GROUPS = Pattern.compile(
      "(?:^|[:, ])(?:ALL|DEFAULT|HIGH|MEDIUM|k?EECDH|k?ECDHE?|aRSA|aECDSA|AES\\w*|CHACHA20)(?:[:, +]|$)");

  private CipherNames() {}

  /** Whether a list in OpenSSL's form names suites by what they have in common. */
  static boolean hasGroups(String list) {
    return GROUPS.matcher(list).find();
  }

  /** OpenSSL's name: that of IANA for TLS 1.3, a shorter one before. */
  static String openSsl(String suite) {
    int with = suite.indexOf("_WITH_");
    if (with < 0) {
      return suite;
    }
    String exchange = suite.substring("TLS_".length(), with).replace('_', '-');
    String cipher = suite
        .substring(with + "_WITH_".length())
        .replace("CHACHA20_POLY1305_SHA256", "CHACHA20_POLY1305")
        .replaceFirst("^AES_(\\d+)", "AES$1")
        .replace("_CBC", "")
        .replace('_', '-');
    return exchange.equals("RSA") ? cipher : exchange + "-" + cipher;
  }

  /**
   * The suites that a list in OpenSSL's form names, in its order. Groups of suites such as {@code HIGH} name none.
   *
   * @param supported the JDK's names
   */
  static List<String> named(String list, List<String> supported) {
    Map<String, String> known = new LinkedHashMap<>();
    supported.forEach(suite -> {
      known.put(openSsl(suite), suite);
      known.put(suite, suite);
    });
    List<String> found = new ArrayList<>();
    for (String word : list.split("[:, ]+")) {
      String suite = known.get(word);
      if (suite != null && !found.contains(suite)) {
        found.add(suite);
      }
    }
    return found;
  }
}
