package dev.intarsia.cli.bench;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Subjects by the names that the command line has for them. */
public final class BenchSubjects {
  /** Every name. */
  public static final List<String> NAMES = List.of(
      "java", "graaljs", "process:node", "process:deno", "process:bun", "process:intarsia", "executor", "plain-copy");

  private BenchSubjects() {}

  /**
   * The subject of a name; null when there is none.
   *
   * @param knitting the package's directory, for process workers of node, deno and bun; null to look for it
   */
  public static @Nullable BenchSubject of(String name, @Nullable Path knitting) {
    return switch (name) {
      case "java" -> PoolSubject.java();
      case "graaljs" -> PoolSubject.graaljs();
      case "process:node", "process:deno", "process:bun", "process:intarsia" ->
        PoolSubject.process(name.substring(name.indexOf(':') + 1), knitting);
      case "executor" -> new ExecutorSubject();
      case "plain-copy" -> new CopySubject();
      default -> null;
    };
  }
}
