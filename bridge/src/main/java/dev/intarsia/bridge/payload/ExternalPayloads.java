package dev.intarsia.bridge.payload;

import dev.intarsia.protocol.payload.PayloadError;
import org.jspecify.annotations.Nullable;

/**
 * External payloads: the JSON text {@code [codecId, metadata]}. Three codec ids are knitting's own. An
 * encoder answers for it that only genuine objects use them; here it is only checked that no pointer
 * crosses a process border.
 */
public final class ExternalPayloads {
  public static final String SHARED_ARRAY_BUFFER = "knitting.sharedArrayBuffer";
  public static final String BUFFER_REFERENCE = "knitting.bufferReference";
  public static final String PROCESS_SHARED_BUFFER = "knitting.processSharedBuffer";

  private static final int UNICODE_ESCAPE_CHARS = 6;
  private static final String JSON_SPACE = " \t\n\r";

  private ExternalPayloads() {}

  /** Whether a codec id is knitting's own: nobody else's object may use it. */
  public static boolean isReserved(String codecId) {
    return isProcessLocal(codecId) || codecId.equals(PROCESS_SHARED_BUFFER);
  }

  /** Whether the metadata of a codec holds an address of this process. */
  public static boolean isProcessLocal(String codecId) {
    return codecId.equals(SHARED_ARRAY_BUFFER) || codecId.equals(BUFFER_REFERENCE);
  }

  /**
   * The first element of {@code [codecId, metadata]}.
   *
   * @return null when the text starts no such array
   */
  public static @Nullable String codecId(String json) {
    int at = afterSpace(json, 0);
    if (at >= json.length() || json.charAt(at) != '[') {
      return null;
    }
    at = afterSpace(json, at + 1);
    if (at >= json.length() || json.charAt(at) != '"') {
      return null;
    }
    StringBuilder id = new StringBuilder();
    for (at++; at < json.length() && json.charAt(at) != '"'; at++) {
      char c = json.charAt(at);
      if (c == '\\' && json.startsWith("\\u", at) && at + UNICODE_ESCAPE_CHARS <= json.length()) {
        c = unicode(json, at + 2);
        at += UNICODE_ESCAPE_CHARS - 1;
      }
      id.append(c);
    }
    return id.toString();
  }

  private static int afterSpace(String json, int from) {
    int at = from;
    while (at < json.length() && JSON_SPACE.indexOf(json.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static char unicode(String json, int from) {
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      code = (code << 4) | Math.max(0, Character.digit(json.charAt(i), 16));
    }
    return (char) code;
  }

  /** Refuses to write a payload that holds an address to another process. */
  static void checkBoundary(String json, boolean processBoundary) {
    if (processBoundary && holdsPointer(json)) {
      throw new PayloadException(PayloadError.unsupported(PayloadError.PROCESS_LOCAL_POINTER));
    }
  }

  static boolean holdsPointer(String json) {
    String codecId = codecId(json);
    return codecId != null && isProcessLocal(codecId);
  }
}
