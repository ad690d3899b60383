package dev.intarsia.conformance.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectationsTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    Expectations.read(folder, "url")
        .write(Map.of("a.js", new FileScore(3, 3, ""), "b.js", new FileScore(5, 2, "TypeError 1, time limit 2")));
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    assertThat(Expectations.read(folder, "url").scores())
        .containsExactly(
            Map.entry("a.js", new FileScore(3, 3, "")),
            Map.entry("b.js", new FileScore(5, 2, "TypeError 1, time limit 2")));
  }

  @Test
  void shouldReportFailuresAndUnexpectedPasses() throws IOException {
    Map<String, FileScore> found =
        Map.of("a.js", new FileScore(3, 2, "TypeError 1"), "b.js", new FileScore(5, 3, "TypeError 2"));
    assertThat(Expectations.read(folder, "url").differences(found))
        .containsExactlyInAnyOrder(
            "a.js fails more than expected: 2 of 3: TypeError 1, expected 3 of 3",
            "b.js passes unexpectedly: 3 of 5: TypeError 2, expected 2 of 5: TypeError 1, time limit 2");
  }

  @Test
  void shouldReportFilesThatTheListHasOrLacks() throws IOException {
    Map<String, FileScore> found = Map.of("a.js", new FileScore(3, 3, ""), "c.js", new FileScore(1, 1, ""));
    assertThat(Expectations.read(folder, "url").differences(found))
        .containsExactlyInAnyOrder(
            "c.js is not in the list: 1 of 1", "b.js was not found, or Node passes nothing of it");
  }

  @Test
  void shouldCountOnlyWhatTheReferencePasses() {
    SuiteResult node = new SuiteResult(Map.of("one", "", "two", "", "three", "TypeError", "four", ""), Map.of());
    SuiteResult here = new SuiteResult(Map.of("one", "", "two", "RangeError", "three", ""), Map.of());
    assertThat(here.against(node)).hasToString("1 of 3: RangeError 1, not reached 1");
  }

  @Test
  void shouldRefuseToWriteListOfSomeFiles() {
    assertThatThrownBy(() -> SuiteRun.refusePartOfList("digest", true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("intarsia.suites.areas")
        .hasMessageContaining("digest");
    SuiteRun.refusePartOfList("digest", false);
    SuiteRun.refusePartOfList("", true);
  }
}
