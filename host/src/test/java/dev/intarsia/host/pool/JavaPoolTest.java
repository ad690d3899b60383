package dev.intarsia.host.pool;

import dev.intarsia.host.Pool;

class JavaPoolTest extends PoolContract {
  @Override
  Pool open(int workers) {
    return Pool.builder()
        .javaWorkers(workers)
        .task("echo", Object.class, Object.class, x -> x)
        .task("square", Double.class, Double.class, x -> x * x)
        .task(
            "fail",
            String.class,
            Object.class,
            message -> {
              throw new IllegalStateException(message);
            })
        .task(
            "nap",
            Double.class,
            Double.class,
            ms -> {
              Thread.sleep(ms.longValue());
              return ms;
            })
        .build();
  }
}
