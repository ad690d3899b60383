package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.conformance.Repository;
import dev.intarsia.host.Pool;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The recipes of docs/process-workers.md: bubblewrap where the machine has it and lets it make namespaces, of a container
 * what ends it.
 */
class SandboxTest {
  /** What the docs say, kept equal to them by a test. */
  private static final List<String> RECIPE = List.of(
      "bwrap",
      "--ro-bind",
      "/",
      "/",
      "--dev",
      "/dev",
      "--proc",
      "/proc",
      "--tmpfs",
      "/tmp",
      "--unshare-net",
      "--unshare-ipc",
      "--die-with-parent");

  /** What they say after a container's image. */
  private static final List<String> IN_CONTAINER =
      List.of("sh", "-c", "exec 3<&0 </dev/null; (cat <&3; kill -9 $$) & exec \"$@\" 3<&-", "sh");

  /** What a container's client is to its container: who kills it has not killed the worker. */
  private static final String CLIENT = "exec 3<&0; setsid \"$@\" <&3 & exec 3<&-; wait";

  @Test
  void shouldBeTheRecipesOfTheDocs() throws IOException {
    String docs = plain(Files.readString(Repository.root().resolve("docs/process-workers.md")));
    assertThat(docs).contains(plain(".commandPrefix(" + String.join(",", RECIPE) + ")"));
    assertThat(docs).contains(plain("my-image," + String.join(",", IN_CONTAINER) + ")"));
  }

  private static String plain(String text) {
    return text.replaceAll("[\"\\\\\\s]+", "");
  }

  @Test
  void shouldEndWhatAContainersClientLeavesBehind(@TempDir Path directory) throws Exception {
    List<String> prefix = new ArrayList<>(List.of("/bin/sh", "-c", CLIENT, "sh"));
    prefix.addAll(IN_CONTAINER);
    ProcessOptions options = KillDrill.options(ProcessRuntime.INTARSIA)
        .named("client")
        .commandPrefix(prefix.toArray(String[]::new))
        .build();
    Path module = Files.writeString(directory.resolve("pid.mjs"), "export const pid = () => process.pid;");
    WorkerTasks tasks = WorkerTasks.ofFiles(List.of(module), List.of("pid"));
    try (Pool pool = Pool.builder()
        .workers(ProcessWorkers.of(ProcessRuntime.INTARSIA, tasks).options(options))
        .build()) {
      ProcessHandle worker = ProcessHandle.of(
              pool.callBlocking("pid", 0.0, Double.class).longValue())
          .orElseThrow();
      ProcessHandle client = worker.parent().orElseThrow();
      assertThat(client.parent()).contains(ProcessHandle.current());
      client.destroyForcibly();
      worker.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldServeFromWithinTheSandbox(ProcessRuntime runtime) throws Exception {
    if (runtime != ProcessRuntime.INTARSIA) {
      Peers.require(runtime);
    }
    assumeTrue(works(), "no bubblewrap that can make namespaces here");
    // Not below /tmp, which the recipe hides.
    Path here = Path.of("target").toAbsolutePath();
    Path directory = Files.createTempDirectory(Files.isDirectory(here) ? here : here.getParent(), "sandboxed");
    try {
      Path module = Files.writeString(directory.resolve("boxed.mjs"), """
              export const echo = (value) => value;
              export const write = async (file) => {
                const { writeFileSync } = await import("node:fs");
                try {
                  writeFileSync(file, "out");
                  return "written";
                } catch (error) {
                  return "refused";
                }
              };
              """);
      ProcessOptions options = Peers.options()
          .environment("INTARSIA_BINARY", "")
          .commandPrefix(recipe())
          .startTimeout(Duration.ofSeconds(60))
          .build();
      WorkerTasks tasks = WorkerTasks.ofFiles(List.of(module));
      try (Pool pool = Pool.builder()
          .workers(ProcessWorkers.of(runtime, tasks).options(options))
          .build()) {
        assertThat(pool.callBlocking("echo", "x".repeat(100_000), String.class)).hasSize(100_000);
        Path out = directory.resolve("out.txt");
        assertThat(pool.callBlocking("write", out.toString(), String.class)).isEqualTo("refused");
        assertThat(out).doesNotExist();
      }
    } finally {
      Files.deleteIfExists(directory.resolve("boxed.mjs"));
      Files.deleteIfExists(directory);
    }
  }

  /** The recipe, and what these tests have below /tmp, which it hides. */
  private static String[] recipe() {
    List<String> words = new ArrayList<>(RECIPE);
    Set<String> needed =
        new TreeSet<>(List.of(System.getProperty("java.class.path").split(":", -1)));
    needed.addAll(List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)));
    for (ProcessRuntime runtime : ProcessRuntime.values()) {
      needed.add(runtime.binary(System.getenv()));
    }
    if (Peers.knitting() != null) {
      needed.add(Peers.knitting().toString());
    }
    // Whole folders, as a link can't be bound: what a link leads to lies below its package's folder.
    needed.stream()
        .filter(path -> path.startsWith("/tmp/") && Files.exists(Path.of(path)))
        .map(path -> "/tmp/" + Path.of(path).getName(1))
        .distinct()
        .forEach(path -> words.addAll(List.of("--ro-bind", path, path)));
    return words.toArray(String[]::new);
  }

  private static boolean works() throws InterruptedException {
    try {
      Process probe = new ProcessBuilder(
              "bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-net", "true")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return probe.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
