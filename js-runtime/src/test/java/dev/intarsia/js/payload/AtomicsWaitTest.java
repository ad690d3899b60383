package dev.intarsia.js.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.WorkerHarness;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code Atomics.wait}, {@code waitAsync} and {@code notify} give within one worker. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AtomicsWaitTest {
  @TempDir
  private Path folder;

  /** The same on memory of the context's own and on mapped memory, as Node gives it. */
  @Test
  void shouldEndAsTheLanguageSays() {
    WorkerHarness.files(folder, "waits.mjs", """
        import { ProcessSharedBuffer } from "knitting/shared-memory";
        const attempt = (run) => { try { return run(); } catch (wrong) { return wrong.name; } };
        const log = (buffer) => {
          const word = new Int32Array(buffer, 8, 4);
          const wide = new BigInt64Array(buffer, 8, 2);
          Atomics.store(wide, 1, 2n ** 40n + 1n);
          return [
            attempt(() => Atomics.wait(word, 0, 1)),
            attempt(() => Atomics.wait(word, 0, 0, 5)),
            attempt(() => Atomics.wait(word, 0, 0, -1)),
            attempt(() => Atomics.wait(word, "0", "0", "3")),
            attempt(() => Atomics.wait(wide, 1, 1n, 1)),
            attempt(() => Atomics.wait(wide, 1, 2n ** 40n + 1n, 1)),
            attempt(() => Atomics.wait(word, 4, 0, 0)),
            attempt(() => Atomics.wait(word, -1, 0, 0)),
            attempt(() => Atomics.wait(wide, 0, 0, 0)),
            attempt(() => Atomics.wait(new Uint32Array(buffer), 0, 0, 0)),
            attempt(() => Atomics.wait(new Float64Array(buffer), 0, 0, 0)),
            attempt(() => Atomics.wait(new DataView(buffer), 0, 0, 0)),
            attempt(() => Atomics.notify(word, 0)),
            attempt(() => Atomics.notify(word, 0, -5)),
            attempt(() => Atomics.notify(word, 9)),
            attempt(() => Atomics.notify(new Uint8Array(buffer), 0)),
            attempt(() => JSON.stringify(Atomics.waitAsync(word, 0, 1))),
            attempt(() => JSON.stringify(Atomics.waitAsync(word, 0, 0, 0))),
          ];
        };
        export const compare = () => {
          const own = log(new SharedArrayBuffer(64));
          const mapped = log(ProcessSharedBuffer.create(64).getSAB());
          return { own, differing: own.filter((line, at) => line !== mapped[at]), plain: attempt(() => Atomics.wait(new Int32Array(4), 0, 0, 0)) };
        };
        export const later = async () => {
          const word = new Int32Array(ProcessSharedBuffer.create(64).getSAB());
          const { async, value } = Atomics.waitAsync(word, 2, 0, 5);
          const ends = [async, await value];
          const second = Atomics.waitAsync(word, 2, 0);
          while (Atomics.notify(word, 2) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
          ends.push(await second.value);
          const third = Atomics.waitAsync(word, 3, 0, 60_000);
          Atomics.store(word, 3, 1);
          let over = false;
          third.value.then(() => { over = true; });
          while (!over && Atomics.notify(word, 3) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
          ends.push(await third.value);
          return ends;
        };
        """);
    try (WorkerHarness worker = WorkerHarness.open(folder, "waits.mjs")) {
      assertThat(worker.call("compare", "null"))
          .isEqualTo(
              "{\"own\":[\"not-equal\",\"timed-out\",\"timed-out\",\"timed-out\",\"not-equal\",\"timed-out\",\"RangeError\","
                  + "\"RangeError\",\"TypeError\",\"TypeError\",\"TypeError\",\"TypeError\",0,0,\"RangeError\",\"TypeError\","
                  + "\"{\\\"async\\\":false,\\\"value\\\":\\\"not-equal\\\"}\",\"{\\\"async\\\":false,\\\"value\\\":\\\"timed-out\\\"}\"],"
                  + "\"differing\":[],\"plain\":\"TypeError\"}");
      assertThat(worker.call("later", "null")).isEqualTo("[true,\"timed-out\",\"ok\",\"ok\"]");
    }
  }
}
