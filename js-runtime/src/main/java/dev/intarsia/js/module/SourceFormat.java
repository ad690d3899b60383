package dev.intarsia.js.module;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What kind of text a file holds. */
enum SourceFormat {
  ES_MODULE,
  COMMON_JS,
  JSON,
  TEXT;

  /**
   * As Node decides: by extension, then by the package's {@code type}, then by syntax.
   *
   * @param scope the package.json above the file, or null
   * @param parsesAsScript whether a text is the body of a CommonJS module; asked only in doubt
   */
  static SourceFormat of(Path file, @Nullable PackageJson scope, String text, Predicate<String> parsesAsScript) {
    String extension = extension(file);
    return switch (extension) {
      case "mjs", "mts" -> ES_MODULE;
      case "cjs", "cts" -> COMMON_JS;
      case "json" -> JSON;
      case "js", "jsx", "ts", "tsx", "" -> bySyntax(scope, text, parsesAsScript);
      default -> TEXT;
    };
  }

  private static SourceFormat bySyntax(@Nullable PackageJson scope, String text, Predicate<String> parsesAsScript) {
    if (scope != null && scope.isModule()) {
      return ES_MODULE;
    }
    if (scope != null && scope.isCommonJs()) {
      return COMMON_JS;
    }
    return switch (EsModuleLexer.syntax(text)) {
      case MODULE -> ES_MODULE;
      case PERHAPS_MODULE -> parsesAsScript.test(text) ? COMMON_JS : ES_MODULE;
      case SCRIPT -> COMMON_JS;
    };
  }

  static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether a file must be transpiled before it is JavaScript. */
  static boolean needsTranspiling(Path file) {
    return switch (extension(file)) {
      case "ts", "mts", "cts", "tsx", "jsx" -> true;
      default -> false;
    };
  }
}
