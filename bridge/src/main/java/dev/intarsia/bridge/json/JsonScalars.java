package dev.intarsia.bridge.json;

import dev.intarsia.bridge.payload.PayloadException;
import java.lang.foreign.MemorySegment;

/** Takes the scalars out of JSON texts whose pattern is known. Holds scratch memory: one thread at a time. */
public final class JsonScalars {
  private final JsonScanner in = new JsonScanner();
  private final Object nul;

  /**
   * @param nul what stands for null
   */
  public JsonScalars(Object nul) {
    this.nul = nul;
  }

  /**
   * Copies a text, as it may change meanwhile.
   *
   * @param utf8 holds the text from {@code offset} on
   * @param length in bytes
   */
  public void load(MemorySegment utf8, long offset, int length) {
    in.load(utf8, offset, length);
  }

  /** The loaded text as a whole. */
  public String text() {
    return in.text();
  }

  /**
   * Reads the loaded text if it is one of that pattern.
   *
   * @param to takes the scalars in their order: String, Integer or Double as JavaScript would keep the number, Boolean, null's
   *     stand-in. Half filled when the text is another's
   * @return whether it is; a text that is no JSON is of no pattern
   */
  public boolean read(JsonPattern pattern, Object[] to) {
    in.rewind();
    int count = pattern.scalars();
    try {
      for (int i = 0; i < count; i++) {
        if (!in.skip(pattern.piece(i))) {
          return false;
        }
        Object scalar = scalar();
        if (scalar == null) {
          return false;
        }
        to[i] = scalar;
      }
    } catch (PayloadException malformed) {
      return false; // whoever reads it next says why
    }
    return in.skip(pattern.piece(count)) && in.atEnd();
  }

  /** Null where an object or an array begins, or white space. */
  @SuppressWarnings("NullAway") // by the method's own word
  private Object scalar() {
    return switch (in.peek()) {
      case '"' -> in.string();
      case 't' -> {
        in.literal(JsonText.TRUE);
        yield true;
      }
      case 'f' -> {
        in.literal(JsonText.FALSE);
        yield false;
      }
      case 'n' -> {
        in.literal(JsonText.NULL);
        yield nul;
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(in.number());
      default -> null;
    };
  }

  private static Object number(double value) {
    int whole = (int) value;
    boolean isWhole = whole == value && (whole != 0 || 1 / value > 0);
    return isWhole ? (Object) whole : (Object) value;
  }
}
