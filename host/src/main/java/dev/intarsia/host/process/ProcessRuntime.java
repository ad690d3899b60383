package dev.intarsia.host.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a process worker runs on, by knitting's names. */
public enum ProcessRuntime {
  NODE("NODE_BINARY"),
  DENO("DENO_BINARY"),
  BUN("BUN_BINARY"),
  /** Intarsia itself: Java tasks and JS modules in a JVM of their own. */
  INTARSIA("INTARSIA_BINARY");

  private final String variable;

  ProcessRuntime(String variable) {
    this.variable = variable;
  }

  /**
   * By its name in any case.
   *
   * @throws IllegalArgumentException naming the runtimes there are
   */
  public static ProcessRuntime of(String name) {
    for (ProcessRuntime runtime : values()) {
      if (runtime.id().equals(name.toLowerCase(Locale.ROOT))) {
        return runtime;
      }
    }
    throw new IllegalArgumentException(
        "no process runtime is called '" + name + "': there are node, deno, bun and intarsia");
  }

  /** {@code node}, {@code deno}, {@code bun} or {@code intarsia}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The environment variable that names the program. */
  public String variable() {
    return variable;
  }

  /** Whether its workers look into a futex while they are parked. */
  boolean waitsOnFutex() {
    return this == NODE || this == INTARSIA;
  }

  /** The program: what the environment says, or the runtime's own name. */
  public String binary(Map<String, String> environment) {
    String set = environment.get(variable);
    return set == null || set.isEmpty() ? id() : set;
  }

  /** The runtimes that run the reference's worker. */
  static List<ProcessRuntime> foreign() {
    return List.of(NODE, DENO, BUN);
  }
}
