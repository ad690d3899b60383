package dev.intarsia.bridge.json;

import dev.intarsia.bridge.payload.PayloadException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly (RFC 8259), as {@code JSON.parse} does, from UTF-8, and bounds its depth.
 *
 * <p>An object that starts like an earlier one is taken to have that one's members, until a name differs.
 *
 * <p>Holds scratch memory, so that a small document costs no garbage but its own values: one thread at a time.
 *
 * @param <V> the reader's type of values
 */
public final class JsonParser<V> {
  /** Nesting above this is refused: it protects the stack of whoever walks the tree. */
  public static final int MAX_DEPTH = 512;

  private static final int FIRST_VALUES = 64;
  private static final int KEPT_VALUES = 1 << 12;
  private static final int GUESSES = 64;
  private static final int SHAPES = 256;

  private final JsonTree<V> tree;
  private final JsonScanner in = new JsonScanner();

  /** The last object's shape, by how it starts. */
  private final JsonShape[] guesses = new JsonShape[GUESSES];

  /** Shapes by the hash of their names. */
  private final @Nullable JsonShape[] shapes = new @Nullable JsonShape[SHAPES];

  /** Members and elements of the objects and arrays that are not at their end, innermost last. */
  private @Nullable Object[] values = new @Nullable Object[FIRST_VALUES];

  /** Names of the members in {@link #values}, for objects that are not as guessed. */
  private @Nullable String[] names = new @Nullable String[FIRST_VALUES];

  private int top;
  private int depth;

  public JsonParser(JsonTree<V> tree) {
    this.tree = tree;
    Arrays.fill(guesses, JsonShape.EMPTY);
  }

  /**
   * @throws PayloadException when the text is not JSON, or nests deeper than {@link #MAX_DEPTH}
   */
  public @Nullable V parse(String json) {
    in.load(json);
    return parse();
  }

  /**
   * Copies the text once, as it may change meanwhile.
   *
   * @param utf8 holds the text from {@code offset} on
   * @param length in bytes
   * @throws PayloadException when the text is not JSON, or nests deeper than {@link #MAX_DEPTH}
   */
  public @Nullable V parse(MemorySegment utf8, long offset, int length) {
    in.load(utf8, offset, length);
    return parse();
  }

  private @Nullable V parse() {
    depth = 0;
    try {
      in.skipSpace();
      V value = value();
      in.skipSpace();
      if (!in.atEnd()) {
        throw in.unexpected("after the value");
      }
      return value;
    } finally {
      in.unload();
      clear();
    }
  }

  private void clear() {
    if (values.length > KEPT_VALUES) {
      values = new @Nullable Object[FIRST_VALUES];
      names = new @Nullable String[FIRST_VALUES];
    } else if (top > 0) {
      Arrays.fill(values, 0, top, null); // a text that broke off
    }
    top = 0;
  }

  private @Nullable V value() {
    return switch (in.peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> tree.string(in.string());
      case 't' -> {
        in.literal(JsonText.TRUE);
        yield tree.bool(true);
      }
      case 'f' -> {
        in.literal(JsonText.FALSE);
        yield tree.bool(false);
      }
      case 'n' -> {
        in.literal(JsonText.NULL);
        yield tree.nul();
      }
      default -> tree.number(in.number());
    };
  }

  private V object() {
    enter();
    in.skip();
    if (in.peek() == '}') {
      in.skip();
      depth--;
      return tree.object(JsonShape.EMPTY, new @Nullable Object[0]);
    }
    int guessAt = in.hashAhead() & GUESSES - 1;
    JsonShape guess = guesses[guessAt];
    int from = top;
    int known = 0;
    boolean more = true;
    while (more && known < guess.size() && in.skip(guess.token(known))) {
      in.skipSpace();
      push(value());
      known++;
      more = next('}');
    }
    JsonShape shape = guess;
    if (more || known < guess.size()) {
      shape = unlike(guess, from, more);
      if (shape == null) {
        V object = tree.object(names, values, from, top);
        Arrays.fill(names, from, top, null);
        pop(from);
        return object;
      }
      guesses[guessAt] = shape;
    }
    @Nullable Object[] members = Arrays.copyOfRange(values, from, top);
    pop(from);
    return tree.object(shape, members);
  }

  /**
   * Reads the rest of an object that is not as guessed.
   *
   * @param from its first member, which was as guessed, as are the others up to {@link #top}
   * @return null when there is none for these members
   */
  private @Nullable JsonShape unlike(JsonShape guess, int from, boolean unfinished) {
    for (int i = from; i < top; i++) {
      names[i] = guess.name(i - from);
    }
    boolean more = unfinished;
    while (more) {
      if (in.peek() != '"') {
        throw in.unexpected("where a member's name was expected");
      }
      String name = in.name();
      in.skipSpace();
      in.expect(':');
      in.skipSpace();
      V value = value();
      push(value);
      names[top - 1] = name;
      more = next('}');
    }
    return shape(from);
  }

  private @Nullable JsonShape shape(int from) {
    if (top - from > JsonShape.MAX_MEMBERS) {
      return null;
    }
    int hash = 0;
    for (int i = from; i < top; i++) {
      String name = String.valueOf(names[i]);
      if (name.length() > JsonShape.LONGEST_NAME) {
        return null; // shapes are kept, and a stranger's text must not be
      }
      hash = hash * 31 + name.hashCode();
    }
    int index = (hash ^ hash >>> 8) & SHAPES - 1;
    JsonShape known = shapes[index];
    if (known == null || !known.hasNames(names, from, top)) {
      known = JsonShape.of(names, from, top);
      shapes[index] = known;
    }
    return known;
  }

  private V array() {
    enter();
    in.skip();
    int from = top;
    boolean more = in.peek() != ']';
    if (!more) {
      in.skip();
      depth--;
    }
    while (more) {
      push(value());
      more = next(']');
    }
    V array = tree.array(values, from, top);
    pop(from);
    return array;
  }

  /** Whether a comma follows, after which it goes on, or the end of the object or array. */
  private boolean next(char closing) {
    in.skipSpace();
    if (in.peek() == ',') {
      in.skip();
      return true;
    }
    in.expect(closing);
    depth--;
    return false;
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new PayloadException(
          "JSON nests deeper than " + MAX_DEPTH + " levels, at byte " + in.position() + "; send a flatter value");
    }
  }

  private void push(@Nullable Object value) {
    if (top == values.length) {
      values = Arrays.copyOf(values, 2 * top);
      names = Arrays.copyOf(names, 2 * top);
    }
    values[top++] = value;
  }

  private void pop(int from) {
    for (int i = from; i < top; i++) {
      values[i] = null;
    }
    top = from;
  }
}
