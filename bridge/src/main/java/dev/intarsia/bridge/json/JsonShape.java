package dev.intarsia.bridge.json;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of an object's members in their order. Objects alike share one, so that reading and writing the next one
 * compares and copies names as bytes.
 */
public final class JsonShape {
  /** An object with more members has no shape. */
  public static final int MAX_MEMBERS = 32;

  /** An object with a longer name has no shape. */
  static final int LONGEST_NAME = 64;

  static final JsonShape EMPTY = new JsonShape(new String[0]);

  private final String[] names;
  private final byte[][] tokens;
  private final boolean hasIndexes;

  private JsonShape(String[] names) {
    this.names = names;
    this.tokens = new byte[names.length][];
    boolean indexes = false;
    for (int i = 0; i < names.length; i++) {
      tokens[i] = JsonText.keyToken(names[i]);
      indexes |= startsWithDigit(names[i]);
    }
    this.hasIndexes = indexes;
  }

  /**
   * The shape of those names, or null when a name comes twice.
   *
   * @param names at most {@link #MAX_MEMBERS}, of at most {@link #LONGEST_NAME} characters
   */
  static @Nullable JsonShape of(@Nullable String[] names, int from, int to) {
    String[] own = Arrays.copyOfRange(names, from, to, String[].class);
    for (int i = 1; i < own.length; i++) {
      for (int j = 0; j < i; j++) {
        if (own[i].equals(own[j])) {
          return null;
        }
      }
    }
    return new JsonShape(own);
  }

  public int size() {
    return names.length;
  }

  public String name(int index) {
    return names[index];
  }

  /** A member's name as {@link JsonText#key(byte[])} takes it. Not to be changed. */
  public byte[] token(int index) {
    return tokens[index];
  }

  /** Whether a name may be an array index, which JavaScript puts before the others. */
  public boolean hasIndexes() {
    return hasIndexes;
  }

  /** Whether a name may be an array index. */
  public static boolean startsWithDigit(String name) {
    return !name.isEmpty() && name.charAt(0) <= '9' && name.charAt(0) >= '0';
  }

  /** Which member has that name; −1 when none has. */
  public int indexOf(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Without one member. */
  public JsonShape without(int index) {
    String[] fewer = new String[names.length - 1];
    System.arraycopy(names, 0, fewer, 0, index);
    System.arraycopy(names, index + 1, fewer, index, fewer.length - index);
    return new JsonShape(fewer);
  }

  boolean hasNames(@Nullable String[] others, int from, int to) {
    return Arrays.equals(names, 0, names.length, others, from, to);
  }

  @Override
  public String toString() {
    return List.of(names).toString();
  }
}
