package dev.intarsia.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MixedPoolTest {
  @Test
  void shouldCallJsAndJavaInOnePool() {
    Path module = Path.of(System.getProperty("intarsia.root"), "samples/tasks/hello.mjs");
    assertThat(MixedPool.squareAndCube(module, 3)).isEqualTo("9.0 27.0");
  }
}
