package dev.intarsia.js.http;

/** A message that is not HTTP, or that two readers could read in two ways. */
final class ParseException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code as llhttp names it, without {@code HPE_}
   */
  ParseException(String code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  String code() {
    return "HPE_" + code;
  }
}
