package dev.intarsia.bridge.json;

import dev.intarsia.bridge.payload.PayloadException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

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
   * Copies a text, as it may change meanwhile, into memory that it keeps.
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
   * @return the scalars in their order: String, Integer or Double as JavaScript would keep the number, Boolean, null's stand-in;
   *     null when the text is of another pattern or no JSON
   */
  public Object @Nullable [] read(JsonPattern pattern) {
    in.rewind();
    int count = pattern.scalars();
    if (!in.skip(pattern.piece(0))) {
      return null;
    }
    Object[] scalars = new Object[count];
    try {
      for (int i = 0; i < count; i++) {
        Object scalar = scalar();
        if (scalar == null || !in.skip(pattern.piece(i + 1))) {
          return null;
        }
        scalars[i] = scalar;
      }
    } catch (PayloadException malformed) {
      return null; // whoever reads it next says why
    }
    return in.atEnd() ? scalars : null;
  }

  /** Null where an object or an array begins, or white space. */
  private @Nullable Object scalar() {
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
