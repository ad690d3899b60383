package dev.intarsia.js.program;

import dev.intarsia.host.process.ProcessRuntime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Restrictions that a program writes down and that the runtime of its process workers can't enforce. */
final class RuntimeLimits {
  private static final List<String> LISTS = List.of(
      "read", "write", "denyRead", "denyWrite", "net", "denyNet", "run", "denyRun", "sys", "denySys", "allowImport");

  private RuntimeLimits() {}

  /**
   * Refuses what would not hold, as the reference does.
   *
   * @param permission the {@code permission} option; null when there is none
   * @throws IllegalArgumentException naming the restrictions
   */
  static void check(ProcessRuntime runtime, @Nullable JsonNode permission) {
    List<String> lost = new ArrayList<>();
    if (permission != null
        && permission.isObject()
        && !unsafe(permission.path("mode").asString(""))) {
      LISTS.stream().filter(name -> !holds(runtime, name, permission.get(name))).forEach(lost::add);
      if (!holds(runtime, "env", permission.path("env").get("allow"))
          || !holds(runtime, "env", permission.path("env").get("deny"))) {
        lost.add("env");
      }
    }
    if (!lost.isEmpty()) {
      throw new IllegalArgumentException(
          runtime.id() + " process workers can't enforce permission." + String.join(", permission.", lost)
              + "; leave worker.processRuntime out, as workers of this library enforce all of them, use \"deno\", or put a"
              + " sandbox before the worker by worker.processCommandPrefix and remove the restriction");
    }
  }

  /** What to warn of where nothing is written down and the strict permissions hold in part only; null for nothing. */
  static @Nullable String warning(ProcessRuntime runtime, @Nullable JsonNode permission) {
    boolean unlimited = permission != null
        && unsafe(permission.isObject() ? permission.path("mode").asString("") : permission.asString(""));
    if (unlimited || (runtime != ProcessRuntime.NODE && runtime != ProcessRuntime.BUN)) {
      return null;
    }
    return runtime.id() + " process workers do not enforce "
        + (runtime == ProcessRuntime.BUN
            ? "permissions at all"
            : "all strict permissions: the network, the environment and denied paths stay open to their tasks")
        + "; leave worker.processRuntime out for workers of this library, which do";
  }

  private static boolean unsafe(String mode) {
    return mode.equals("unsafe") || mode.equals("off");
  }

  private static boolean holds(ProcessRuntime runtime, String name, @Nullable JsonNode value) {
    boolean none = value == null
        || value.isNull()
        || (value.isBoolean() && value.booleanValue())
        || (name.startsWith("deny") && value.isArray() && value.isEmpty());
    return switch (runtime) {
      case INTARSIA, DENO -> true;
      case BUN -> none;
      case NODE ->
        none || name.equals("read") || name.equals("write") || (name.equals("run") && value != null && value.isEmpty());
    };
  }
}
