package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers come and go: nothing of a closed one may stay. */
@Timeout(900)
class ContextCyclesTest {
  private static final int CYCLES = 40;
  private static final int LOOKS = 2000;

  @TempDir
  Path folder;

  @Test
  void shouldLeaveNothingOfClosedWorkers() throws Exception {
    WorkerHarness.files(folder, "tasks.mjs", """
        const kept = new Uint8Array(1 << 20);
        setInterval(() => kept[0]++, 1000);
        export const id = async (x) => { await null; return [x, kept.length, new URL("http://a.b/c").href]; };
        """);
    List<WeakReference<JsWorker>> closed = new ArrayList<>();
    for (int i = 0; i < CYCLES; i++) {
      closed.add(cycle());
    }
    // The engine may hold on to the context that ran last.
    for (int look = 0; look < LOOKS && left(closed) > 2; look++) {
      System.gc();
      Thread.sleep(100);
    }
    assertThat(left(closed)).isLessThanOrEqualTo(2);
  }

  private static long left(List<WeakReference<JsWorker>> workers) {
    return workers.stream().filter(worker -> worker.get() != null).count();
  }

  private WeakReference<JsWorker> cycle() {
    try (WorkerHarness harness = WorkerHarness.open(folder, "tasks.mjs")) {
      assertThat(harness.call("id", "7")).isEqualTo("[7,1048576,\"http://a.b/c\"]");
      return new WeakReference<>(harness.worker());
    }
  }
}
