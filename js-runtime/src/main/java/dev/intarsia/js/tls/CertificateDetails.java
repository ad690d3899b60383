package dev.intarsia.js.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What Node tells of a certificate, as names and values in its order. */
final class CertificateDetails {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final HexFormat BYTES = HexFormat.ofDelimiter(":").withUpperCase();
  private static final Map<Integer, String> NAME_KINDS =
      Map.of(1, "email:", 2, "DNS:", 6, "URI:", 7, "IP Address:", 8, "Registered ID:");
  private static final Map<Integer, List<String>> CURVES = Map.of(
      256, List.of("prime256v1", "P-256"), 384, List.of("secp384r1", "P-384"), 521, List.of("secp521r1", "P-521"));
  private static final int IP_ADDRESS = 7;
  private static final int HEX = 16;

  private final X509Certificate certificate;
  private final List<String> told = new ArrayList<>();

  private CertificateDetails(X509Certificate certificate) {
    this.certificate = certificate;
  }

  /** Names and values in turn; those of the subject and the issuer begin with {@code subject.} and {@code issuer.}. */
  static List<String> of(X509Certificate certificate) throws GeneralSecurityException {
    CertificateDetails details = new CertificateDetails(certificate);
    details.names();
    details.key();
    details.rest();
    return details.told;
  }

  private void tell(String name, String value) {
    told.add(name);
    told.add(value);
  }

  private void names() throws CertificateParsingException {
    DistinguishedName.parts(certificate.getSubjectX500Principal().getEncoded(), (k, v) -> tell("subject." + k, v));
    DistinguishedName.parts(certificate.getIssuerX500Principal().getEncoded(), (k, v) -> tell("issuer." + k, v));
    Collection<List<?>> others = certificate.getSubjectAlternativeNames();
    if (others != null) {
      List<String> list = new ArrayList<>();
      for (List<?> other : others) {
        int kind = (Integer) Objects.requireNonNull(other.get(0));
        String text = String.valueOf(other.get(1));
        list.add(NAME_KINDS.getOrDefault(kind, "othername:")
            + (kind == IP_ADDRESS ? text.toUpperCase(Locale.ROOT) : quoted(text)));
      }
      tell("subjectaltname", String.join(", ", list));
    }
    tell("ca", String.valueOf(certificate.getBasicConstraints() >= 0));
  }

  /** A name that could be taken for several stands in quotes. */
  private static String quoted(String text) {
    return text.chars().anyMatch(c -> c < ' ' || c > '~' || c == ',' || c == '"' || c == '\\' || c == '\'')
        ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : text;
  }

  private void key() {
    if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
      tell("modulus", rsa.getModulus().toString(HEX).toUpperCase(Locale.ROOT));
      tell("bits", String.valueOf(rsa.getModulus().bitLength()));
      tell("exponent", "0x" + rsa.getPublicExponent().toString(HEX));
      tell("pubkey", HexFormat.of().formatHex(rsa.getEncoded()));
    } else if (certificate.getPublicKey() instanceof ECPublicKey ec) {
      int bits = ec.getParams().getCurve().getField().getFieldSize();
      tell("bits", String.valueOf(bits));
      byte[] encoded = ec.getEncoded();
      int point = 2 * ((bits + Byte.SIZE - 1) / Byte.SIZE) + 1;
      tell("pubkey", HexFormat.of().formatHex(encoded, encoded.length - point, encoded.length));
      List<String> names = CURVES.get(bits);
      if (names != null) {
        tell("asn1Curve", names.get(0));
        tell("nistCurve", names.get(1));
      }
    }
  }

  private void rest() throws GeneralSecurityException {
    tell("valid_from", time(certificate.getNotBefore().toInstant()));
    tell("valid_to", time(certificate.getNotAfter().toInstant()));
    tell("fingerprint", digest("SHA-1"));
    tell("fingerprint256", digest("SHA-256"));
    tell("fingerprint512", digest("SHA-512"));
    List<String> usages = certificate.getExtendedKeyUsage();
    if (usages != null) {
      usages.forEach(usage -> tell("ext_key_usage", usage));
    }
    String serial = certificate.getSerialNumber().toString(HEX).toUpperCase(Locale.ROOT);
    tell("serialNumber", serial.length() % 2 == 0 ? serial : "0" + serial);
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private String digest(String algorithm) throws GeneralSecurityException {
    return BYTES.formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
  }
}
