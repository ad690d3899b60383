package consumer;

import dev.intarsia.host.ModuleSource;
import dev.intarsia.host.Pool;
import dev.intarsia.js.JsWorkers;

/** A pool of JS tasks whose module is a text. */
public final class Greeter {
  private static final String MODULE = """
      export const greet = (name: string): string => `Hello, ${name}!`;
      """;

  private Greeter() {}

  public static String greet(String name) {
    JsWorkers workers = JsWorkers.of(ModuleSource.text("greet.ts", MODULE)).threads(1);
    try (Pool pool = Pool.builder().workers(workers).build()) {
      return pool.call("greet", name, String.class).await();
    }
  }
}
