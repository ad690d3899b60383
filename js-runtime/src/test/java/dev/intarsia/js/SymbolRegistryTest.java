package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.Pool;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Symbols by name belong to their worker: they go when it goes. */
@Timeout(300)
class SymbolRegistryTest {
  private static final int KEPT_MB = 60;

  @TempDir
  Path folder;

  private Pool pool(String module) {
    WorkerHarness.files(folder, "tasks.mjs", module);
    return Pool.builder().workers(JsWorkers.of(folder.resolve("tasks.mjs"))).build();
  }

  @Test
  void shouldBehaveAsTheLanguageSays() {
    try (Pool pool = pool("""
            const thrown = (f) => { try { f(); return "nothing"; } catch (error) { return error.name; } };
            const shape = (name) => {
              const { value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(Symbol, name);
              return [value.name, value.length, writable, enumerable, configurable, "prototype" in value, thrown(() => new value("a"))].join();
            };
            export const look = () => [
              Symbol.for("a") === Symbol.for("a"), Symbol.for("a") === Symbol.for("b"), Symbol.for() === Symbol.for("undefined"),
              Symbol.keyFor(Symbol.for("a")), Symbol.keyFor(Symbol("a")) === undefined, Symbol.keyFor(Symbol.iterator) === undefined,
              Symbol.for("a").description, String(Symbol.for("a")), thrown(() => Symbol.for(Symbol("a"))), thrown(() => Symbol.keyFor("a")),
              thrown(() => Symbol.for({ toString() { throw new RangeError(); } })), shape("for"), shape("keyFor"),
              Symbol.keyFor(Symbol.for("__proto__")), typeof Symbol.for("x"),
            ].join(" ");
            export const echo = (symbol) => symbol;
            export const same = (symbol) => symbol === Symbol.for("shared");
            """)) {
      assertThat(pool.callBlocking("look", null))
          .isEqualTo(
              "true false true a true true a Symbol(a) TypeError TypeError RangeError for,1,true,false,true,false,TypeError"
                  + " keyFor,1,true,false,true,false,TypeError __proto__ symbol");
      assertThat(pool.callBlocking("same", new dev.intarsia.host.value.Symbol("shared")))
          .isEqualTo(true);
      assertThat(pool.callBlocking("echo", new dev.intarsia.host.value.Symbol("shared")))
          .isEqualTo(new dev.intarsia.host.value.Symbol("shared"));
    }
  }

  @Test
  void shouldGiveBackWhatAWorkerNamed() {
    long before = usedMb();
    flood(before);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(usedMb()).isLessThan(before + KEPT_MB / 2));
  }

  private void flood(long before) {
    try (Pool pool = pool(
        "export const flood = (n) => { const tail = 'p'.repeat(1000); for (let i = 0; i < n; i++) Symbol.for(i + tail + Math.random()); return n; };")) {
      assertThat(pool.callBlocking("flood", KEPT_MB * 1000.0)).isEqualTo(KEPT_MB * 1000.0);
      assertThat(usedMb()).as("while the worker lives").isGreaterThan(before + KEPT_MB / 2);
    }
  }

  private static long usedMb() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
