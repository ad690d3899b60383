package consumer;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.Task;

/** A pool of Java tasks. */
public final class Cubes {
  static final Task<Double, Double> CUBE = Task.of("cube", Double.class, Double.class);

  private Cubes() {}

  public static double cube(double x) {
    try (Pool pool =
        Pool.builder().workers(JavaWorkers.of(2).task(CUBE, y -> y * y * y)).build()) {
      return pool.call(CUBE, x).await();
    }
  }
}
