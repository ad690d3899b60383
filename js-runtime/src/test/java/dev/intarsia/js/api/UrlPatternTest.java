package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.WorkerHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code URLPattern} is there without an import. */
class UrlPatternTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
      new URLPattern({ pathname: '/books/:id' }).exec('https://x.example/books/7').pathname.groups.id | 7
      `${new URLPattern('https://x.example/a/*').test('https://x.example/b')}`  | false
      new URLPattern({ pathname: '/:a(\\\\d+)?' }).pathname                       | /:a(\\d+)?
      (() => { try { return new URLPattern('/no-base'); } catch (e) { return e.name; } })() | TypeError
      """)
  void shouldMatchUrls(String expression, String expected) {
    WorkerHarness.files(folder, "tasks.mjs", "export const attempt = () => " + expression + ";");
    try (WorkerHarness worker = WorkerHarness.open(folder, "tasks.mjs")) {
      assertThat(worker.call("attempt", "null")).isEqualTo("'" + expected + "'");
    }
  }
}
