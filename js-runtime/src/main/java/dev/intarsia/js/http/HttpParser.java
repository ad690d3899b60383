package dev.intarsia.js.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An incremental parser of HTTP/1.0 and HTTP/1.1, as strict as llhttp: a message that two readers could take for two
 * different ones is refused. It keeps one line at most, no longer than all header lines together may be.
 */
final class HttpParser {
  private static final int INITIAL_LINE_BYTES = 256;
  private static final int MOST_EXTENSION_BYTES = 16_384;
  /** A chunk's size has at most so many digits: more would not fit a long. */
  private static final int MOST_SIZE_DIGITS = 15;

  private static final int CRLF_AND_SEMICOLON = 3;

  private enum State {
    FIRST_LINE,
    HEADERS,
    BODY,
    BODY_UNTIL_END,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    CLOSED
  }

  private final MessageEvents events;
  private final boolean request;
  private final int mostHeaderBytes;
  private final boolean lenient;
  private final boolean relaxedValues;

  private State state = State.FIRST_LINE;
  private MessageHead head;
  private byte[] line = new byte[INITIAL_LINE_BYTES];
  private int lineBytes;
  private int headerBytes;
  private long left;
  private boolean bodySkipped;
  private boolean upgraded;

  /**
   * @param relaxedValues whether header values may hold control characters
   */
  HttpParser(MessageEvents events, boolean request, int mostHeaderBytes, boolean lenient, boolean relaxedValues) {
    this.events = events;
    this.request = request;
    this.mostHeaderBytes = mostHeaderBytes;
    this.lenient = lenient;
    this.relaxedValues = relaxedValues || lenient;
    this.head = new MessageHead(request);
  }

  /** Parses bytes. Gives how many were parsed: all, unless another protocol follows. */
  int parse(byte[] bytes) throws ParseException {
    int at = 0;
    upgraded = false;
    while (at < bytes.length && !upgraded) {
      at = switch (state) {
        case BODY, BODY_UNTIL_END, CHUNK -> body(bytes, at);
        case CLOSED -> closed(bytes, at);
        default -> line(bytes, at);
      };
    }
    if (state == State.FIRST_LINE && lineBytes > 0) {
      FirstLine.checkBegin(line, lineBytes, request);
    }
    return at;
  }

  /** The connection has ended. */
  void end() throws ParseException {
    if (state == State.BODY_UNTIL_END) {
      state = State.CLOSED;
      events.complete();
    } else if (state != State.CLOSED && !(state == State.FIRST_LINE && lineBytes == 0)) {
      throw new ParseException("INVALID_EOF_STATE", "Invalid EOF state");
    }
  }

  private int closed(byte[] bytes, int at) throws ParseException {
    if (bytes[at] == '\r' || bytes[at] == '\n') {
      return at + 1;
    }
    throw new ParseException("CLOSED_CONNECTION", "Data after `Connection: close`");
  }

  private int body(byte[] bytes, int at) throws ParseException {
    int count = bytes.length - at;
    if (state != State.BODY_UNTIL_END) {
      count = (int) Math.min(count, left);
      left -= count;
    }
    State before = state;
    events.body(at, count);
    if (left == 0 && before == State.BODY) {
      complete();
    } else if (left == 0 && before == State.CHUNK) {
      state = State.CHUNK_END;
    }
    return at + count;
  }

  /** Takes bytes up to the end of a line. */
  private int line(byte[] bytes, int from) throws ParseException {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    keep(bytes, from, at - from);
    if (at == bytes.length) {
      return at;
    }
    int length = lineBytes;
    lineBytes = 0;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    } else if (!lenient && !(state == State.FIRST_LINE && length == 0)) {
      throw new ParseException(
          "CR_EXPECTED", "Missing expected CR after " + (state == State.FIRST_LINE ? "request line" : "header value"));
    }
    String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
    if (text.indexOf('\r') >= 0 && !lenient) {
      throw new ParseException("LF_EXPECTED", "Missing expected LF after header value");
    }
    take(text);
    return at + 1;
  }

  private void keep(byte[] bytes, int from, int count) throws ParseException {
    if (state == State.CHUNK_SIZE) {
      checkExtension(lineBytes + count - MOST_SIZE_DIGITS - CRLF_AND_SEMICOLON);
    } else {
      headerBytes += count;
      if (headerBytes > mostHeaderBytes) {
        throw new ParseException("HEADER_OVERFLOW", "Header overflow");
      }
    }
    if (lineBytes + count > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, lineBytes + count));
    }
    System.arraycopy(bytes, from, line, lineBytes, count);
    lineBytes += count;
  }

  private static void checkExtension(int bytes) throws ParseException {
    if (bytes > MOST_EXTENSION_BYTES) {
      throw new ParseException("CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow");
    }
  }

  private void take(String text) throws ParseException {
    switch (state) {
      case FIRST_LINE -> {
        if (!text.isEmpty()) {
          FirstLine.parse(text, head);
          state = State.HEADERS;
        }
      }
      case HEADERS -> {
        if (text.isEmpty()) {
          headDone();
        } else {
          HeaderLine.parse(text, head, lenient, relaxedValues);
        }
      }
      case CHUNK_SIZE -> chunkSize(text);
      case CHUNK_END -> {
        if (!text.isEmpty()) {
          throw new ParseException("STRICT", "Expected LF after chunk data");
        }
        state = State.CHUNK_SIZE;
      }
      case TRAILERS -> {
        if (text.isEmpty()) {
          trailersDone();
        } else {
          HeaderLine.parse(text, head, lenient, relaxedValues);
        }
      }
      default -> throw new IllegalStateException("no line is expected in " + state);
    }
  }

  private void headDone() throws ParseException {
    head.check(lenient);
    int answer = events.head(head);
    bodySkipped = answer != MessageEvents.READ_BODY;
    head.lines.setLength(0);
    headerBytes = 0;
    if (answer == MessageEvents.UPGRADE) {
      upgraded = true;
      complete();
    } else if (bodySkipped || head.hasNoBody()) {
      complete();
    } else if (head.chunked) {
      state = State.CHUNK_SIZE;
    } else if (head.endsWithConnection()) {
      state = State.BODY_UNTIL_END;
    } else {
      left = head.length;
      state = State.BODY;
    }
  }

  private void chunkSize(String text) throws ParseException {
    int end = 0;
    while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0 && text.charAt(end) < 128) {
      end++;
    }
    if (end == 0 || (end < text.length() && text.charAt(end) != ';' && !(lenient && text.charAt(end) == ' '))) {
      throw new ParseException("INVALID_CHUNK_SIZE", "Invalid character in chunk size");
    }
    if (end > MOST_SIZE_DIGITS) {
      throw new ParseException("INVALID_CHUNK_SIZE", "Chunk size overflow");
    }
    HeaderLine.checkValue(
        text.substring(end), relaxedValues, "INVALID_CHUNK_SIZE", "Invalid character in chunk extensions");
    checkExtension(text.length() - end - 1);
    left = Long.parseLong(text.substring(0, end), 16);
    state = left == 0 ? State.TRAILERS : State.CHUNK;
  }

  private void trailersDone() {
    if (!head.lines.isEmpty()) {
      events.trailers(head.lines.toString());
    }
    complete();
  }

  private void complete() {
    boolean more = head.keepsAlive(bodySkipped) || upgraded;
    state = more || lenient ? State.FIRST_LINE : State.CLOSED;
    head = new MessageHead(request);
    headerBytes = 0;
    events.complete();
  }
}
