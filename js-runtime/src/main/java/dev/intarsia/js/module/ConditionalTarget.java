package dev.intarsia.js.module;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exports and imports maps of a package.json: Node's PACKAGE_IMPORTS_EXPORTS_RESOLVE. */
final class ConditionalTarget {
  private ConditionalTarget() {}

  /**
   * Picks the target of a subpath.
   *
   * @param map an object whose keys are subpaths, patterns with one {@code *} among them
   * @param subpath for example {@code ./lib/x} or {@code #internal}
   * @return the target as written, with the pattern's match filled in; null when there is none
   */
  static @Nullable String find(Map<?, ?> map, String subpath, Set<String> conditions) {
    if (map.containsKey(subpath) && subpath.indexOf('*') < 0 && !subpath.endsWith("/")) {
      return target(map.get(subpath), "", conditions);
    }
    String best = "";
    String bestMatch = "";
    for (Object entry : map.keySet()) {
      String key = String.valueOf(entry);
      int star = key.indexOf('*');
      if (star < 0) {
        continue;
      }
      String before = key.substring(0, star);
      String after = key.substring(star + 1);
      boolean matches =
          subpath.startsWith(before)
              && !subpath.equals(before)
              && subpath.endsWith(after)
              && subpath.length() >= key.length() - 1;
      if (matches && (best.isEmpty() || longer(key, best))) {
        best = key;
        bestMatch = subpath.substring(star, subpath.length() - after.length());
      }
    }
    return best.isEmpty() ? null : target(map.get(best), bestMatch, conditions);
  }

  private static boolean longer(String key, String best) {
    int base = key.indexOf('*');
    int bestBase = best.indexOf('*');
    return base != bestBase ? base > bestBase : key.length() > best.length();
  }

  /** Follows conditions in the order in which the package writes them. */
  static @Nullable String target(@Nullable Object value, String match, Set<String> conditions) {
    if (value instanceof String text) {
      return text.replace("*", match);
    }
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String condition = String.valueOf(entry.getKey());
        if (condition.equals("default") || conditions.contains(condition)) {
          String found = target(entry.getValue(), match, conditions);
          if (found != null) {
            return found;
          }
        }
      }
    }
    if (value instanceof List<?> list) {
      for (Object item : list) {
        String found = target(item, match, conditions);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
