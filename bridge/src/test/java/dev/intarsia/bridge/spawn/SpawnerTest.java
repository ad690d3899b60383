package dev.intarsia.bridge.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SpawnerTest {
  @TempDir
  private Path folder;

  private static SpawnPlan shell(String script, List<Integer> descriptors) {
    return new SpawnPlan("/bin/sh", List.of("a-name", "-c", script), List.of("A=1"), "/", descriptors, false);
  }

  private static ChildProcess.Exit end(int pid) {
    CompletableFuture<ChildProcess.Exit> exit = new CompletableFuture<>();
    ChildProcess.watch(pid, exit::complete);
    return exit.join();
  }

  private static String all(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(10_000);
    while (channel.read(buffer) >= 0) {
      // Until the other end is closed.
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldGiveTheDescriptorsOfThePlanAndNoOthers() throws IOException {
    try (SocketPairs pairs = new SocketPairs()) {
      SocketPairs.Pair first = pairs.open();
      SocketPairs.Pair second = pairs.open();
      int pid = Spawner.spawn(shell(
          "echo $A $0; pwd; ls /proc/$$/fd; echo two >&3",
          List.of(SpawnPlan.NULL_DEVICE, second.far(), 2, first.far())));
      first.closeFar();
      second.closeFar();
      assertThat(all(second.near()).lines().filter(line -> !line.equals("10")))
          .containsExactly("1 a-name", "/", "0", "1", "2", "3");
      assertThat(all(first.near())).isEqualTo("two\n");
      assertThat(end(pid)).isEqualTo(new ChildProcess.Exit(0, 0));
      first.near().close();
      second.near().close();
    }
  }

  @Test
  void shouldTellAnExitCodeFromASignal() {
    List<Integer> none = List.of(SpawnPlan.NULL_DEVICE, SpawnPlan.NULL_DEVICE, SpawnPlan.NULL_DEVICE);
    assertThat(end(Spawner.spawn(shell("exit 143", none)))).isEqualTo(new ChildProcess.Exit(143, 0));
    assertThat(end(Spawner.spawn(shell("kill $$", none)))).isEqualTo(new ChildProcess.Exit(0, 15));
  }

  @Test
  void shouldGiveTheErrorNumber() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "exit 5\n");
    SpawnPlan absent = new SpawnPlan("/no/such/file", List.of("x"), List.of(), null, List.of(), false);
    assertThat(Spawner.spawn(absent)).isEqualTo(-2);
    assertThat(Spawner.spawn(new SpawnPlan(text.toString(), List.of("x"), List.of(), null, List.of(), false)))
        .isEqualTo(-13);
    assertThat(Spawner.spawn(new SpawnPlan("/bin/sh\0x", List.of("x"), List.of(), null, List.of(), false)))
        .isEqualTo(-22);
    assertThat(text.toFile().setExecutable(true)).isTrue();
    assertThat(end(Spawner.spawn(new SpawnPlan(text.toString(), List.of("x"), List.of(), null, List.of(), false))))
        .isEqualTo(new ChildProcess.Exit(5, 0));
  }

  @Test
  void shouldAdoptASocketByItsDescriptor() throws IOException {
    try (SocketPairs pairs = new SocketPairs()) {
      SocketPairs.Pair pair = pairs.open();
      try (SocketChannel near = pair.near()) {
        near.write(ByteBuffer.wrap("there".getBytes(StandardCharsets.UTF_8)));
        try (SocketChannel far = SocketPairs.adopt(pair.far())) {
          ByteBuffer got = ByteBuffer.allocate(5);
          assertThat(far.read(got)).isEqualTo(5);
          far.write(got.flip());
        }
        assertThat(all(near)).isEqualTo("there");
      }
    }
  }

  @Test
  void shouldSignalOnlyWhileTheProcessRuns() throws Exception {
    CompletableFuture<ChildProcess.Exit> exit = new CompletableFuture<>();
    int pid = Spawner.spawn(new SpawnPlan("/bin/sleep", List.of("sleep", "100"), List.of(), null, List.of(), true));
    ChildProcess child = ChildProcess.watch(pid, exit::complete);
    assertThat(child.kill(0)).isZero();
    assertThat(Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ")[5])
        .isEqualTo(String.valueOf(pid));
    assertThat(child.kill(9)).isZero();
    assertThat(exit.get()).isEqualTo(new ChildProcess.Exit(0, 9));
    assertThat(child.kill(9)).isEqualTo(-3);
  }
}
