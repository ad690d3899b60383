package dev.intarsia.conformance.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Node's own tests of the modules that programs may import; those that need flags or Node's internals are left out. */
final class NodeSuite implements Suite {
  private static final Pattern KIND =
      Pattern.compile("(?m)^(?:Uncaught )?(?:\\(in promise\\) )?\\[?(\\w*Error|\\w*Exception)(?: \\[(\\w+)])?:");

  /** What a test prints that does not apply: it says nothing. */
  private static final String SKIPPED = "1..0 # Skipped";

  /** The areas, and how the names of their files go on after "test-". */
  private static final Map<String, Pattern> AREAS = new LinkedHashMap<>();

  static {
    area("assert", "assert");
    area("async_hooks", "async-(hooks|local|wrap)|asyncresource");
    area("buffer", "buffer");
    area("child_process", "child-process");
    area("console", "console");
    area("crypto", "crypto");
    area("dns", "dns");
    area("events", "events?-|eventtarget|eventemitter");
    area("fs", "fs");
    area("https", "https");
    area("http", "http(?!2)");
    area("module", "module|require|import");
    area("net", "net");
    area("os", "os");
    area("path", "path");
    area("perf_hooks", "perf|performance");
    area("process", "process|next-tick");
    area("querystring", "querystring");
    area("readline", "readline");
    area("stream", "streams?[23]?-|readable|writable|duplex|transform|pipe-");
    area("string_decoder", "string-decoder");
    area("timers", "timers?");
    area("tls", "tls");
    area("url", "url|whatwg-url");
    area("util", "util");
    area("web", "whatwg-(?!url|webstreams)|blob|file-|abort|fetch|headers|global|structuredClone|messag|broadcast");
    area("webcrypto", "webcrypto");
    area("webstreams", "webstreams?|whatwg-webstreams");
    area("worker", "worker");
    area("zlib", "zlib");
  }

  private static void area(String name, String start) {
    AREAS.put(name, Pattern.compile("test-(" + start + ").*\\.m?js"));
  }

  private final Path root;

  /**
   * @param root the folder that holds {@code parallel} and {@code common}
   */
  NodeSuite(Path root) {
    this.root = root;
  }

  @Override
  public String name() {
    return "node";
  }

  @Override
  public List<String> areas() {
    return List.copyOf(AREAS.keySet());
  }

  @Override
  public List<SuiteFile> files(String area) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.list(root.resolve("parallel"))) {
      paths = found.sorted().toList();
    }
    List<SuiteFile> files = new ArrayList<>();
    for (Path path : paths) {
      String name = String.valueOf(path.getFileName());
      if (area.equals(areaOf(name)) && isPublic(Files.readString(path))) {
        files.add(new SuiteFile(name, path, ""));
      }
    }
    return files;
  }

  private static String areaOf(String name) {
    return AREAS.entrySet().stream()
        .filter(area -> area.getValue().matcher(name).matches())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private static boolean isPublic(String text) {
    return Stream.of("// Flags:", "internalBinding", "require('internal/", "process.binding(")
        .noneMatch(text::contains);
  }

  @Override
  public SuiteResult run(SuiteRuntime runtime, SuiteFile file) throws IOException, InterruptedException {
    Ran ran = runtime.run(file.path(), List.of());
    boolean passed = ran.code() == 0 && !ran.out().contains(SKIPPED);
    return new SuiteResult(
        Map.of("", passed ? "" : kind(ran)), passed ? Map.of() : Map.of("exit " + ran.code(), ran.out() + ran.err()));
  }

  private static String kind(Ran ran) {
    if (ran.code() == 0) {
      return "skipped";
    }
    if (ran.code() == Ran.TIMED_OUT) {
      return "time limit";
    }
    if (ran.code() == Ran.CRASHED) {
      return "crash";
    }
    if ((ran.out() + ran.err()).contains("Mismatched ")) {
      return "calls of a callback";
    }
    Matcher matcher = KIND.matcher(ran.err());
    if (matcher.find()) {
      return matcher.group(2) == null ? matcher.group(1) : matcher.group(2);
    }
    return "exit code " + ran.code();
  }
}
