package dev.intarsia.conformance.live;

import dev.intarsia.conformance.live.LiveResult.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a {@link HostProbe} saw, in a file of its own: written check by check, since a host may kill its worker at any
 * time, and read by {@link HostConformance}. Safe for use by several threads.
 */
final class ProbeLog {
  private static final JsonMapper JSON = new JsonMapper();
  private static final LiveCatalog CATALOG = LiveCatalog.host();
  private static final String SUFFIX = ".jsonl";
  /** Behind the name of a log. */
  private static final String MEMORY = ".memory";

  private final Path file;
  private final Map<String, Status> written = new LinkedHashMap<>();

  ProbeLog(Path folder) {
    file = folder.resolve(ProcessHandle.current().pid() + SUFFIX);
  }

  /** Whoever has a file there has started a worker. */
  static List<LiveResult> read(Path folder) throws IOException {
    Map<String, LiveResult> worst = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          LiveResult result = parse(line);
          worst.merge(result.id(), result, (old, next) -> isBad(old.status()) ? old : next);
        }
      }
    }
    return new ArrayList<>(worst.values());
  }

  private static boolean isBad(Status status) {
    return status == Status.FAIL || status == Status.ADVICE;
  }

  private static LiveResult parse(String line) {
    JsonNode node = JSON.readTree(line);
    return new LiveResult(
        node.get("id").asString(),
        node.get("requirement").asString(),
        Status.valueOf(node.get("status").asString()),
        node.get("expected").asString(),
        node.get("actual").asString());
  }

  /** Notes the name of the memory, to be looked for when the host has ended. */
  void memory(String name) {
    append(file.resolveSibling(file.getFileName() + MEMORY), name);
  }

  /** The names that were noted. */
  static List<String> memories(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(MEMORY)).sorted().toList()) {
        names.addAll(Files.readAllLines(file));
      }
    }
    return names;
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  /** Notes a check; a rule with SHOULD that is not kept is advice. */
  void check(String id, String requirement, boolean holds, String expected, String actual) {
    Status status = holds ? Status.PASS : CATALOG.entry(id).advice() ? Status.ADVICE : Status.FAIL;
    write(new LiveResult(id, requirement, status, holds ? "" : expected, holds ? "" : actual));
  }

  void info(String id, String requirement, String note) {
    write(LiveResult.info(id, requirement, note));
  }

  /** The same check passes many times: only the first pass and the first failure are written. */
  private synchronized void write(LiveResult result) {
    Status before = written.get(result.id());
    if (before == result.status() || (before != null && isBad(before))) {
      return;
    }
    written.put(result.id(), result.status());
    String line = JSON.createObjectNode()
        .put("id", result.id())
        .put("requirement", result.requirement())
        .put("status", result.status().name())
        .put("expected", result.expected())
        .put("actual", result.actual())
        .toString();
    append(file, line);
  }
}
