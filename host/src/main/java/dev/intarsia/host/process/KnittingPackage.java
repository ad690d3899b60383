package dev.intarsia.host.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the {@code knitting} package whose code a Node, Deno or Bun worker runs. */
final class KnittingPackage {
  /** The worker's entry in a source tree and in the published package. */
  private static final List<String> ENTRIES = List.of("src/runtime/pool.ts", "src/runtime/pool.js");

  private KnittingPackage() {}

  /**
   * The worker's entry file.
   *
   * @param given the package's directory, or null to look in the {@code node_modules} above the modules and the
   *     working directory
   * @throws WorkerStartException when there is none
   */
  static Path entry(@Nullable Path given, List<Path> modules) {
    if (given != null) {
      Path entry = entryIn(given);
      if (entry == null) {
        throw new WorkerStartException(
            given + " holds no knitting package: neither " + String.join(" nor ", ENTRIES) + " is there");
      }
      return entry;
    }
    for (Path module : modules) {
      Path entry = above(module.toAbsolutePath().getParent());
      if (entry != null) {
        return entry;
      }
    }
    Path entry = above(Path.of("").toAbsolutePath());
    if (entry == null) {
      throw new WorkerStartException("no knitting package in the node_modules above "
          + (modules.isEmpty() ? "the working directory" : modules.getFirst())
          + ": npm install knitting there, or say where it is with --knitting DIR");
    }
    return entry;
  }

  private static @Nullable Path above(@Nullable Path from) {
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      Path entry = entryIn(folder.resolve("node_modules").resolve("knitting"));
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  private static @Nullable Path entryIn(Path directory) {
    for (String entry : ENTRIES) {
      Path file = directory.resolve(entry);
      if (Files.isRegularFile(file)) {
        return file.toAbsolutePath();
      }
    }
    return null;
  }
}
