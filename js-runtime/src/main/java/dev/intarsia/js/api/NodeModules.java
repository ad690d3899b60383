package dev.intarsia.js.api;

import dev.intarsia.js.http.HttpFunctions;
import dev.intarsia.js.net.NetFunctions;
import dev.intarsia.js.process.ChildFunctions;
import dev.intarsia.js.thread.ThreadFunctions;
import dev.intarsia.js.tls.TlsFunctions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which {@code node:} modules there are, and where their scripts lie. */
final class NodeModules {
  /** Modules that work. */
  private static final Stream<String> PRESENT = Stream.of(
      "_stream_duplex",
      "_stream_passthrough",
      "_stream_readable",
      "_stream_transform",
      "_stream_writable",
      "assert",
      "assert/strict",
      "async_hooks",
      "buffer",
      "console",
      "constants",
      "crypto",
      "diagnostics_channel",
      "dns",
      "dns/promises",
      "events",
      "fs",
      "fs/promises",
      "module",
      "os",
      "path",
      "path/posix",
      "path/win32",
      "perf_hooks",
      "process",
      "punycode",
      "querystring",
      "sea",
      "stream",
      "stream/consumers",
      "stream/promises",
      "stream/web",
      "string_decoder",
      "sys",
      "test",
      "timers",
      "timers/promises",
      "tty",
      "url",
      "util",
      "util/types",
      "v8",
      "vm",
      "worker_threads",
      "zlib");

  /** Modules that load, and whose functions throw by name when they are called. */
  private static final Set<String> ABSENT = Set.of(
      "cluster",
      "dgram",
      "domain",
      "http2",
      "inspector",
      "inspector/promises",
      "repl",
      "sqlite",
      "test/reporters",
      "trace_events",
      "wasi");

  /** Modules that are Node's own code, from a bundle. */
  private static final Set<String> FROM_LIBRARY = Set.of(
      "child_process",
      "http",
      "https",
      "net",
      "readline",
      "readline/promises",
      "tls",
      "_tls_common",
      "_tls_wrap",
      "_http_agent",
      "_http_client",
      "_http_common",
      "_http_incoming",
      "_http_outgoing",
      "_http_server");

  static final Set<String> NAMES = Stream.of(PRESENT, FROM_LIBRARY.stream(), ABSENT.stream())
      .flatMap(names -> names)
      .map(name -> "node:" + name)
      .collect(Collectors.toUnmodifiableSet());

  private NodeModules() {}

  /** The class next to which the resource of an internal module lies. */
  static Class<?> owner(String id) {
    return switch (id.substring(0, id.indexOf(':'))) {
      case "net" -> NetFunctions.class;
      case "http" -> HttpFunctions.class;
      case "process" -> ChildFunctions.class;
      case "thread" -> ThreadFunctions.class;
      case "tls" -> TlsFunctions.class;
      default -> ApiLibrary.class;
    };
  }

  /**
   * The resource of an internal module.
   *
   * @param id {@code node:name}, {@code web:name}, {@code bundle:name}, {@code net:name}, {@code http:name}, {@code process:name}, {@code thread:name}, {@code tls:name}, or {@code lib:name}
   *     for a module of Node's own library
   */
  static String resource(String id) {
    int colon = id.indexOf(':');
    String name = id.substring(colon + 1);
    return switch (id.substring(0, colon)) {
      case "node" ->
        FROM_LIBRARY.contains(name)
            ? "node/from-library.js"
            : ABSENT.contains(name) ? "node/absent.js" : "node/" + name.replace('/', '-') + ".js";
      case "net", "http", "process", "thread", "tls" -> name + ".js";
      case "web" -> "web/" + name + ".js";
      case "lib" -> "node-lib/" + name.replace('/', '-') + ".cjs";
      case "bundle" -> "bundles/" + name + ".cjs";
      default -> throw new IllegalArgumentException("no module " + id);
    };
  }
}
