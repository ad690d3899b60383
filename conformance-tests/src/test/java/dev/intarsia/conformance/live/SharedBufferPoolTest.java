package dev.intarsia.conformance.live;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.host.value.SharedEnvelope;
import dev.intarsia.protocol.spec.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ProcessSharedBuffers as arguments and results of tasks. */
class SharedBufferPoolTest {
  private static final Path SHM = Path.of("/dev/shm");
  private static final List<String> NAMES = List.of("bump", "echo", "make", "wrap");
  private static final String MODULE = """
      export const bump = (buffer) => ++buffer.bytes()[0];
      export const echo = (buffer) => buffer;
      let made;
      export const make = (like) => {
        made = like.constructor.create(64);
        made.bytes()[0] = 40;
        return made;
      };
      export const wrap = (envelope) => ++envelope.payload.bytes()[0];
      """;

  @TempDir
  Path directory = Path.of("");

  /** What a Java worker serves. */
  public static final class Tasks {
    private Tasks() {}

    public static int bump(ProcessSharedBuffer buffer) {
      try (buffer) {
        byte next = (byte) (buffer.segment().get(JAVA_BYTE, 0) + 1);
        buffer.segment().set(JAVA_BYTE, 0, next);
        return next;
      }
    }

    public static ProcessSharedBuffer echo(ProcessSharedBuffer buffer) {
      return buffer;
    }

    /** Its name goes with the worker's process. */
    @SuppressWarnings("resource")
    public static ProcessSharedBuffer make(ProcessSharedBuffer like) {
      ProcessSharedBuffer made = ProcessSharedBuffer.create(like.lengthBytes());
      made.segment().set(JAVA_BYTE, 0, (byte) 40);
      return made;
    }

    public static int count(List<Object> items) {
      return items.size();
    }

    public static int able(double times) {
      if (times > 1) {
        throw new IllegalStateException("not able");
      }
      return 1;
    }

    public static int wrap(SharedEnvelope envelope) {
      return bump(envelope.body());
    }
  }

  private static ProcessSharedBuffer create(boolean named) {
    return named ? ProcessSharedBuffer.createNamed(64) : ProcessSharedBuffer.create(64);
  }

  private static void exchange(Pool pool, boolean named) {
    String name;
    try (ProcessSharedBuffer whole = create(named)) {
      ProcessSharedBuffer buffer = whole.subbuffer(8, 16);
      assertThat(pool.callBlocking("bump", buffer, Double.class)).isEqualTo(1.0);
      buffer.segment().set(JAVA_BYTE, 0, (byte) 20);
      assertThat(pool.callBlocking("bump", buffer, Double.class)).isEqualTo(21.0);
      assertThat(whole.segment().get(JAVA_BYTE, 8)).isEqualTo((byte) 21);
      assertThat(pool.callBlocking("wrap", new SharedEnvelope(Map.of("k", 1), buffer), Double.class))
          .isEqualTo(22.0);
      try (ProcessSharedBuffer back = pool.callBlocking("echo", buffer, ProcessSharedBuffer.class)) {
        assertThat(back.lengthBytes()).isEqualTo(16);
        back.segment().set(JAVA_BYTE, 1, (byte) 5);
        assertThat(buffer.segment().get(JAVA_BYTE, 1)).isEqualTo((byte) 5);
      }
      try (ProcessSharedBuffer made = pool.callBlocking("make", buffer, ProcessSharedBuffer.class)) {
        assertThat(made.segment().get(JAVA_BYTE, 0)).isEqualTo((byte) 40);
        assertThat(pool.callBlocking("bump", made, Double.class)).isEqualTo(41.0);
        assertThat(made.segment().get(JAVA_BYTE, 0)).isEqualTo((byte) 41);
      }
      name = whole.name();
    }
    if (name != null) {
      assertThat(SHM.resolve(name)).doesNotExist();
    }
  }

  private static List<Path> buffers() throws IOException {
    try (var files = Files.newDirectoryStream(SHM, "isa-*-psb")) {
      List<Path> found = new ArrayList<>();
      files.forEach(found::add);
      return found;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldShareMemoryWithJavaTasks(boolean named) {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task("bump", ProcessSharedBuffer.class, Double.class, buffer -> (double) Tasks.bump(buffer))
            .task("echo", ProcessSharedBuffer.class, ProcessSharedBuffer.class, Tasks::echo)
            .task("make", ProcessSharedBuffer.class, ProcessSharedBuffer.class, Tasks::make)
            .task("wrap", SharedEnvelope.class, Double.class, envelope -> (double) Tasks.wrap(envelope)))
        .build()) {
      exchange(pool, named);
    }
    ProcessSharedBuffer.unlinkAll();
  }

  @Test
  @Requirement("PAY-029")
  void shouldShareMemoryWithAnotherJvm() throws IOException {
    List<Path> before = buffers();
    List<String> command = new ArrayList<>(NodePeerTest.intarsiaWorker());
    NAMES.forEach(name -> command.addAll(List.of("--java", name + "=" + Tasks.class.getName() + "::" + name)));
    ProcessOptions options = ProcessOptions.builder()
        .command(command)
        .startTimeout(Duration.ofSeconds(60))
        .build();
    try (Pool pool = pool("intarsia", options)) {
      exchange(pool, false);
      exchange(pool, true);
      ProcessSharedBuffer closed = ProcessSharedBuffer.create(64);
      closed.close();
      assertThatThrownBy(() -> pool.callBlocking("bump", closed)).hasMessageContaining("closed");
    }
    assertThat(buffers()).as("left in /dev/shm").isSubsetOf(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE", "DENO", "BUN"})
  void shouldShareMemoryWithForeignWorkers(ProcessRuntime runtime) throws IOException {
    Peers.require(runtime);
    Files.writeString(directory.resolve("buffers.mjs"), MODULE);
    try (Pool pool = pool(runtime.id(), Peers.options().build())) {
      exchange(pool, false);
      exchange(pool, true);
    }
  }

  private Pool pool(String runtime, ProcessOptions options) {
    WorkerTasks tasks = WorkerTasks.ofFiles(List.of(directory.resolve("buffers.mjs")), NAMES);
    return Pool.builder()
        .workers(ProcessWorkers.of(ProcessRuntime.of(runtime), tasks).options(options))
        .build();
  }
}
