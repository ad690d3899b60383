package dev.intarsia.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class TwinsTest {
  private static final Path MODULE = Path.of(System.getProperty("intarsia.root", ".."), "samples/tasks/twins.mjs");

  @Test
  void shouldGiveTheSameInBothLanguages() {
    String[] lines = Twins.compare(MODULE).split("\n");
    // 17,984 primes lie below 200,000, as any table of primes says.
    assertThat(lines[0]).matches("java: pi is about 3\\.14\\d+, 17984 primes below 200000");
    assertThat(lines[1]).isEqualTo(lines[0].replace("java", "js"));
  }
}
