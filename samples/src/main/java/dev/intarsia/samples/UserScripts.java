package dev.intarsia.samples;

import dev.intarsia.host.ModuleSource;
import dev.intarsia.host.Pool;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.TaskTimeoutException;
import dev.intarsia.js.JsWorkers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Runs scripts that users wrote: they compute, and can neither look around nor go on for ever. */
public final class UserScripts {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private UserScripts() {}

  /** An order that a script looks at. */
  public record Order(String customer, double total) {}

  public static void main(String[] args) {
    System.out.println(String.join("\n", all()));
  }

  /** What becomes of a good script, one that looks around, one that never ends, and one with a mistake. */
  static List<String> all() {
    Order order = new Order("ada", 120);
    return Stream.of(
            "export default (order) => order.total > 100 ? order.total * 0.9 : order.total;",
            "import { readFileSync } from 'node:fs'; export default () => readFileSync('/etc/passwd', 'utf8');",
            "export default () => { for (;;) {} };",
            "export default (order) => order.totall.toFixed(2);")
        .map(script -> run(script, order, LIMIT))
        .toList();
  }

  /** The result of a script's default export, or why there is none. */
  static String run(String script, Order order, Duration limit) {
    // No permissions: what JsWorkers allow when nothing is said. The script lies in a temporary folder of its own.
    JsWorkers worker = JsWorkers.of(ModuleSource.text("rule.mjs", script));
    try (Pool pool = Pool.builder().workers(worker).hardTimeout(limit).build()) {
      return "result: " + pool.callBlocking("default", order);
    } catch (TaskTimeoutException e) {
      return "stopped after " + limit.toMillis() + " ms";
    } catch (TaskException e) {
      return "failed: " + e.getMessage();
    }
  }
}
