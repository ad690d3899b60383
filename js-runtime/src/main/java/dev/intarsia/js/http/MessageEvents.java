package dev.intarsia.js.http;

/** Takes the parts of the messages that a parser finds, in their order. */
interface MessageEvents {
  /** The message is read as its head says. */
  int READ_BODY = 0;
  /** The message has no body, whatever its head says: the answer to a HEAD request. */
  int SKIP_BODY = 1;
  /** What follows the head is another protocol. */
  int UPGRADE = 2;

  /** A head is complete. Gives one of the constants above. */
  int head(MessageHead head);

  /** A part of the body lies at an offset of the bytes being parsed. */
  void body(int offset, int length);

  /**
   * Header lines that follow a chunked body.
   *
   * @param lines names and values in turn, each ended by a NUL
   */
  void trailers(String lines);

  void complete();
}
