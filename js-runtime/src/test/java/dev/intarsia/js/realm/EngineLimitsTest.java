package dev.intarsia.js.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.WorkerHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine limits by itself and V8 does not. */
final class EngineLimitsTest {
  @TempDir
  private Path folder;

  private String call(String expression) {
    WorkerHarness.files(folder, "tasks.mjs", "export const run = () => " + expression + ";");
    try (WorkerHarness worker = WorkerHarness.open(folder, "tasks.mjs")) {
      return worker.call("run", "null");
    }
  }

  @Test
  void shouldSpreadAMillionArguments() {
    assertThat(
            call(
                "[Math.max(...Array(1_000_000).fill(7)), [].concat(...Array.from({ length: 70_000 }, (_, i) => [i])).length]"))
        .isEqualTo("[7,70000]");
  }

  @Test
  void shouldWriteDeeplyNestedJsonAsNodeDoes() {
    assertThat(call("""
                (() => {
                  let deep = { "a\\u2028": [undefined, () => 1, NaN, 1n < 2n, new String("s"), new Date(0), { toJSON: (key) => `json ${key}` }], skip: undefined };
                  const shallow = JSON.stringify(deep);
                  for (let i = 0; i < 5000; i++) deep = [deep];
                  const text = JSON.stringify(deep);
                  const indented = JSON.stringify(deep, (key, value) => (value instanceof Array && value.length === 7 ? 5 : value), 1);
                  const cycle = {}; let end = cycle; for (let i = 0; i < 1500; i++) end = end.next = {}; end.next = cycle;
                  let circular = "";
                  try { JSON.stringify(cycle); } catch (error) { circular = error.name; }
                  return [text === "[".repeat(5000) + shallow + "]".repeat(5000), indented.includes('"a\\u2028": 5'),
                    indented.split("\\n").length, circular, JSON.stringify.length, JSON.stringify.name];
                })()
                """)).isEqualTo("[true,true,10003,\"TypeError\",3,\"stringify\"]");
  }
}
