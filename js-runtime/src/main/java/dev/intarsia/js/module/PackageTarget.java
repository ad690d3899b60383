package dev.intarsia.js.module;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Exports and imports maps of a package.json: Node's PACKAGE_IMPORTS_EXPORTS_RESOLVE and PACKAGE_TARGET_RESOLVE.
 *
 * @param json whose map it is
 * @param field {@code exports} or {@code imports}
 * @param others finds the other packages that {@code imports} names
 */
record PackageTarget(PackageJson json, String field, Set<String> conditions, Others others) {
  private static final String MODULES =
      "(n|%6e|%4e)(o|%6f|%4f)(d|%64|%44)(e|%65|%45)(_|%5f)(m|%6d|%4d)(o|%6f|%4f)(d|%64|%44)(u|%75|%55)(l|%6c|%4c)(e|%65|%45)(s|%73|%53)";
  /** A path segment that must not be: a dot, two dots or node_modules, also with percent escapes. */
  private static final Pattern INVALID_SEGMENT =
      Pattern.compile("(^|\\\\|/)((\\.|%2e)(\\.|%2e)?|" + MODULES + ")(\\\\|/|$)", Pattern.CASE_INSENSITIVE);

  private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

  /** PACKAGE_RESOLVE, for what a target of {@code imports} names. A list of targets goes on after its refusal. */
  interface Others {
    Outcome find(String specifier) throws ModuleException;
  }

  /** What a subpath leads to. */
  sealed interface Outcome {
    /**
     * A place that may hold a file.
     *
     * @param folder of a package
     * @param url relative to it
     */
    record Inside(Path folder, String url) implements Outcome {}

    /** The main file of another package, from {@code imports} alone. */
    record Main(Path file) implements Outcome {}

    /** A built-in module, from {@code imports} alone. */
    record Builtin(String name) implements Outcome {}

    /** The map says that nothing may be found here. */
    record Blocked() implements Outcome {}

    /** No condition applies. */
    record None() implements Outcome {}
  }

  private static final Outcome BLOCKED = new Outcome.Blocked();
  private static final Outcome NONE = new Outcome.None();

  /**
   * @param map whose keys are subpaths, patterns with one {@code *} among them
   * @param subpath for example {@code ./lib/x} or {@code #internal}
   */
  Outcome find(Map<?, ?> map, String subpath) throws ModuleException {
    if (map.containsKey(subpath) && subpath.indexOf('*') < 0 && !subpath.endsWith("/")) {
      return target(map.get(subpath), subpath, null);
    }
    String best = "";
    for (Object entry : map.keySet()) {
      String key = String.valueOf(entry);
      int star = key.indexOf('*');
      boolean matches = star >= 0
          && star == key.lastIndexOf('*')
          && subpath.startsWith(key.substring(0, star))
          && subpath.length() >= key.length()
          && subpath.endsWith(key.substring(star + 1));
      if (matches && (best.isEmpty() || longer(key, best))) {
        best = key;
      }
    }
    if (best.isEmpty()) {
      return NONE;
    }
    int star = best.indexOf('*');
    String match = subpath.substring(star, subpath.length() - (best.length() - star - 1));
    return target(map.get(best), best, match);
  }

  private static boolean longer(String key, String best) {
    int base = key.indexOf('*');
    int bestBase = best.indexOf('*');
    return base != bestBase ? base > bestBase : key.length() > best.length();
  }

  /**
   * Follows conditions in the order in which the package writes them.
   *
   * @param match what the pattern's star stands for; null without a pattern
   */
  Outcome target(@Nullable Object value, String key, @Nullable String match) throws ModuleException {
    if (value instanceof String text) {
      return text(text, key, match);
    }
    if (value instanceof Map<?, ?> map) {
      return conditional(map, key, match);
    }
    if (value instanceof List<?> list) {
      return first(list, key, match);
    }
    if (PackageJson.isNull(value)) {
      return BLOCKED;
    }
    throw invalid(key, String.valueOf(value));
  }

  private Outcome conditional(Map<?, ?> map, String key, @Nullable String match) throws ModuleException {
    for (Object condition : map.keySet()) {
      if (String.valueOf(condition).matches("0|[1-9]\\d*")) {
        throw json.invalid("\"" + field + "\" cannot contain numeric property keys");
      }
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String condition = String.valueOf(entry.getKey());
      if (condition.equals("default") || conditions.contains(condition)) {
        Outcome found = target(entry.getValue(), key, match);
        if (!(found instanceof Outcome.None)) {
          return found;
        }
      }
    }
    return NONE;
  }

  private Outcome first(List<?> list, String key, @Nullable String match) throws ModuleException {
    Outcome last = list.isEmpty() ? BLOCKED : NONE;
    ModuleException wrong = null;
    for (Object item : list) {
      try {
        Outcome found = target(item, key, match);
        if (found instanceof Outcome.Blocked) {
          last = found;
          wrong = null;
        } else if (!(found instanceof Outcome.None)) {
          return found;
        }
      } catch (ModuleException invalid) {
        if (!invalid.code().equals("ERR_INVALID_PACKAGE_TARGET")) {
          throw invalid;
        }
        wrong = invalid;
      }
    }
    if (wrong != null) {
      throw wrong;
    }
    return last;
  }

  private Outcome text(String target, String key, @Nullable String match) throws ModuleException {
    String filled = match == null ? target : target.replace("*", match);
    if (!target.startsWith("./")) {
      boolean internal = field.equals("imports") && !target.startsWith("../") && !target.startsWith("/");
      if (internal && !URL.matcher(target).matches()) {
        return others.find(filled);
      }
      throw invalid(key, target);
    }
    if (INVALID_SEGMENT.matcher(target.substring(2)).find()) {
      throw invalid(key, target);
    }
    if (match != null && INVALID_SEGMENT.matcher(match).find()) {
      throw new ModuleException(
          "ERR_INVALID_MODULE_SPECIFIER",
          "Invalid module \"" + match + "\": it leaves what \"" + key + "\" of \"" + field + "\" in " + json.file()
              + " matches");
    }
    return new Outcome.Inside(json.folder(), filled.substring(2));
  }

  private ModuleException invalid(String key, String target) {
    return new ModuleException(
        "ERR_INVALID_PACKAGE_TARGET",
        "Invalid \"" + field + "\" target \"" + target + "\" defined for '" + key + "' in the package config "
            + json.file() + ": it does not start with \"./\", or it leaves the package");
  }
}
