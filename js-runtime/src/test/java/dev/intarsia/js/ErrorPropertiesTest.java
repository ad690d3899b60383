package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.intarsia.host.Pool;
import dev.intarsia.host.TaskException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an error has besides its message crosses with it. */
@Timeout(120)
class ErrorPropertiesTest {
  @TempDir
  Path folder;

  private TaskException thrownBy(String body) {
    WorkerHarness.files(folder, "tasks.mjs", "export const f = async () => { " + body + " };");
    try (Pool pool =
        Pool.builder().workers(JsWorkers.of(folder.resolve("tasks.mjs"))).build()) {
      return catchThrowableOfType(TaskException.class, () -> pool.callBlocking("f", null));
    }
  }

  @Test
  void shouldKeepCodeAndOwnProperties() {
    TaskException thrown = thrownBy("""
            throw Object.assign(new TypeError("no", { cause: Object.assign(new Error("inner"), { code: "E_INNER" }) }),
              { code: "ERR_NO", retryable: true, details: { field: "a", at: [1, 2] }, skip: () => 1, big: 12n, [Symbol("s")]: 1 });
            """);
    assertThat(thrown.code()).isEqualTo("ERR_NO");
    assertThat(thrown.properties())
        .containsEntry("retryable", true)
        .containsEntry("details", Map.of("field", "a", "at", List.of(1.0, 2.0)))
        .containsEntry("big", "12")
        .doesNotContainKeys("skip", "name", "message", "stack", "cause");
    assertThat(thrown.getCause())
        .isInstanceOfSatisfying(
            TaskException.class, inner -> assertThat(inner.code()).isEqualTo("E_INNER"));
  }

  @Test
  void shouldKeepTheErrorsOfAnAggregate() {
    TaskException thrown = thrownBy(
        "await Promise.any([Promise.reject(Object.assign(new RangeError('a'), { code: 7 })), Promise.reject(new Error('b'))]);");
    assertThat(thrown.name()).isEqualTo("AggregateError");
    assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage).containsExactly("RangeError: a", "Error: b");
    assertThat(((TaskException) thrown.getSuppressed()[0]).code()).isEqualTo("7");
  }

  @Test
  void shouldSendAnErrorWhateverItsPropertiesDo() {
    assertThat(thrownBy("""
                const error = new Error("told");
                Object.defineProperty(error, "bad", { enumerable: true, get() { throw new Error("hostile"); } });
                error.self = error; error.loop = {}; error.loop.loop = error.loop; error.code = "LAST";
                throw error;
                """))
        .hasMessage("Error: told")
        .satisfies(thrown -> assertThat(thrown.code()).isEqualTo("LAST"));
    assertThat(
            thrownBy(
                "throw new Proxy(new Error('proxied'), { ownKeys() { throw 1; }, getOwnPropertyDescriptor() { throw 2; } });"))
        .isNotNull();
  }

  @Test
  void shouldGiveThePropertiesBackToAnotherWorker() {
    WorkerHarness.files(folder, "tasks.mjs", """
        export const make = () => Object.assign(new Error("made"), { code: "ERR_MADE", info: [1] });
        export const look = (error) => [error instanceof Error, error.message, error.code, error.info[0]].join();
        """);
    try (Pool pool =
        Pool.builder().workers(JsWorkers.of(folder.resolve("tasks.mjs"))).build()) {
      assertThat(pool.callBlocking("look", pool.callBlocking("make", null))).isEqualTo("true,made,ERR_MADE,1");
    }
  }

  @Test
  void shouldSayOnceThatAConsoleIsOff() {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    WorkerHarness.files(
        folder, "tasks.mjs", "export const say = () => { console.log('one'); console.error('two'); return 1; };");
    try (Pool pool = Pool.builder()
        .workers(JsWorkers.of(folder.resolve("tasks.mjs")).log((level, text) -> lines.add(level + " " + text)))
        .build()) {
      pool.callBlocking("say", null);
      pool.callBlocking("say", null);
    }
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("warn ")
        .contains("\"console\"")
        .doesNotContain("one");
  }
}
