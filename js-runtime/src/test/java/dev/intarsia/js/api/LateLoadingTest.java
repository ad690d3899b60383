package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.WorkerHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Globals and Node's modules load on first use, which may be in a task: after the prototypes are closed. */
class LateLoadingTest {
  private static final String MODULE = """
      import { builtinModules, createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const fault = (name, body) => { try { body(); return []; } catch (e) { return [`${name}: ${e.message}`]; } };
      const names = Object.getOwnPropertyNames(globalThis);
      export const count = () => names.length + builtinModules.length;
      export const load = () => [
        ...names.flatMap((name) => fault(name, () => globalThis[name])),
        ...builtinModules.flatMap((name) => fault(name, () => require(name))),
      ].join('\\n');
      """;

  @TempDir
  Path folder;

  @Test
  void shouldLoadEverythingWhileATaskRuns() {
    WorkerHarness.files(folder, "late.mjs", MODULE);
    try (WorkerHarness worker = WorkerHarness.open(folder, "late.mjs")) {
      assertThat(Integer.parseInt(worker.call("count", "null"))).isGreaterThan(150);
      assertThat(worker.call("load", "null")).isEqualTo("''");
    }
  }
}
