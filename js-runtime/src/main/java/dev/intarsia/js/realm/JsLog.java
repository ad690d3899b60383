package dev.intarsia.js.realm;

/** One worker's log. May be called from its owner thread only. */
@FunctionalInterface
public interface JsLog {
  /**
   * @param level {@code "debug"}, {@code "info"}, {@code "warn"} or {@code "error"}
   * @param text without a line end
   */
  void write(String level, String text);
}
