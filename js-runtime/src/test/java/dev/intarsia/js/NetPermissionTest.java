package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The permission {@code net} is asked for the address that is opened, whatever a script says that it is. */
class NetPermissionTest {
  private static final String LIE =
      "let P = URL.prototype; while (!Object.hasOwn(P, 'hostname')) P = Object.getPrototypeOf(P);"
          + " Object.defineProperty(P, '%s', { get: () => '%s' });";

  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\ninside";

  @TempDir
  Path root;

  private final AtomicInteger asked = new AtomicInteger();
  private ServerSocket server;
  private int port;

  /** The least of an HTTP server: every connection gets one answer. */
  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = server.getLocalPort();
    Thread.ofVirtual().start(this::answerAll);
  }

  private void answerAll() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        asked.incrementAndGet();
        BufferedReader request =
            new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        while (!request.readLine().isEmpty()) {
          // The head is read to its end; a GET has no body.
        }
        client.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        // The client left, or the test is over.
      }
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private String attempt(Set<String> allowed, String beforeTasks, String body) {
    WorkerHarness.files(root, "tasks.mjs", beforeTasks + "\nexport const attempt = async (port) => { " + body + " };");
    Permissions permissions = Permissions.builder(root).net(allowed).build();
    try (WorkerHarness worker =
        WorkerHarness.open(root, options -> options.withPermissions(permissions), "tasks.mjs")) {
      return worker.call("attempt", String.valueOf(port));
    }
  }

  private static String fetchText(String url) {
    return "return (await fetch(" + url + ")).text();";
  }

  @Test
  void shouldReachAnAllowedHost() {
    assertThat(attempt(Set.of("127.0.0.1"), "", fetchText("`http://127.0.0.1:${port}/`")))
        .isEqualTo("'inside'");
    assertThat(attempt(Set.of("127.0.0.1:" + port), "", fetchText("`http://127.0.0.1:${port}/`")))
        .isEqualTo("'inside'");
  }

  @Test
  void shouldNotBelieveAPatchedHostname() {
    String lie =
        LIE.formatted("hostname", "allowed.example") + LIE.replace("let P", "P").formatted("port", "80");
    String body = fetchText("`http://127.0.0.1:${port}/`");
    assertThat(attempt(Set.of("allowed.example"), "", lie + body)).startsWith("!error");
    assertThat(attempt(Set.of("allowed.example"), lie, body)).startsWith("!error");
    assertThat(asked).hasValue(0);
  }

  @Test
  void shouldNotBelieveAPatchedHref() {
    String lie = LIE.formatted("href", "http://127.0.0.1:" + port + "/");
    assertThat(attempt(Set.of("allowed.example"), "", lie + fetchText("'http://allowed.example/'")))
        .startsWith("!error");
    assertThat(attempt(Set.of("allowed.example"), lie, fetchText("'http://allowed.example/'")))
        .startsWith("!error");
    assertThat(asked).hasValue(0);
  }

  /** While modules load, prototypes are open. Nothing that the library keeps may be handed to a replaced method then. */
  @ParameterizedTest
  @ValueSource(strings = {"Map.prototype.get", "Map.prototype.set"})
  void shouldNotHandHostFunctionsToReplacedMethods(String method) {
    String spy = """
        const seen = [];
        const original = %1$s;
        %1$s = function (...args) {
          for (const each of [this, ...args]) {
            try {
              for (const value of each instanceof Map ? each.values() : [each]) if (typeof value?.send === 'function') seen[seen.length] = value;
            } catch { }
          }
          return original.apply(this, args);
        };
        for (let i = 0; i < 2; i++) await fetch('http://127.0.0.1:1/').catch(() => { });
        %1$s = original;
        """.formatted(method);
    assertThat(attempt(Set.of(), spy, "return seen.length;")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "0x7f000001",
        "0177.0.0.1",
        "2130706433",
        "0",
        "0.0.0.0",
        "localhost",
        "localhost.",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]"
      })
  void shouldNotReachADeniedAddressByAnotherSpelling(String host) {
    String tasks = "export const attempt = (port) => fetch(`http://" + host + ":${port}/`).then((r) => r.text());";
    WorkerHarness.files(root, "tasks.mjs", tasks);
    Permissions permissions =
        Permissions.builder(root).netAll().denyNet(Set.of("127.0.0.1")).build();
    try (WorkerHarness worker =
        WorkerHarness.open(root, options -> options.withPermissions(permissions), "tasks.mjs")) {
      assertThat(worker.call("attempt", String.valueOf(port)))
          .startsWith("!error")
          .contains("connecting to", "needs the permission");
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void shouldRefuseAnAddressWithoutAHost() {
    assertThat(attempt(Set.of("a_b.example"), "", fetchText("'http://a_b.example/'")))
        .contains("!error", "unsupported URI");
  }
}
