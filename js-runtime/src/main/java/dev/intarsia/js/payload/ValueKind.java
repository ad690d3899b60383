package dev.intarsia.js.payload;

/** What codec.js says a value is. The numbers are shared with that script. */
final class ValueKind {
  /** The script gave the JSON text itself. */
  static final int JSON = -1;

  static final int REFUSED = 0;
  static final int UNDEFINED = 1;
  static final int NULL = 2;
  static final int BIGINT = 3;
  static final int SYMBOL = 4;
  static final int DATE = 5;
  static final int ERROR = 6;
  static final int EXTERNAL = 7;
  static final int ENVELOPE = 8;
  static final int ENVELOPE_STRING = 9;
  static final int PROCESS_SHARED_BUFFER = 10;
  static final int PROMISE = 11;
  /** A number, a string or a boolean. */
  static final int PRIMITIVE = 12;
  /** An Envelope over a ProcessSharedBuffer, its header as JSON. */
  static final int ENVELOPE_SHARED = 13;
  /** The same, its header a string. */
  static final int ENVELOPE_STRING_SHARED = 14;

  /** An object or array of a known JSON shape; in the place of the length stands the shape's index. */
  static final int SHAPED = 15;

  /** A binary kind is this plus its ordinal in {@code BinaryKind}. */
  static final int BINARY = 16;

  /** In the number that the script gives, the length in bytes stands above the kind. */
  static final int BITS = 6;

  private ValueKind() {}
}
