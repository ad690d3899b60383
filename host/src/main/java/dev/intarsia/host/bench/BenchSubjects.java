package dev.intarsia.host.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Subjects by the names that the command line has for them. */
public final class BenchSubjects {
  /** Every name. */
  public static final List<String> NAMES = List.of("java", "graaljs", "executor", "plain-copy");

  private BenchSubjects() {}

  /** The subject of a name; null when there is none. */
  public static @Nullable BenchSubject of(String name) {
    return switch (name) {
      case "java" -> PoolSubject.java();
      case "graaljs" -> PoolSubject.graaljs();
      case "executor" -> new ExecutorSubject();
      case "plain-copy" -> new CopySubject();
      default -> null;
    };
  }
}
