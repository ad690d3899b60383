package dev.intarsia.bridge.wake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere no thread stands back")
class NicenessTest {
  /** Where the niceness stands behind a thread's name, in proc_pid_stat(5). */
  private static final int NICE_FIELD = 16;

  private static int ownNiceness() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldStandBackWithTheThreadsThatItStarts() {
    int before = ownNiceness();
    CompletableFuture<Boolean> does = new CompletableFuture<>();
    CompletableFuture<Integer> own = new CompletableFuture<>();
    CompletableFuture<Integer> started = new CompletableFuture<>();
    Thread.ofPlatform().start(() -> {
      does.complete(Niceness.standBack(before + 3));
      own.complete(ownNiceness());
      Thread.ofPlatform().start(() -> started.complete(ownNiceness()));
    });
    assertThat(does.join()).isTrue();
    assertThat(own.join()).isEqualTo(before + 3);
    assertThat(started.join()).isEqualTo(before + 3);
    assertThat(ownNiceness()).isEqualTo(before);
  }
}
