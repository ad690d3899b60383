package dev.intarsia.bridge.boot;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order of task names: a function id is a name's place in it. The reference sorts with {@code localeCompare},
 * which is the Unicode collation's root order: punctuation, digits, letters whatever their case; only between equals
 * do accents count, then case, small before capital.
 */
public final class TaskNames {
  private static final String PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
  /** Accents by their weight: acute, grave, breve, circumflex, caron, ring, diaeresis, double acute, tilde, dot … */
  private static final String ACCENTS =
      "\u0301\u0300\u0306\u0302\u030C\u030A\u0308\u030B\u0303\u0307\u0327\u0328\u0304";

  private static final int DIGITS = 1 << 8;
  private static final int LETTERS = 1 << 9;

  /** Names in the order of their function ids. */
  public static final Comparator<String> ORDER = TaskNames::compare;

  private TaskNames() {}

  /** The names sorted: each one's index is its function id. */
  public static List<String> sorted(List<String> names) {
    return names.stream().sorted(ORDER).toList();
  }

  private static int compare(String left, String right) {
    String a = Normalizer.normalize(left, Normalizer.Form.NFD);
    String b = Normalizer.normalize(right, Normalizer.Form.NFD);
    int order = compareLevel(a, b, TaskNames::primary);
    if (order == 0) {
      order = compareLevel(a, b, TaskNames::secondary);
    }
    if (order == 0) {
      order = compareLevel(a, b, TaskNames::tertiary);
    }
    return order == 0 ? left.compareTo(right) : order;
  }

  private interface Weight {
    /** 0 when the code point does not count at this level. */
    int of(int codePoint);
  }

  private static int compareLevel(String a, String b, Weight weight) {
    int[] left = a.codePoints().map(weight::of).filter(w -> w != 0).toArray();
    int[] right = b.codePoints().map(weight::of).filter(w -> w != 0).toArray();
    return Arrays.compare(left, right);
  }

  private static int primary(int c) {
    if (accent(c)) {
      return 0;
    }
    if (c >= '0' && c <= '9') {
      return DIGITS + c - '0';
    }
    if (Character.isLetter(c)) {
      return LETTERS + Character.toLowerCase(c);
    }
    int place = PUNCTUATION.indexOf(c);
    return place < 0 ? 1 : 2 + place;
  }

  private static int secondary(int c) {
    int place = ACCENTS.indexOf(c);
    return !accent(c) ? 1 : place < 0 ? c : 2 + place;
  }

  private static int tertiary(int c) {
    return accent(c) ? 0 : Character.isUpperCase(c) ? 2 : 1;
  }

  private static boolean accent(int c) {
    return Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
