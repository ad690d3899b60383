package dev.intarsia.samples;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.js.JsWorkers;
import java.nio.file.Path;

/** Java and JS tasks side by side in one pool. Run it from the project's root. */
public final class MixedPool {
  private MixedPool() {}

  public static void main(String[] args) {
    Path module = Path.of(args.length > 0 ? args[0] : "samples/tasks/hello.mjs");
    System.out.println(squareAndCube(module, 3));
  }

  /** The square of a number by a JS module's task, then its cube by a Java task. */
  static String squareAndCube(Path module, double number) {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1).task("cube", Double.class, Double.class, x -> x * x * x))
        .workers(JsWorkers.of(module))
        .build()) {
      PoolCall<Double> square = pool.call("square", number, Double.class);
      PoolCall<Double> cube = pool.call("cube", number, Double.class);
      return square.await() + " " + cube.await();
    }
  }
}
