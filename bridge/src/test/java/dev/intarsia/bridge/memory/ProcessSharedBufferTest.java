package dev.intarsia.bridge.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProcessSharedBufferTest {
  @Test
  void shouldTravelByWordsWithinTheProcess() {
    try (ProcessSharedBuffer buffer = ProcessSharedBuffer.create(100)) {
      assertThat(buffer.lengthBytes()).isEqualTo(128);
      assertThat(buffer.hasWords()).isTrue();
      ProcessSharedBuffer part = buffer.subbuffer(64, 8);
      try (ProcessSharedBuffer received = ProcessSharedBuffer.ofWords(part.words())) {
        received.segment().set(JAVA_BYTE, 7, (byte) 42);
        assertThat(buffer.segment().get(JAVA_BYTE, 71)).isEqualTo((byte) 42);
        assertThat(received.lengthBytes()).isEqualTo(8);
      }
      assertThat(part.segment().get(JAVA_BYTE, 7)).isEqualTo((byte) 42);
    }
  }

  @Test
  void shouldTravelByNameBetweenProcesses() {
    Path file;
    try (ProcessSharedBuffer buffer = ProcessSharedBuffer.createNamed(64)) {
      file = Path.of("/dev/shm", Objects.requireNonNull(buffer.name()));
      String json = buffer.subbuffer(8, 16).slice().toJson();
      assertThat(json).contains("\"name\":\"" + buffer.name() + "\"", "\"byteOffset\":8", "\"byteLength\":16");
      try (ProcessSharedBuffer received = ProcessSharedBuffer.parse(json)) {
        received.segment().fill((byte) 9);
      }
      assertThat(file).exists();
      assertThat(buffer.segment().get(JAVA_BYTE, 8)).isEqualTo((byte) 9);
      assertThat(buffer.segment().get(JAVA_BYTE, 24)).isZero();
      assertThat(buffer.hasWords()).isFalse();
    }
    assertThat(file).doesNotExist();
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
  void shouldRefuseAccessAfterClose() {
    ProcessSharedBuffer buffer = ProcessSharedBuffer.create(64);
    ProcessSharedBuffer part = buffer.subbuffer(0, 8);
    buffer.close();
    assertThatIllegalStateException().isThrownBy(part::segment);
  }

  @Test
  void shouldRefuseWordsThatContradictEachOther() {
    assertThatIllegalArgumentException().isThrownBy(() -> ProcessSharedBuffer.ofWords(new int[7]));
    assertThatIllegalArgumentException().isThrownBy(() -> ProcessSharedBuffer.ofWords(new int[] {0, 64, 64, 60, 8, 0, 0, 0}));
    assertThatIllegalArgumentException().isThrownBy(() -> ProcessSharedBuffer.ofWords(new int[] {-1, 64, 64, 0, 8, 0, 0, 0}));
    assertThatIllegalArgumentException().isThrownBy(() -> ProcessSharedBuffer.ofWords(new int[] {0, 64, 128, 0, 8, 0, 0, 0}));
  }
}
