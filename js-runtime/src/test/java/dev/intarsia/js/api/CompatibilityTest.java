package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.WorkerHarness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Calls each API and compares with what Node gave: {@code record.mjs} next to {@code calls.mjs} records that. */
class CompatibilityTest {
  private static final String HEAD = """
      # Web and Node APIs of JS tasks

      Each row is a call that a test makes in a worker and compares with what Node 24 gave. The test fails when this table
      is stale; `-Dintarsia.write=true` writes it anew.

      An API that is absent loads, and says so by name when it is called.

      | API | compared with Node |
      | --- | --- |
      """;

  private static final String ABSENT = """

      ## Modules that load, and whose functions throw when they are called

      `node:cluster`, `node:dgram`, `node:domain`, `node:http2`, `node:inspector`, `node:repl`,
      `node:trace_events`, `node:wasi`, all of `node:dns` but `lookup`, and, in tasks, `worker_threads.Worker` among the classes.

      ## Known differences

      - `AsyncLocalStorage.enterWith` inside `run` changes the store of that run; outside of any run it changes the store of
        all code outside.
      - `async_hooks.createHook` is told of timers, immediates, ticks and `AsyncResource`s, of promises and system calls not.
      - `util.types.isProxy` is always false: this engine does not tell.
      - `fs.watch` and `fs.watchFile` look at the files again every 50 ms or at the interval given: there are no events of the system.
      - `node:zlib` has no Zstandard, and its compressors pass over `windowBits` and `memLevel`.
      - `node:test` runs the tests of a program one after another; it has no reporters, snapshots or mock timers.
      - `os.getPriority` is always 0, and `process.setuid` and its like only accept what already is.
      - `node:vm` runs code in the worker's own realm.
      - `BroadcastChannel` reaches the channels of its own worker alone, in a program those of all its threads. A program's
        `worker_threads.Worker` takes no `SharedArrayBuffer`, and its `resourceLimits` and `execArgv` change nothing.
      - The curves secp256k1 and secp224r1, AES-CCM, AES-OCB and Argon2 come from Bouncy Castle: the command line has it, a library's user adds it.
        ML-KEM, ML-DSA, SLH-DSA, KMAC, `X509Certificate` and SPKAC are not there.
      - Bytes that are compressed with gzip or deflate may differ from Node's in length; what they decompress to does not.
      - `node:child_process`: a stream of another process or a socket can't be a child's `stdio`; no `serialization: "advanced"`; sockets
        can't be sent to a child.
      - `node:tls` stands on the JDK's TLS: versions 1.2 and 1.3, no resumed sessions, renegotiation, pre-shared keys, OCSP, lists of revoked
        certificates or log of keys; `getEphemeralKeyInfo` and `getSharedSigalgs` tell nothing.
      - `process.nextTick` called by a promise job runs after the jobs that are queued then, not after all jobs.
      - WebAssembly starts slowly: code of megabytes (tiktoken) takes 10 to 20 s until its first result, then a few times Node's time.
      """;

  @TempDir
  private Path folder;

  @Test
  void shouldGiveWhatNodeGives() throws IOException {
    Map<String, String> node = recorded();
    StringBuilder table = new StringBuilder(HEAD);
    Map<String, String> differences = new LinkedHashMap<>();
    WorkerHarness.files(folder, "calls.mjs", resource("calls.mjs"));
    try (WorkerHarness harness =
        WorkerHarness.open(folder, options -> options.withPermissions(Permissions.unsafe(folder)), "calls.mjs")) {
      node.forEach((name, expected) -> {
        String actual = unquoted(harness.call("run", "\"" + name + "\""));
        boolean same = actual.equals(expected);
        table
            .append("| ")
            .append(name)
            .append(" | ")
            .append(same ? "same" : "differs")
            .append(" |\n");
        if (!same) {
          differences.put(name, actual + "\n  but Node gave\n" + expected);
        }
      });
    }
    table.append(ABSENT);
    assertThat(differences).isEmpty();
    compare(Path.of(System.getProperty("intarsia.root", "..")).resolve("docs/compatibility.md"), table.toString());
  }

  @Test
  void shouldNameAnAbsentFunctionWhenCalled() {
    WorkerHarness.files(folder, "absent.mjs", """
        import dgram from "node:dgram";
        const attempt = (body) => { try { body(); return "no error"; } catch (error) { return error.message; } };
        export const run = () => [() => dgram.createSocket("udp4"), () => process.exit(1)]
          .map(attempt).join("\\n");
        """);
    try (WorkerHarness harness = WorkerHarness.open(folder, "absent.mjs")) {
      assertThat(harness.call("run", "null"))
          .contains("node:dgram.createSocket is not available in an Intarsia worker")
          .contains("process.exit is not available in an Intarsia worker");
    }
  }

  @Test
  void shouldDenyFilesEnvironmentAndNetworkWhenStrict() {
    WorkerHarness.files(folder, "denied.mjs", """
        import fs from "node:fs";
        const attempt = (body) => { try { body(); return "no error"; } catch (error) { return `${error.code} ${error.permission}`; } };
        export const run = async () => [
          attempt(() => fs.readFileSync("/etc/hostname")), attempt(() => fs.readFileSync("../../../../../../../../etc/hostname")),
          attempt(() => fs.writeFileSync("x.txt", "")), Object.keys(process.env).length,
          await fetch("http://127.0.0.1:9/").catch((error) => error.code ?? error.message),
        ].join("\\n");
        """);
    try (WorkerHarness harness = WorkerHarness.open(folder, "denied.mjs")) {
      String outcome = unquoted(harness.call("run", "null"));
      assertThat(outcome.lines())
          .containsExactly(
              "ERR_ACCESS_DENIED FileSystemRead",
              "ERR_ACCESS_DENIED FileSystemRead",
              "ERR_ACCESS_DENIED FileSystemWrite",
              "0",
              "ERR_ACCESS_DENIED");
    }
  }

  /** Compares all but the section of other people's suites, which a test of its own writes. */
  private static void compare(Path file, String expected) throws IOException {
    String text = Files.readString(file);
    int suites = text.indexOf("\n## Other people's suites");
    String own = suites < 0 ? text : text.substring(0, suites);
    if (Boolean.getBoolean("intarsia.write")) {
      Files.writeString(file, expected + (suites < 0 ? "" : text.substring(suites)));
      own = expected;
    }
    assertThat(own).as("run with -Dintarsia.write=true to write " + file).isEqualTo(expected);
  }

  private static String unquoted(String shown) {
    return shown.startsWith("'") ? shown.substring(1, shown.length() - 1) : shown;
  }

  private static Map<String, String> recorded() {
    Map<String, String> results = new LinkedHashMap<>();
    try (JsonParser parser =
        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), resource("node.json"))) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        results.put(name, parser.getString());
      }
    }
    return results;
  }

  private static String resource(String name) {
    try (InputStream in = CompatibilityTest.class.getResourceAsStream(name)) {
      return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
