package dev.intarsia.js.module;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which specifiers stand for built-in modules. */
final class BuiltinNames {
  /** Modules that Node has by their whole name alone: without it these are packages. */
  static final Set<String> ONLY_WITH_SCHEME = Set.of("sea", "sqlite", "test", "test/reporters");

  private BuiltinNames() {}

  /**
   * @param exists whether a library offers a name
   * @return the library's name for it, or null
   */
  static @Nullable String find(String specifier, Predicate<String> exists) {
    String name = specifier;
    if (name.startsWith("npm:") || name.startsWith("jsr:")) {
      name = PackageName.withoutRegistry(name);
    }
    if (name.startsWith("@vixeny/knitting")) {
      name = name.substring("@vixeny/".length());
    }
    if (name.equals("knitting") || name.startsWith("knitting/")) {
      return exists.test(name) ? name : null;
    }
    if (name.startsWith("node:")) {
      return exists.test(name) ? name : null;
    }
    return !ONLY_WITH_SCHEME.contains(name) && exists.test("node:" + name) ? "node:" + name : null;
  }
}
