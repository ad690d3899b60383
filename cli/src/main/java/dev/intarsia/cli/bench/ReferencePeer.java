package dev.intarsia.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * knitting itself on one of its runtimes: a script of ours runs the same shapes in it.
 *
 * @param runtime {@code node}, {@code deno} or {@code bun}: the command that is started
 * @param workers {@code thread}, or {@code process:} and the runtime of its process workers, {@code intarsia} too
 * @param knitting the package's directory, or its source tree's
 */
public record ReferencePeer(String runtime, String workers, Path knitting) {
  private static final String SCRIPT = "reference-bench.mjs";
  private static final long LONGEST_MINUTES = 30;

  /** The runtimes it knows. */
  public static final List<String> RUNTIMES = List.of("node", "deno", "bun");

  private static final Pattern NAME = Pattern.compile("(node|deno|bun)(?:\\+(process:(?:node|deno|bun|intarsia)))?");

  /** Whether {@link #of} knows a name: {@code bun} has thread workers, {@code bun+process:intarsia} ours. */
  public static boolean knows(String name) {
    return NAME.matcher(name).matches();
  }

  /** The peer of a name. */
  public static ReferencePeer of(String name, Path knitting) {
    String[] parts = name.split("\\+", -1);
    return new ReferencePeer(parts[0], parts.length > 1 ? parts[1] : "thread", knitting);
  }

  /**
   * Runs shapes.
   *
   * @param warmUp rounds before those that count
   * @param done told each shape's name as it ends
   * @throws BenchException when the runtime is missing or the script fails
   */
  public BenchResult run(List<BenchShape> shapes, Duration warmUp, Consumer<String> done) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("intarsia-bench");
      Path script = folder.resolve(SCRIPT);
      try (InputStream source =
          Objects.requireNonNull(ReferencePeer.class.getResourceAsStream(SCRIPT), "the script is part of the jar")) {
        Files.copy(source, script);
      }
      return collect(start(script, shapes, warmUp), done);
    } catch (IOException failed) {
      throw new BenchException(runtime + " can't be run: " + failed.getMessage() + "; is it on PATH?", failed);
    } finally {
      delete(folder);
    }
  }

  private Process start(Path script, List<BenchShape> shapes, Duration warmUp) throws IOException {
    List<String> command = new ArrayList<>(List.of(runtime));
    switch (runtime) {
      case "node" -> command.addAll(List.of("--no-warnings", "--experimental-transform-types"));
      case "deno" -> command.addAll(List.of("run", "-A", "--quiet", "--no-config"));
      default -> {}
    }
    command.addAll(List.of(
        script.toString(),
        "--knitting",
        entry().toUri().toString(),
        workerOptions(),
        String.valueOf(warmUp.toMillis())));
    shapes.forEach(shape -> command.add(shape.name()));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The {@code worker} option of the reference's pool, as JSON. */
  private String workerOptions() {
    if (workers.equals("thread")) {
      return "{}";
    }
    String of = workers.substring(workers.indexOf(':') + 1);
    if (!of.equals("intarsia")) {
      return "{\"runtime\":\"process\",\"processRuntime\":\"" + of + "\",\"processSharedMemory\":\"named\"}";
    }
    String launcher =
        System.getenv().getOrDefault("INTARSIA_BINARY", System.getProperty("intarsia.home", "") + "/intarsia");
    if (!Files.isExecutable(Path.of(launcher))) {
      throw new BenchException("no launcher for Intarsia's workers: INTARSIA_BINARY names none", null);
    }
    return "{\"runtime\":\"process\",\"processRuntime\":\"bun\",\"processSharedMemory\":\"named\","
        + "\"processCommandPrefix\":[\"" + launcher + "\",\"worker\"]}";
  }

  private Path entry() {
    for (String name : List.of("knitting.ts", "knitting.js", "dist/knitting.js", "esm/knitting.js")) {
      Path entry = knitting.toAbsolutePath().resolve(name);
      if (Files.isRegularFile(entry)) {
        return entry;
      }
    }
    throw new BenchException(knitting + " is no knitting package: it has neither knitting.ts nor knitting.js", null);
  }

  /** The script prints a line {@code {"shape": …, "us": …}} a shape. */
  private BenchResult collect(Process process, Consumer<String> done) throws IOException {
    Map<String, Double> medians = new LinkedHashMap<>();
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{\"shape\"")) {
          JsonNode shape = mapper.readTree(line);
          medians.put(shape.get("shape").stringValue(), shape.get("us").doubleValue());
          done.accept(shape.get("shape").stringValue());
        }
      }
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new BenchException("knitting on " + runtime + " failed; what it said is above", null);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while " + runtime + " was running", interrupted);
    } finally {
      process.destroyForcibly();
    }
    return new BenchResult(runtime, workers, medians);
  }

  private static void delete(@Nullable Path folder) {
    if (folder != null) {
      try {
        Files.deleteIfExists(folder.resolve(SCRIPT));
        Files.deleteIfExists(folder);
      } catch (IOException left) {
        System.getLogger(ReferencePeer.class.getName()).log(System.Logger.Level.DEBUG, "left behind: " + folder, left);
      }
    }
  }
}
