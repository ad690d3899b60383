package dev.intarsia.js.module;

import org.jspecify.annotations.Nullable;

/**
 * A bare specifier taken apart.
 *
 * @param name for example {@code zod} or {@code @scope/name}
 * @param subpath {@code .} or {@code ./…}
 */
record PackageName(String name, String subpath) {
  static @Nullable PackageName parse(String specifier) {
    int slash = specifier.indexOf('/');
    if (specifier.startsWith("@")) {
      if (slash < 0) {
        return null;
      }
      slash = specifier.indexOf('/', slash + 1);
    }
    String name = slash < 0 ? specifier : specifier.substring(0, slash);
    if (name.startsWith(".") || name.indexOf('\\') >= 0 || name.indexOf('%') >= 0) {
      return null;
    }
    return new PackageName(name, slash < 0 ? "." : "." + specifier.substring(slash));
  }

  /** A specifier without {@code npm:} or {@code jsr:} and without a version. */
  static String withoutRegistry(String specifier) {
    String rest = specifier.substring(specifier.indexOf(':') + 1);
    if (rest.startsWith("/")) {
      rest = rest.substring(1);
    }
    int version = rest.indexOf('@', 1);
    if (version < 0) {
      return rest;
    }
    int slash = rest.indexOf('/', version);
    return rest.substring(0, version) + (slash < 0 ? "" : rest.substring(slash));
  }
}
