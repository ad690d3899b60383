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

  static boolean applies(ModuleFind find) {
    return find.using() != null;
  }

  static boolean isOfModule(ModuleFind find) {
    return using(find).block() == 0;
  }

  /** Whether the module's end has to wait for what this declares. */
  static boolean isAwaited(ModuleFind find) {
    return find.kind() == ModuleFind.Kind.USING_VALUE && using(find).awaited() && isOfModule(find);
  }

  private static ModuleFind.Using using(ModuleFind find) {
    return Objects.requireNonNull(find.using());
  }

  static String replacement(ModuleFind find) {
    String scope = "$using" + using(find).block();
    boolean awaited = using(find).awaited();
    return switch (find.kind()) {
      case USING -> "const";
      case USING_VALUE -> scope + (awaited ? ".awaited=" : ".value=");
      case USING_OPEN -> "const " + scope + "=$intarsia.scope();try{";
      case USING_CLOSE -> {
        String end = awaited ? "await " + scope + ".endAsync()" : scope + ".end()";
        yield "}catch($error){" + scope + ".fail($error)}finally{" + end + "}";
      }
      default -> throw new IllegalArgumentException("not a using declaration: " + find);
    };
  }

  static String atModuleEnd(boolean awaited) {
    return awaited ? "\n;await $using0.endAsync();" : "\n;$using0.end();";
  }
}
