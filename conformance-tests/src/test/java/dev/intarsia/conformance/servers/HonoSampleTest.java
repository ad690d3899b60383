package dev.intarsia.conformance.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample {@code samples/hono-server} as it stands, with the packages of {@code intarsia.packages}: a folder in which
 * {@code npm install hono @hono/node-server} has been run.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HonoSampleTest {
  private static final int ROUNDS = 200;

  @TempDir
  private Path folder;

  private Path program;

  @BeforeEach
  void copy() throws IOException {
    String packages = System.getProperty("intarsia.packages", "");
    assumeTrue(
        !packages.isEmpty(),
        "no packages given: -Dintarsia.packages=DIR, in which hono and @hono/node-server are installed");
    Path sample = Repository.root().resolve("samples/hono-server");
    for (String file : List.of("server.ts", "tasks.ts", "package.json")) {
      Files.copy(sample.resolve(file), folder.resolve(file));
    }
    for (String name : List.of("hono", "@hono/node-server")) {
      copyAll(
          Path.of(packages, "node_modules", name),
          folder.resolve("node_modules").resolve(name));
    }
    program = folder.resolve("server.ts");
  }

  /** Links would lead out of the program's folder, where its workers may read nothing. */
  private static void copyAll(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }

  @Test
  void shouldAnswerItsRoutesAndEndCleanly() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(program, Map.of("PORT", "0"))) {
      assertThat(server.ask("GET", "/ping", ""))
          .contains("HTTP/1.1 200 OK", "content-type: application/json")
          .endsWith("{\"pong\":true}");
      assertThat(server.ask("POST", "/ssr", "{\"name\": \"<Ada>\", \"visits\": 3}"))
          .contains("HTTP/1.1 200 OK", "content-type: text/html; charset=UTF-8")
          .last()
          .asString()
          .contains("<h1>&lt;Ada&gt;</h1><p>3 visits</p>");
      assertThat(server.ask("POST", "/ssr", "nope")).last().asString().contains("<h1>stranger</h1>");
      assertThat(server.ask("POST", "/jwt", "{\"id\": \"ada\"}"))
          .contains("HTTP/1.1 200 OK")
          .last()
          .asString()
          .matches("\\{\"token\":\"[\\w-]+\\.[\\w-]+\\.[\\w-]+\"}");
      assertThat(server.ask("POST", "/jwt", "nope")).contains("HTTP/1.1 400 Bad Request");
      assertThat(server.ask("POST", "/jwt", "{\"id\": 7}")).contains("HTTP/1.1 400 Bad Request");
      assertThat(server.ask("GET", "/unknown", ""))
          .contains("HTTP/1.1 404 Not Found")
          .endsWith("404 Not Found");
      assertThat(server.ask("GET", "/ssr", "")).contains("HTTP/1.1 404 Not Found");
      assertThat(server.interrupt()).isZero();
    }
  }

  @Test
  void shouldAnswerManyAtOnceEachWithItsOwn() throws Exception {
    try (ServerProcess server = ServerProcess.start(program, Map.of("PORT", "0"));
        ExecutorService clients = Executors.newFixedThreadPool(16)) {
      List<Future<List<String>>> answers = IntStream.range(0, ROUNDS)
          .mapToObj(i -> clients.submit(() -> server.ask("POST", "/ssr", "{\"name\": \"n" + i + "\"}")))
          .toList();
      for (int i = 0; i < ROUNDS; i++) {
        assertThat(answers.get(i).get()).last().asString().contains("<h1>n" + i + "</h1>");
      }
      assertThat(server.interrupt()).isZero();
    }
  }
}
