package dev.intarsia.js.http;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The request line or the status line of a message. */
final class FirstLine {
  /** The methods that Node knows. */
  private static final Set<String> METHODS = Set.of(
      "ACL",
      "BIND",
      "CHECKOUT",
      "CONNECT",
      "COPY",
      "DELETE",
      "GET",
      "HEAD",
      "LINK",
      "LOCK",
      "M-SEARCH",
      "MERGE",
      "MKACTIVITY",
      "MKCALENDAR",
      "MKCOL",
      "MOVE",
      "NOTIFY",
      "OPTIONS",
      "PATCH",
      "POST",
      "PROPFIND",
      "PROPPATCH",
      "PURGE",
      "PUT",
      "QUERY",
      "REBIND",
      "REPORT",
      "SEARCH",
      "SOURCE",
      "SUBSCRIBE",
      "TRACE",
      "UNBIND",
      "UNLINK",
      "UNLOCK",
      "UNSUBSCRIBE");

  private static final String PROTOCOL = "HTTP/";
  private static final int VERSION_END = PROTOCOL.length() + 3;
  private static final int STATUS_DIGITS = 3;

  private FirstLine() {}

  static void parse(String line, MessageHead head) throws ParseException {
    if (head.request) {
      request(line, head);
    } else {
      status(line, head);
    }
  }

  /** Refuses at once what can't become a first line, so that a client of another protocol is not waited for. */
  static void checkBegin(byte[] line, int length, boolean request) throws ParseException {
    String text = new String(line, 0, Math.min(length, 16), StandardCharsets.ISO_8859_1);
    if (text.equals("\r")) {
      return;
    }
    if (!request) {
      if (!(text.startsWith(PROTOCOL) || PROTOCOL.startsWith(text))) {
        throw new ParseException("INVALID_CONSTANT", "Expected HTTP/");
      }
      return;
    }
    int space = text.indexOf(' ');
    String method = space < 0 ? text : text.substring(0, space);
    if (METHODS.stream().noneMatch(known -> space < 0 ? known.startsWith(method) : known.equals(method))) {
      throw new ParseException("INVALID_METHOD", "Invalid method encountered");
    }
  }

  private static void request(String line, MessageHead head) throws ParseException {
    int space = line.indexOf(' ');
    head.method = space < 0 ? line : line.substring(0, space);
    if (!METHODS.contains(head.method)) {
      throw new ParseException("INVALID_METHOD", "Invalid method encountered");
    }
    if (space < 0) {
      throw new ParseException("INVALID_METHOD", "Expected space after method");
    }
    int end = line.indexOf(' ', space + 1);
    if (end < 0) {
      throw new ParseException("INVALID_VERSION", "Invalid HTTP version");
    }
    head.url = line.substring(space + 1, end);
    checkUrl(head.url, head.method.equals("CONNECT"));
    int version = end;
    while (version < line.length() && line.charAt(version) == ' ') {
      version++;
    }
    if (!line.startsWith(PROTOCOL, version)) {
      throw new ParseException("INVALID_CONSTANT", "Expected HTTP/");
    }
    version(line.substring(version), head);
    if (line.length() != version + VERSION_END) {
      throw new ParseException("INVALID_VERSION", "Invalid HTTP version");
    }
  }

  private static void checkUrl(String url, boolean connect) throws ParseException {
    char first = url.isEmpty() ? ' ' : url.charAt(0);
    boolean letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    boolean host = connect && ((first >= '0' && first <= '9') || first == '[' || first == '_');
    if (!(letter || host || (!connect && (first == '/' || first == '*')))) {
      throw new ParseException("INVALID_URL", "Unexpected start char in url");
    }
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) <= ' ' || url.charAt(i) == 127) {
        throw new ParseException("INVALID_URL", "Invalid characters in url");
      }
    }
  }

  private static void status(String line, MessageHead head) throws ParseException {
    if (!line.startsWith(PROTOCOL)) {
      throw new ParseException("INVALID_CONSTANT", "Expected HTTP/");
    }
    version(line, head);
    int at = VERSION_END + 1;
    if (line.length() < at || line.charAt(VERSION_END) != ' ') {
      throw new ParseException("INVALID_VERSION", "Expected space after version");
    }
    int end = at + STATUS_DIGITS;
    if (line.length() < end || !line.substring(at, end).chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new ParseException("INVALID_STATUS", "Invalid status code");
    }
    if (line.length() > end && line.charAt(end) != ' ') {
      throw new ParseException("INVALID_STATUS", "Invalid response status");
    }
    head.status = Integer.parseInt(line, at, end, 10);
    head.statusMessage = line.length() > end ? line.substring(end + 1) : "";
    HeaderLine.checkValue(head.statusMessage, false, "INVALID_STATUS", "Invalid response status");
  }

  private static void version(String text, MessageHead head) throws ParseException {
    String version = text.length() < VERSION_END ? "" : text.substring(PROTOCOL.length(), VERSION_END);
    if (!version.equals("1.1") && !version.equals("1.0")) {
      throw new ParseException("INVALID_VERSION", "Invalid HTTP version");
    }
    head.minorVersion = version.charAt(2) - '0';
  }
}
