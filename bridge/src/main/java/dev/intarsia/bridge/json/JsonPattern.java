package dev.intarsia.bridge.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What JSON texts have in common that differ in their scalars alone: all that stands between the scalars, as bytes. */
public final class JsonPattern {
  private final byte[][] pieces;

  /**
   * @param pieces braces, names, colons and commas, without white space: one piece before each scalar and one behind the last
   */
  public JsonPattern(List<String> pieces) {
    this.pieces =
        pieces.stream().map(piece -> piece.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  /** How many scalars a text of it has. */
  public int scalars() {
    return pieces.length - 1;
  }

  /** What stands before a scalar, or behind the last one. Not to be changed. */
  public byte[] piece(int index) {
    return pieces[index];
  }
}
