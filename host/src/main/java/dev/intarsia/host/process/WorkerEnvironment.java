package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.BootPayload;
import java.io.File;
import java.util.Map;

/** The environment of a process worker. */
final class WorkerEnvironment {
  static final File NOTHING = new File("/dev/null");

  private WorkerEnvironment() {}

  /** Adds what the reference's hosts add, and what the options ask for. */
  static void prepare(Map<String, String> environment, Map<String, String> extra, BootPayload boot) {
    prepareQuestion(environment, extra);
    environment.put(BootPayload.VARIABLE, boot.toJson());
  }

  /** The same for a process that only tells what modules export: it has no orders. */
  static void prepareQuestion(Map<String, String> environment, Map<String, String> extra) {
    extra.forEach((name, value) -> {
      if (value.isEmpty()) {
        environment.remove(name);
      } else {
        environment.put(name, value);
      }
    });
    environment.put(BootPayload.WORKER_VARIABLE, "1");
    environment.put(BootPayload.DEPTH_VARIABLE, Integer.toString(depth(environment) + 1));
  }

  /**
   * Refuses to start workers from within one (ENV-002).
   *
   * @throws IllegalStateException when the environment is a process worker's
   */
  static void requireMain(Map<String, String> environment) {
    if (depth(environment) >= 1) {
      throw new IllegalStateException(
          "Process workers can't be started inside a process worker (" + BootPayload.DEPTH_VARIABLE + " is "
              + depth(environment) + "): make the pool in the main program and pass results on");
    }
  }

  private static int depth(Map<String, String> environment) {
    try {
      return Math.max(0, Integer.parseInt(environment.getOrDefault(BootPayload.DEPTH_VARIABLE, "0")));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
