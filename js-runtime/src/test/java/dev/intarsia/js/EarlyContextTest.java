package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EarlyContextTest {
  @TempDir
  private Path folder;

  @Test
  void shouldGiveAPreparedContextToOneWorkerOnly() {
    EarlyContext.prepare();
    EarlyContext first = EarlyContext.take();
    EarlyContext second = EarlyContext.take();
    assertThat(second.context()).isNotSameAs(first.context());
    assertThat(second.files()).isNotSameAs(first.files());
  }

  /** What a prepared context has run already, and what only a realm's worker runs, is the same for both workers. */
  @Test
  void shouldGiveTheSameInPreparedAndOtherContexts() throws Exception {
    Path module = Files.writeString(folder.resolve("tasks.mjs"), """
        export const looks = () => {
          try { Array.prototype.map = null; } catch (refused) { return `${refused.name} ${new Date(0).toISOString()} ${typeof process}`; }
        };
        """);
    JsEngine.prepare();
    try (Pool pool = Pool.builder().workers(JsWorkers.of(module)).build();
        Pool other = Pool.builder().workers(JsWorkers.of(module)).build()) {
      assertThat(pool.call("looks", null, String.class).await()).isEqualTo("TypeError 1970-01-01T00:00:00.000Z object");
      assertThat(other.call("looks", null, String.class).await())
          .isEqualTo("TypeError 1970-01-01T00:00:00.000Z object");
    }
  }
}
