package dev.intarsia.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.host.Pool;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.js.JsWorkers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ReactSsrTest {
  private static final String NUMBERS = " \\| \\d+ \\| \\d+\\.\\d\\d \\|";

  @TempDir
  private static Path folder;

  private static Path page;

  @BeforeAll
  static void install() throws Exception {
    page = NpmFolder.install("react-ssr", folder).resolve("page.jsx");
  }

  private static List<String> table(ProcessOptions options) {
    List<String> lines = new ArrayList<>();
    ReactSsr.compare(page, Duration.ofMillis(1), options, lines::add);
    return lines;
  }

  @Test
  void shouldRenderThePage() {
    try (Pool pool = Pool.builder().workers(JsWorkers.of(page)).build()) {
      String html = pool.call(ReactSsr.RENDER, ReactSsr.stock()).await();
      assertThat(html)
          .startsWith("<main><h1>Tea &amp; more</h1><table><tbody><tr class=\"sold-out\"><td>tea no. 0</td><td>0</td>")
          .endsWith("<td>19.50 €</td></tr></tbody></table><p>2565.00 €</p></main>");
    }
  }

  @Test
  void shouldHaveOneRowWithoutBun() {
    ProcessOptions nowhere =
        ProcessOptions.builder().knitting(folder.resolve("nowhere")).build();
    List<String> lines = table(nowhere);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(2)).matches("\\| GraalJS" + NUMBERS);
    assertThat(lines.get(3)).startsWith("no row for Bun: ").contains("holds no knitting package");
  }

  @Test
  void shouldCompareWithBun() {
    String knitting = System.getProperty("intarsia.knitting", "");
    assumeTrue(
        !knitting.isEmpty(), () -> NpmFolder.skipped("react-ssr", "no -Dintarsia.knitting=DIR for Bun's workers"));
    List<String> lines =
        table(ProcessOptions.builder().knitting(Path.of(knitting)).build());
    assertThat(lines).hasSize(5);
    assertThat(lines.get(3)).matches("\\| Bun" + NUMBERS);
    assertThat(lines.get(4)).isEqualTo("Both give the same page.");
  }
}
