package dev.intarsia.js.typescript;

import dev.intarsia.js.module.ModuleException;
import java.nio.file.Path;

/**
 * How much one file may cost. An honest file of two million characters took 25 s of processor time in a cold JVM, hostile ones
 * of a tenth of that take as long.
 *
 * @param mostChars of a file
 * @param baseMs processor time that any file may take
 * @param msPerMillionChars what it may take besides
 */
record TranspileLimit(int mostChars, long baseMs, long msPerMillionChars) {
  static final TranspileLimit DEFAULT = new TranspileLimit(16_000_000, 10_000, 30_000);
  static final String CODE = "ERR_TRANSPILE_LIMIT";

  private static final int MILLION = 1_000_000;

  /**
   * @throws ModuleException when the text is too long
   */
  void checkSize(Path file, String text) throws ModuleException {
    if (text.length() > mostChars) {
      throw new ModuleException(
          CODE,
          file + ": it has " + text.length() + " characters and at most " + mostChars
              + " are transpiled; compile it to JavaScript, or split it");
    }
  }

  long timeMs(String text) {
    return baseMs + text.length() * msPerMillionChars / MILLION;
  }

  ModuleException overrun(Path file, String text) {
    return new ModuleException(
        CODE,
        file + ": transpiling its " + text.length() + " characters took more than " + timeMs(text)
            + " ms of processor time, far more than such a file needs; compile it to JavaScript, or look for endless chains in it");
  }
}
