package dev.intarsia.js.tls;

import java.util.Locale;
import java.util.Map;

/** What the JDK's engine throws, by the names and in the words of OpenSSL. */
final class TlsErrors {
  /** By a part of the message. */
  private static final Map<String, String> BY_MESSAGE = Map.of(
      "no version of TLS is left", "NO_PROTOCOLS_AVAILABLE",
      "no cipher suites in common", "NO_SHARED_CIPHER",
      "No available authentication scheme", "NO_SHARED_CIPHER",
      "No appropriate protocol", "NO_PROTOCOLS_AVAILABLE",
      "is not enabled or supported in server context", "UNSUPPORTED_PROTOCOL",
      "not accepted by client preferences", "UNSUPPORTED_PROTOCOL",
      "Empty client certificate chain", "PEER_DID_NOT_RETURN_A_CERTIFICATE",
      "Empty server certificate chain", "PEER_DID_NOT_RETURN_A_CERTIFICATE",
      "No matching application layer protocol", "NO_APPLICATION_PROTOCOL",
      "Tag mismatch", "DECRYPTION_FAILED_OR_BAD_RECORD_MAC");

  private static final Map<String, String> ALERTS = Map.ofEntries(
      Map.entry("unexpected_message", "SSLV3_ALERT_UNEXPECTED_MESSAGE"),
      Map.entry("bad_record_mac", "SSLV3_ALERT_BAD_RECORD_MAC"),
      Map.entry("handshake_failure", "SSLV3_ALERT_HANDSHAKE_FAILURE"),
      Map.entry("no_certificate", "SSLV3_ALERT_NO_CERTIFICATE"),
      Map.entry("bad_certificate", "SSLV3_ALERT_BAD_CERTIFICATE"),
      Map.entry("unsupported_certificate", "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE"),
      Map.entry("certificate_expired", "SSLV3_ALERT_CERTIFICATE_EXPIRED"),
      Map.entry("certificate_unknown", "SSLV3_ALERT_CERTIFICATE_UNKNOWN"),
      Map.entry("illegal_parameter", "SSLV3_ALERT_ILLEGAL_PARAMETER"),
      Map.entry("certificate_required", "TLSV13_ALERT_CERTIFICATE_REQUIRED"),
      Map.entry("missing_extension", "TLSV13_ALERT_MISSING_EXTENSION"));

  private static final int REQUEST_BYTES = 8;

  private TlsErrors() {}

  /** Such as {@code ERR_SSL_NO_SHARED_CIPHER}. */
  static String code(Throwable failure, byte[] received) {
    return "ERR_SSL_" + name(failure, received);
  }

  private static String name(Throwable failure, byte[] received) {
    String message = String.valueOf(failure.getMessage());
    for (Map.Entry<String, String> known : BY_MESSAGE.entrySet()) {
      if (message.contains(known.getKey())) {
        return known.getValue();
      }
    }
    String alert = "Received fatal alert: ";
    int at = message.indexOf(alert);
    if (at >= 0) {
      String name = message.substring(at + alert.length()).strip();
      return ALERTS.getOrDefault(name, "TLSV1_ALERT_" + name.toUpperCase(Locale.ROOT));
    }
    if (message.contains("Unsupported or unrecognized SSL message") || message.contains("plaintext connection")) {
      return looksLikeHttp(received) ? "HTTP_REQUEST" : "WRONG_VERSION_NUMBER";
    }
    return "INTERNAL_ERROR";
  }

  /** OpenSSL's words: the name in small letters. */
  static String reason(String code) {
    return code.substring("ERR_SSL_".length()).replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static boolean looksLikeHttp(byte[] received) {
    String start =
        new String(received, 0, Math.min(REQUEST_BYTES, received.length), java.nio.charset.StandardCharsets.ISO_8859_1);
    return start.matches("(?s)(GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH) .*");
  }
}
