package dev.intarsia.conformance.pool;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;

class JavaPoolTest extends PoolContract {
  @Override
  Pool open(int workers) {
    return Pool.builder()
        .workers(JavaWorkers.of(workers)
            .task("echo", Object.class, Object.class, x -> x)
            .task("square", Double.class, Double.class, x -> x * x)
            .task("fail", String.class, Object.class, message -> {
              throw new IllegalStateException(message);
            })
            .task("nap", Double.class, Double.class, ms -> {
              Thread.sleep(ms.longValue());
              return ms;
            }))
        .build();
  }
}
