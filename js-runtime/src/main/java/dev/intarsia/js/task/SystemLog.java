package dev.intarsia.js.task;

import java.util.Locale;

/** Reports of workers on the platform's logger {@code dev.intarsia.js}. */
final class SystemLog {
  private static final System.Logger LOGGER = System.getLogger("dev.intarsia.js");

  private SystemLog() {}

  static void write(String level, String text) {
    LOGGER.log(level(level), text);
  }

  private static System.Logger.Level level(String level) {
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "error" -> System.Logger.Level.ERROR;
      case "warn" -> System.Logger.Level.WARNING;
      case "debug" -> System.Logger.Level.DEBUG;
      default -> System.Logger.Level.INFO;
    };
  }
}
