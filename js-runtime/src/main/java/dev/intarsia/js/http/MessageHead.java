package dev.intarsia.js.http;

/** The first line of a message, and what its header lines say of its end. */
final class MessageHead {
  /** No {@code Content-Length}. */
  static final long NO_LENGTH = -1;

  private static final int MULTIPLE_OF_100 = 100;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  final boolean request;
  String method = "";
  String url = "";
  int status;
  String statusMessage = "";
  int minorVersion;
  /** Names and values in turn, each ended by a NUL, which is in none. */
  final StringBuilder lines = new StringBuilder();

  long length = NO_LENGTH;
  boolean transferEncoding;
  boolean chunked;
  private boolean close;
  private boolean keepAlive;
  private boolean upgradeOption;
  private boolean upgradeHeader;

  MessageHead(boolean request) {
    this.request = request;
  }

  /** Takes one header line. */
  void add(String name, String value, boolean lenient) throws ParseException {
    lines.append(name).append('\0').append(value).append('\0');
    if (name.equalsIgnoreCase("content-length")) {
      contentLength(value, lenient);
    } else if (name.equalsIgnoreCase("transfer-encoding")) {
      transferEncoding(value, lenient);
    } else if (name.equalsIgnoreCase("connection")) {
      for (String option : value.split(",")) {
        connection(option.strip());
      }
    } else if (name.equalsIgnoreCase("upgrade")) {
      upgradeHeader = true;
    }
  }

  private void connection(String option) {
    close |= option.equalsIgnoreCase("close");
    keepAlive |= option.equalsIgnoreCase("keep-alive");
    upgradeOption |= option.equalsIgnoreCase("upgrade");
  }

  private void contentLength(String value, boolean lenient) throws ParseException {
    if (length != NO_LENGTH) {
      throw new ParseException("UNEXPECTED_CONTENT_LENGTH", "Content-Length already present");
    }
    if (transferEncoding && !lenient) {
      throw new ParseException("UNEXPECTED_CONTENT_LENGTH", "Content-Length can't be present with Transfer-Encoding");
    }
    if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new ParseException("INVALID_CONTENT_LENGTH", "Invalid character in Content-Length");
    }
    try {
      length = Long.parseLong(value);
    } catch (NumberFormatException tooLarge) {
      throw new ParseException("INVALID_CONTENT_LENGTH", "Content-Length overflow");
    }
  }

  private void transferEncoding(String value, boolean lenient) throws ParseException {
    if (length != NO_LENGTH && !lenient) {
      throw new ParseException("INVALID_TRANSFER_ENCODING", "Transfer-Encoding can't be present with Content-Length");
    }
    if (request && chunked && !lenient) {
      throw new ParseException("INVALID_TRANSFER_ENCODING", "Chunked is not the last Transfer-Encoding");
    }
    transferEncoding = true;
    chunked = value.substring(value.lastIndexOf(',') + 1).strip().equalsIgnoreCase("chunked");
  }

  /** To be called after the last header line. */
  void check(boolean lenient) throws ParseException {
    if (request && transferEncoding && !chunked && !lenient) {
      throw new ParseException("INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`");
    }
    if (chunked) {
      length = NO_LENGTH;
    }
  }

  /** Whether it asks for another protocol. */
  boolean upgrade() {
    return request
        ? method.equals("CONNECT") || (upgradeHeader && upgradeOption)
        : upgradeHeader && upgradeOption && status == 101;
  }

  /** Whether a response can have no body by its status. */
  private boolean bodiless() {
    return status / MULTIPLE_OF_100 == 1 || status == NO_CONTENT || status == NOT_MODIFIED;
  }

  boolean hasNoBody() {
    return request ? !chunked && length <= 0 : bodiless() || (!chunked && length == 0);
  }

  /** Whether the body ends with the connection. */
  boolean endsWithConnection() {
    return !request && !chunked && length == NO_LENGTH && !bodiless();
  }

  boolean keepsAlive(boolean bodySkipped) {
    boolean wanted = minorVersion > 0 ? !close : keepAlive;
    return wanted && (bodySkipped || !endsWithConnection());
  }
}
