package dev.intarsia.js.module;

import java.util.Objects;

/**
 * Lowers {@code using} declarations, which GraalJS does not parse: {@code using x = e} becomes {@code const
 * x = scope.value = e}, where the setter registers the resource, and the block around it a try statement
 * that disposes the scope. A module's own resources are disposed at its end, not when it throws.
 */
final class UsingLowering {
  static final String AT_MODULE_START = "const $using0=$intarsia.scope();";

  private UsingLowering() {}

  static boolean applies(EsModuleLexer.Found find) {
    return switch (find.kind()) {
      case USING, USING_VALUE, USING_OPEN, USING_CLOSE -> true;
      default -> false;
    };
  }

  static boolean isOfModule(EsModuleLexer.Found find) {
    return scope(find).equals("$using0");
  }

  static boolean isAwaited(EsModuleLexer.Found find) {
    return label(find).endsWith("!") && isOfModule(find);
  }

  private static String label(EsModuleLexer.Found find) {
    return Objects.requireNonNull(find.attributes());
  }

  private static String scope(EsModuleLexer.Found find) {
    return "$using" + label(find).replaceAll("\\D.*", "");
  }

  static String replacement(EsModuleLexer.Found find) {
    String scope = scope(find);
    return switch (find.kind()) {
      case USING -> "const";
      case USING_VALUE -> label(find).endsWith("!") ? scope + ".awaited=" : scope + ".value=";
      case USING_OPEN -> "const " + scope + "=$intarsia.scope();try{";
      case USING_CLOSE -> {
        String end = label(find).endsWith("await") ? "await " + scope + ".endAsync()" : scope + ".end()";
        yield "}catch($error){" + scope + ".fail($error)}finally{" + end + "}";
      }
      default -> throw new IllegalArgumentException("not a using declaration: " + find);
    };
  }

  static String atModuleEnd(boolean awaited) {
    return awaited ? "\n;await $using0.endAsync();" : "\n;$using0.end();";
  }
}
