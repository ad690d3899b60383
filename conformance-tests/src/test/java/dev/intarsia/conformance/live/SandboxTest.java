package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.conformance.Repository;
import dev.intarsia.host.Pool;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.WorkerTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bubblewrap recipe of docs/process-workers.md, where the machine has bubblewrap and lets it make namespaces. */
class SandboxTest {
  /** What the docs say, kept equal to them by a test. */
  private static final List<String> RECIPE =
      List.of(
          "bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--unshare-net",
          "--unshare-ipc", "--die-with-parent");

  @Test
  void shouldBeTheRecipeOfTheDocs() throws IOException {
    String docs = Files.readString(Repository.root().resolve("docs/process-workers.md")).replaceAll("[\"\\s]+", "");
    assertThat(docs).contains(".commandPrefix(" + String.join(",", RECIPE) + ")");
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
      Path module =
          Files.writeString(
              directory.resolve("boxed.mjs"),
              """
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
      ProcessOptions options =
          Peers.options()
              .environment("INTARSIA_BINARY", "")
              .commandPrefix(recipe())
              .startTimeout(Duration.ofSeconds(60))
              .build();
      WorkerTasks tasks = WorkerTasks.ofFiles(List.of(module));
      try (Pool pool = Pool.builder().processWorkers(runtime.id(), 1, tasks, options).build()) {
        assertThat(pool.<String>callBlocking("echo", "x".repeat(100_000))).hasSize(100_000);
        Path out = directory.resolve("out.txt");
        assertThat(pool.<String>callBlocking("write", out.toString())).isEqualTo("refused");
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
    Set<String> needed = new TreeSet<>(List.of(System.getProperty("java.class.path").split(":", -1)));
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
      Process probe =
          new ProcessBuilder("bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-net", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
