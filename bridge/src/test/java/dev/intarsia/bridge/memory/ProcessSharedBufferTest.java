package dev.intarsia.bridge.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.intarsia.bridge.boot.BootPayloadException;
import dev.intarsia.protocol.spec.Requirement;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessSharedBufferTest {
  private static final Path SHM = Path.of("/dev/shm");

  private static int[] words(ProcessSharedBuffer buffer, MemoryPeer peer) {
    return Objects.requireNonNull(buffer.wordsFor(peer));
  }

  private static String json(String name, long size) {
    return "{\"version\":1,\"byteOffset\":0,\"byteLength\":" + size
        + ",\"descriptor\":{\"version\":1,\"fd\":9,\"name\":\"" + name + "\",\"size\":" + size + ",\"byteLength\":"
        + size + "}}";
  }

  private static MemoryPeer peer(long pid) {
    MemoryPeer peer = MemoryPeer.process();
    peer.identify(pid);
    return peer;
  }

  @Test
  void shouldTravelByWordsWithinTheProcess() {
    try (ProcessSharedBuffer buffer = ProcessSharedBuffer.create(100)) {
      assertThat(buffer.lengthBytes()).isEqualTo(128);
      ProcessSharedBuffer part = buffer.subbuffer(64, 8);
      try (ProcessSharedBuffer received =
          ProcessSharedBuffer.received(words(part, MemoryPeer.SAME_PROCESS), MemoryPeer.SAME_PROCESS)) {
        received.segment().set(JAVA_BYTE, 7, (byte) 42);
        assertThat(buffer.segment().get(JAVA_BYTE, 71)).isEqualTo((byte) 42);
        assertThat(received.lengthBytes()).isEqualTo(8);
      }
      assertThat(part.segment().get(JAVA_BYTE, 7)).isEqualTo((byte) 42);
      assertThat(buffer.name()).isNull();
    }
  }

  @Test
  void shouldTakeANameWhenSentToAnotherProcess() {
    Path file;
    MemoryPeer other = peer(1);
    try (ProcessSharedBuffer buffer = ProcessSharedBuffer.create(64)) {
      buffer.segment().set(JAVA_BYTE, 3, (byte) 5);
      assertThat(buffer.wordsFor(other)).isNull();
      String json = buffer.sliceFor(other).toJson();
      String name = Objects.requireNonNull(buffer.name());
      assertThat(name).matches("isa-[0-9a-v]{16}-psb");
      file = SHM.resolve(name);
      assertThat(file).exists();
      try (ProcessSharedBuffer received = ProcessSharedBuffer.received(json)) {
        assertThat(received.segment().get(JAVA_BYTE, 3)).isEqualTo((byte) 5);
        received.segment().set(JAVA_BYTE, 4, (byte) 6);
      }
      assertThat(buffer.segment().get(JAVA_BYTE, 4)).isEqualTo((byte) 6);
      assertThat(buffer.sliceFor(other).toJson()).isEqualTo(json);
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldTravelByNameBetweenProcesses() {
    Path file;
    try (ProcessSharedBuffer buffer = ProcessSharedBuffer.createNamed(64)) {
      file = SHM.resolve(Objects.requireNonNull(buffer.name()));
      String json = buffer.subbuffer(8, 16).slice().toJson();
      assertThat(json).contains("\"name\":\"" + buffer.name() + "\"", "\"byteOffset\":8", "\"byteLength\":16");
      try (ProcessSharedBuffer received = ProcessSharedBuffer.received(json)) {
        received.segment().fill((byte) 9);
      }
      assertThat(file).exists();
      assertThat(buffer.segment().get(JAVA_BYTE, 8)).isEqualTo((byte) 9);
      assertThat(buffer.segment().get(JAVA_BYTE, 24)).isZero();
    }
    assertThat(file).doesNotExist();
  }

  /** The peer is played by this process: its memory is found by its number there. */
  @Test
  void shouldFindNamelessMemoryAtThePeerThatSentIt() {
    MemoryPeer self = peer(ProcessHandle.current().pid());
    try (SharedMemory theirs = SharedMemory.anonymous(128)) {
      int[] sent = {theirs.fd(), 128, 128, 64, 8, 3, 2, 0};
      try (ProcessSharedBuffer received = ProcessSharedBuffer.received(sent, self)) {
        received.segment().set(JAVA_BYTE, 0, (byte) 1);
        assertThat(theirs.segment().get(JAVA_BYTE, 64)).isEqualTo((byte) 1);
        assertThat(received.wordsFor(self)).as("the way back").isEqualTo(sent);
        assertThatExceptionOfType(SharedMemoryException.class)
            .as("the way to a third process")
            .isThrownBy(() -> received.sliceFor(peer(1)))
            .withMessageContaining("create it with a name");
        int[] here = words(received, MemoryPeer.SAME_PROCESS);
        ProcessSharedBuffer.received(here, MemoryPeer.SAME_PROCESS).segment().set(JAVA_BYTE, 1, (byte) 2);
        assertThat(theirs.segment().get(JAVA_BYTE, 65)).isEqualTo((byte) 2);
      }
    }
  }

  @Test
  void shouldRefuseNumbersThatAreNoBuffer(@TempDir Path directory) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("mine").toFile(), "rw");
        SharedMemory named = SharedMemory.named(64, "psb")) {
      file.setLength(64);
      MemoryPeer self = peer(ProcessHandle.current().pid());
      for (int fd : new int[] {0, 1, 2, descriptorOf(directory.resolve("mine")), named.fd(), 999_999}) {
        int[] sent = {fd, 64, 64, 0, 8, 0, 0, -1};
        assertThatExceptionOfType(SharedMemoryException.class)
            .as("file descriptor %d", fd)
            .isThrownBy(ProcessSharedBuffer.received(sent, self)::segment);
        assertThatIllegalArgumentException()
            .as("file descriptor %d as one of this process", fd)
            .isThrownBy(() -> ProcessSharedBuffer.received(sent, MemoryPeer.SAME_PROCESS));
      }
      assertThatExceptionOfType(SharedMemoryException.class)
          .isThrownBy(
              ProcessSharedBuffer.received(new int[] {named.fd(), 64, 64, 0, 8, 0, 0, -1}, MemoryPeer.process())
                  ::segment)
          .withMessageContaining("give the ProcessSharedBuffer a name");
    }
  }

  private static int descriptorOf(Path file) throws IOException {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path link : open) {
        if (Files.exists(link) && Files.isSameFile(link, file)) {
          return Integer.parseInt(link.getFileName().toString());
        }
      }
    }
    throw new IOException(file + " is not open");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../etc/passwd",
        "a/b",
        "..",
        "sem.lock",
        ".hidden",
        "no such name",
        "\\u0000",
        "isa-0000000000000000-box"
      })
  void shouldRefuseNamesThatAreNoBuffers(String name) {
    ProcessSharedBuffer claimed;
    try {
      claimed = ProcessSharedBuffer.received(json(name, 64));
    } catch (BootPayloadException refused) {
      return;
    }
    assertThatExceptionOfType(SharedMemoryException.class)
        .isThrownBy(claimed::segment)
        .withMessageContaining("refused");
  }

  @Test
  @Requirement("SEC-010")
  void shouldRefuseFilesOfOthers() throws Exception {
    Path open = Files.createFile(
        SHM.resolve("intarsia-test-open-" + ProcessHandle.current().pid()));
    Path link = SHM.resolve("intarsia-test-link-" + ProcessHandle.current().pid());
    try (RandomAccessFile file = new RandomAccessFile(open.toFile(), "rw")) {
      file.setLength(64);
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
      Files.createSymbolicLink(link, Path.of("/etc/hostname"));
      String name = open.getFileName().toString();
      assertThatExceptionOfType(SharedMemoryException.class)
          .isThrownBy(ProcessSharedBuffer.received(json(name, 64))::segment)
          .withMessageContaining("open to other users");
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-------"));
      assertThatExceptionOfType(SharedMemoryException.class)
          .isThrownBy(ProcessSharedBuffer.received(json(name, 128))::segment)
          .withMessageContaining("has 64 bytes, 128 were promised");
      assertThat(ProcessSharedBuffer.received(json(name, 64)).segment().byteSize())
          .isEqualTo(64);
      assertThatExceptionOfType(SharedMemoryException.class)
          .isThrownBy(ProcessSharedBuffer.received(json(link.getFileName().toString(), 1))::segment);
      boolean root = Files.getOwner(open).getName().equals("root");
      if (root) {
        Files.setAttribute(open, "unix:uid", 1);
        assertThatExceptionOfType(SharedMemoryException.class)
            .isThrownBy(ProcessSharedBuffer.received(json(name, 64))::segment)
            .withMessageContaining("belongs to user 1");
      }
    } finally {
      Files.deleteIfExists(open);
      Files.deleteIfExists(link);
    }
  }

  @Test
  void shouldTakeANameOnce() {
    try (ProcessSharedBuffer first = ProcessSharedBuffer.createNamed("isa-test-psb-" + System.nanoTime(), 64)) {
      String name = Objects.requireNonNull(first.name());
      assertThatExceptionOfType(SharedMemoryException.class)
          .isThrownBy(() -> ProcessSharedBuffer.createNamed(name, 64))
          .withMessageContaining("EEXIST");
      try (ProcessSharedBuffer second = ProcessSharedBuffer.open(name, 64)) {
        second.segment().set(JAVA_BYTE, 0, (byte) 1);
        assertThat(first.segment().get(JAVA_BYTE, 0)).isEqualTo((byte) 1);
      }
    }
  }

  @Test
  void shouldTakeNamesAwayForAProcessThatEnds() {
    try (ProcessSharedBuffer sent = ProcessSharedBuffer.create(64);
        ProcessSharedBuffer named = ProcessSharedBuffer.createNamed(64)) {
      sent.slice();
      ProcessSharedBuffer.unlinkAll();
      assertThat(SHM.resolve(Objects.requireNonNull(sent.name()))).doesNotExist();
      assertThat(SHM.resolve(Objects.requireNonNull(named.name()))).doesNotExist();
    }
  }

  @Test
  void shouldRefuseAccessAfterClose() {
    ProcessSharedBuffer buffer = ProcessSharedBuffer.create(64);
    ProcessSharedBuffer part = buffer.subbuffer(0, 8);
    int[] words = words(part, MemoryPeer.SAME_PROCESS);
    buffer.close();
    assertThatIllegalStateException().isThrownBy(part::segment);
    assertThatIllegalStateException().isThrownBy(() -> part.wordsFor(MemoryPeer.SAME_PROCESS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessSharedBuffer.received(words, MemoryPeer.SAME_PROCESS))
        .withMessageContaining("in this process");
  }

  @Test
  void shouldRefuseWordsThatContradictEachOther() {
    for (int[] words :
        new int[][] {new int[7], {0, 64, 64, 60, 8, 0, 0, 0}, {-1, 64, 64, 0, 8, 0, 0, 0}, {0, 64, 128, 0, 8, 0, 0, 0}
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> ProcessSharedBuffer.received(words, MemoryPeer.process()));
    }
  }
}
