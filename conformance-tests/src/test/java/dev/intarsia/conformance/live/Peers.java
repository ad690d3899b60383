package dev.intarsia.conformance.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.WorkerTasks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real peers of this machine, where it has some. */
final class Peers {
  static final List<String> NAMES = List.of(
      "add",
      "afterMs",
      "echo",
      "echoLater",
      "exit",
      "fail",
      "failLater",
      "filled",
      "length",
      "reverse",
      "spin",
      "throwValue",
      "typeOf",
      "unsendable",
      "untilAborted");

  private Peers() {}

  /** The reference to test against, or null. */
  static @Nullable Path knitting() {
    String set = System.getProperty("intarsia.knitting", "");
    return set.isEmpty() ? null : Path.of(set);
  }

  /** Makes a folder in which a program finds the reference by the name of its package, on Deno too. */
  static void knittingPackage(Path folder) throws IOException {
    Path reference = Objects.requireNonNull(knitting());
    Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\",\"dependencies\":{\"knitting\":\"*\"}}");
    Files.createSymbolicLink(
        Files.createDirectories(folder.resolve("node_modules")).resolve("knitting"), reference);
    // Deno does not find a package's sources where its package.json names what is built of them.
    Path source = reference.resolve("knitting.ts");
    String imports = Files.exists(source)
        ? "\"knitting\":\"%s\",\"knitting/shared-memory\":\"%s\""
            .formatted(source.toUri(), reference.resolve("shared-memory.ts").toUri())
        : "";
    Files.writeString(folder.resolve("deno.json"), "{\"imports\":{" + imports + "}}");
  }

  /** Skips the test, saying why, where the runtime or the reference is missing. */
  static void require(ProcessRuntime runtime) {
    assumeTrue(knitting() != null, "no reference implementation given: -Dintarsia.knitting=DIR");
    String set = System.getenv(runtime.name() + "_BINARY");
    boolean named = set != null && Files.isExecutable(Path.of(set));
    assumeTrue(named || isOnPath(runtime.id()), runtime.id() + " is not on PATH");
  }

  /** Whether a folder of PATH holds a program of this name. */
  static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  static ProcessOptions.Builder options() {
    ProcessOptions.Builder builder = ProcessOptions.builder();
    Path knitting = knitting();
    if (knitting != null) {
      builder.knitting(knitting);
    }
    return builder;
  }

  static WorkerTasks tasks(Path directory) throws IOException {
    Path module = directory.resolve("peer-tasks.mjs");
    try (InputStream in = Objects.requireNonNull(LaneDriver.class.getResourceAsStream("peer-tasks.mjs"))) {
      Files.write(module, in.readAllBytes());
    }
    return WorkerTasks.ofFiles(List.of(module), NAMES);
  }
}
