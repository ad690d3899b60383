package dev.intarsia.js.api;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which {@code node:} modules there are, and where their scripts lie. */
final class NodeModules {
  /** Modules that work. */
  private static final Stream<String> PRESENT =
      Stream.of(
          "assert", "assert/strict", "async_hooks", "buffer", "console", "constants", "crypto", "diagnostics_channel",
          "events", "fs", "fs/promises", "module", "os", "path", "path/posix", "path/win32", "perf_hooks", "process",
          "punycode", "querystring", "stream", "stream/consumers", "stream/promises", "stream/web", "string_decoder",
          "timers", "timers/promises", "tty", "url", "util", "util/types", "v8", "vm", "worker_threads", "zlib");

  /** Modules that load, and whose functions throw by name when they are called. */
  private static final Set<String> ABSENT =
      Set.of(
          "child_process", "cluster", "dgram", "dns", "dns/promises", "domain", "http", "http2", "https", "inspector",
          "inspector/promises", "net", "readline", "readline/promises", "repl", "tls", "trace_events", "wasi");

  static final Set<String> NAMES =
      Stream.concat(PRESENT, ABSENT.stream()).map(name -> "node:" + name).collect(Collectors.toUnmodifiableSet());

  private NodeModules() {}

  /**
   * The resource of an internal module.
   *
   * @param id {@code node:name}, {@code web:name} or {@code bundle:name}
   */
  static String resource(String id) {
    int colon = id.indexOf(':');
    String name = id.substring(colon + 1);
    return switch (id.substring(0, colon)) {
      case "node" -> ABSENT.contains(name) ? "node/absent.js" : "node/" + name.replace('/', '-') + ".js";
      case "web" -> "web/" + name + ".js";
      case "bundle" -> "bundles/" + name + ".cjs";
      default -> throw new IllegalArgumentException("no module " + id);
    };
  }
}
