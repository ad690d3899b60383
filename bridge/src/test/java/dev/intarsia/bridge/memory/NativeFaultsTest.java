package dev.intarsia.bridge.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.intarsia.bridge.memory.SharedMemory.Unmapping;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No room, no memory, no descriptor: at each call of the C library one clear error, and nothing is left behind. */
class NativeFaultsTest {
  private static final int BYTES = 3 * 4096;
  private static final Map<Integer, String> ERRORS = new TreeMap<>(Map.of(28, "ENOSPC", 12, "ENOMEM", 24, "EMFILE"));

  /** Calls that are done without where they fail: a file is not sealed, not locked, or loses its name in another way. */
  private static final Set<String> DONE_WITHOUT = Set.of("fcntl", "flock", "shm_unlink");

  /** What is done with shared memory. */
  enum Use {
    ANONYMOUS {
      @Override
      void run() {
        SharedMemory.anonymous(BYTES).close();
      }
    },
    NAMED {
      @Override
      void run() {
        SharedMemory.named(BYTES, "faults", Unmapping.ON_CLOSE, name -> {}).close();
      }
    },
    CHOSEN_NAME {
      @Override
      void run() {
        SharedMemory.create("isa-faults-" + ProcessHandle.current().pid(), BYTES)
            .close();
      }
    },
    LINKED {
      @Override
      void run() {
        try (SharedMemory memory = SharedMemory.linkable(BYTES)) {
          assertThat(memory.link("faults")).endsWith("-faults");
        }
      }
    },
    OPENED {
      @Override
      void run() {
        try (SharedMemory made = SharedMemory.named(BYTES, "faults");
            SharedMemory opened = SharedMemory.open(String.valueOf(made.name()), BYTES)) {
          assertThat(opened.sizeBytes()).isEqualTo(BYTES);
        }
      }
    },
    INHERITED {
      @Override
      void run() {
        try (SharedMemory made = SharedMemory.anonymous(BYTES);
            SharedMemory inherited = SharedMemory.inherit(made.fd(), BYTES)) {
          assertThat(inherited.sizeBytes()).isEqualTo(BYTES);
        }
      }
    },
    VIEWED {
      @Override
      void run() {
        try (SharedMemory made = SharedMemory.anonymous(BYTES);
            SharedMemory viewed = SharedMemory.viewFile(Path.of("/proc/self/fd/" + made.fd()))) {
          assertThat(viewed.sizeBytes()).isEqualTo(BYTES);
        }
      }
    };

    abstract void run();
  }

  private static Set<String> held() throws IOException {
    Set<String> all = new TreeSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path each : descriptors.toList()) {
        if (Files.isSymbolicLink(each)) {
          String leads = Files.readSymbolicLink(each).toString();
          if (leads.contains("memfd:intarsia") || leads.startsWith("/dev/shm")) {
            all.add(each + " " + leads);
          }
        }
      }
    }
    try (Stream<Path> names = Files.list(Path.of("/dev/shm"))) {
      names.filter(name -> name.toString().contains("faults")).forEach(name -> all.add(name.toString()));
    }
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      maps.filter(line -> line.contains("faults") && line.contains("/dev/shm")).forEach(all::add);
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(Use.class)
  void shouldFailWithOneClearErrorAndLeaveNothing(Use use) throws IOException {
    List<String> calls;
    try (NativeFaults counted = NativeFaults.at(-1, 0)) {
      use.run();
      calls = counted.made();
    }
    assertThat(calls).isNotEmpty();
    Set<String> before = held();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      for (Map.Entry<Integer, String> error : ERRORS.entrySet()) {
        try (NativeFaults failing = NativeFaults.at(i, error.getKey())) {
          Throwable thrown = catchThrowable(use::run);
          assertThat(failing.made()).hasSizeGreaterThan(i);
          String at = use + ": " + calls.get(i) + " fails with " + error.getValue();
          if (thrown == null) {
            assertThat(DONE_WITHOUT).as(at).contains(calls.get(i));
          } else {
            assertThat(thrown).as(at).isInstanceOf(SharedMemoryException.class).hasMessageContaining(error.getValue());
            assertThat(thrown.getSuppressed()).as(at).isEmpty();
            told.add(at);
          }
        }
        assertThat(held()).as("left by %s at %s", use, calls.get(i)).isEqualTo(before);
      }
    }
    use.run();
    assertThat(held()).isEqualTo(before);
    assertThat(told).isNotEmpty();
  }

  /** The way in is a field of this package, and nothing public leads to it. */
  @Test
  void shouldBeOutOfReachOfUsers() throws ReflectiveOperationException {
    assertThat(Modifier.isPublic(Libc.class.getModifiers())).isFalse();
    int modifiers = Libc.class.getDeclaredField("faults").getModifiers();
    assertThat(Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)).isFalse();
    assertThat(Arrays.stream(Libc.class.getDeclaredMethods())
            .map(method -> method.getName().toLowerCase(java.util.Locale.ROOT)))
        .noneMatch(name -> name.contains("fault") && !name.startsWith("lambda"));
    try (NativeFaults failing = NativeFaults.at(0, 24)) {
      assertThatExceptionOfType(SharedMemoryException.class).isThrownBy(() -> SharedMemory.anonymous(BYTES));
      assertThat(failing.made()).hasSize(1);
    }
    SharedMemory.anonymous(BYTES).close();
  }
}
