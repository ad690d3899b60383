package dev.intarsia.host;

import java.util.Collection;
import java.util.Comparator;

/** No task has that name. The message lists the ones there are. */
public final class UnknownTaskException extends PoolException {
  private static final long serialVersionUID = 1L;
  private static final int LISTED = 20;
  private static final int CLOSE_EDITS = 3;

  public UnknownTaskException(String name, Collection<String> known) {
    super(message(name, known));
  }

  private static String message(String name, Collection<String> known) {
    if (known.isEmpty()) {
      return "Unknown task \"" + name + "\": the pool has no tasks";
    }
    String hint = known.stream()
        .filter(candidate -> edits(name, candidate) <= Math.min(CLOSE_EDITS, Math.max(1, name.length() / 2)))
        .min(Comparator.comparingInt(candidate -> edits(name, candidate)))
        .map(candidate -> "; did you mean \"" + candidate + "\"?")
        .orElse("");
    String listed = String.join(", ", known.stream().sorted().limit(LISTED).toList());
    String more = known.size() > LISTED ? " and " + (known.size() - LISTED) + " more" : "";
    return "Unknown task \"" + name + "\"" + hint + (hint.isEmpty() ? "; " : " ") + "Tasks: " + listed + more;
  }

  /** Levenshtein distance, upper and lower case being equal. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        char left = Character.toLowerCase(a.charAt(i - 1));
        int replace = diagonal + (left == Character.toLowerCase(b.charAt(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
