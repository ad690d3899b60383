package dev.intarsia.bridge.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.intarsia.bridge.memory.SharedMemory.Unmapping;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SharedMemoryTest {
  private static final Path SHM = Path.of("/dev/shm");

  @Test
  void shouldShareAnonymousMemoryByDescriptor() {
    try (SharedMemory maker = SharedMemory.anonymous(4096);
        SharedMemory other = SharedMemory.inherit(maker.fd(), 4096)) {
      maker.segment().set(JAVA_INT, 64, 0xCAFE);
      assertThat(other.segment().get(JAVA_INT, 64)).isEqualTo(0xCAFE);
      assertThat(other.fd()).isNotEqualTo(maker.fd());
      assertThat(maker.name()).isNull();
    }
  }

  @Test
  void shouldSealSizeOfAnonymousMemory() throws IOException {
    try (SharedMemory memory = SharedMemory.anonymous(4096);
        RandomAccessFile peer = new RandomAccessFile("/proc/self/fd/" + memory.fd(), "rw")) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> peer.setLength(0));
      assertThat(memory.segment().get(JAVA_BYTE, 4095)).isZero();
    }
  }

  @Test
  void shouldRefuseMemoryThatHasNoRoomWhenItIsMade() throws IOException {
    long tooMuch = Files.getFileStore(SHM).getTotalSpace() + (1L << 30);
    AtomicReference<String> announced = new AtomicReference<>("");
    assertThatExceptionOfType(SharedMemoryException.class)
        .isThrownBy(() -> SharedMemory.named(tooMuch, "full", Unmapping.ON_CLOSE, announced::set))
        .withMessageContaining(tooMuch + " bytes")
        .withMessageContaining("ENOSPC): make /dev/shm larger");
    assertThat(announced.get()).isNotEmpty();
    assertThat(SHM.resolve(announced.get())).doesNotExist();
    assertThatExceptionOfType(SharedMemoryException.class).isThrownBy(() -> SharedMemory.linkable(tooMuch));
  }

  @Test
  void shouldShareNamedMemoryAndUnlinkItOnClose() throws IOException {
    Path file;
    try (SharedMemory maker = SharedMemory.named(8192, "demo pool")) {
      String name = Objects.requireNonNull(maker.name());
      file = SHM.resolve(name);
      assertThat(name).matches("isa-[0-9a-v]{16}-demo_poo").hasSizeLessThanOrEqualTo(30);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      try (SharedMemory other = SharedMemory.open(name, 8192)) {
        other.segment().set(JAVA_INT, 8, 7);
        assertThat(maker.segment().get(JAVA_INT, 8)).isEqualTo(7);
      }
      assertThat(file).exists();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldKeepMappingAfterUnlink() {
    try (SharedMemory maker = SharedMemory.named(4096, "");
        SharedMemory other = SharedMemory.open(Objects.requireNonNull(maker.name()), 4096)) {
      maker.unlink();
      assertThat(SHM.resolve(Objects.requireNonNull(maker.name()))).doesNotExist();
      maker.segment().set(JAVA_INT, 0, 5);
      assertThat(other.segment().get(JAVA_INT, 0)).isEqualTo(5);
    }
  }

  @Test
  void shouldTakeTheNameAwayForAnOwnerThatHasDied() {
    try (SharedMemory maker = SharedMemory.named(4096, "");
        SharedMemory other = SharedMemory.open(Objects.requireNonNull(maker.name()), 4096)) {
      SharedMemoryNames.unlinkForOwner(Objects.requireNonNull(other.name()));
      SharedMemoryNames.unlinkForOwner(Objects.requireNonNull(other.name()));
      assertThat(SHM.resolve(Objects.requireNonNull(maker.name()))).doesNotExist();
    }
  }

  @Test
  void shouldNeverTakeTheSameNameTwice() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      try (SharedMemory memory = SharedMemory.named(64, "")) {
        assertThat(names.add(Objects.requireNonNull(memory.name()))).isTrue();
      }
    }
  }

  @Test
  void shouldRefuseMemorySmallerThanPromised() {
    try (SharedMemory maker = SharedMemory.named(4096, "small")) {
      String name = Objects.requireNonNull(maker.name());
      assertThatExceptionOfType(SharedMemoryException.class)
          .isThrownBy(() -> SharedMemory.open(name, 4097))
          .withMessageContaining("has 4096 bytes, 4097 were promised");
      assertThatExceptionOfType(SharedMemoryException.class)
          .isThrownBy(() -> SharedMemory.inherit(maker.fd(), 1 << 20))
          .withMessageContaining("were promised");
    }
  }

  @Test
  void shouldNameTheErrorOfMissingMemory() {
    assertThatExceptionOfType(SharedMemoryException.class)
        .isThrownBy(() -> SharedMemory.open("isa-nosuchname", 64))
        .withMessageContaining("shm_open /isa-nosuchname failed: no such name (ENOENT)");
    assertThatExceptionOfType(SharedMemoryException.class)
        .isThrownBy(() -> SharedMemory.inherit(999_999, 64))
        .withMessageContaining("EBADF");
    assertThatExceptionOfType(SharedMemoryException.class)
        .isThrownBy(() -> SharedMemory.open("../etc/passwd", 64))
        .withMessageContaining("must be one file name");
    assertThatIllegalArgumentException().isThrownBy(() -> SharedMemory.anonymous(0));
  }

  @Test
  void shouldRefuseAccessAfterClose() {
    SharedMemory memory = SharedMemory.anonymous(4096);
    memory.close();
    memory.close();
    assertThatIllegalStateException().isThrownBy(() -> memory.segment().get(JAVA_INT, 0));
  }

  @Test
  void shouldViewWithoutWriting() {
    try (SharedMemory maker = SharedMemory.anonymous(4096);
        SharedMemory view = SharedMemory.viewFile(Path.of("/proc/self/fd/" + maker.fd()))) {
      maker.segment().set(JAVA_INT, 0, 9);
      assertThat(view.segment().get(JAVA_INT, 0)).isEqualTo(9);
      assertThat(view.sizeBytes()).isEqualTo(4096);
      assertThatIllegalArgumentException().isThrownBy(() -> view.segment().set(JAVA_INT, 0, 1));
    }
  }

  @Test
  void shouldSweepOnlyWhatDeadOwnersLeft() throws IOException {
    Path stale = Files.createFile(SHM.resolve("isa-0000000000000000-stale"));
    Path foreign = Files.createFile(SHM.resolve("isa-not-ours"));
    try (SharedMemory alive = SharedMemory.named(64, "alive")) {
      assertThat(SharedMemoryNames.sweep()).isPositive();
      assertThat(stale).doesNotExist();
      assertThat(foreign).exists();
      assertThat(SHM.resolve(Objects.requireNonNull(alive.name()))).exists();
    } finally {
      Files.deleteIfExists(stale);
      Files.deleteIfExists(foreign);
    }
  }
}
