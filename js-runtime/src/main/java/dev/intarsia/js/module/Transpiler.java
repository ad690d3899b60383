package dev.intarsia.js.module;

import java.nio.file.Path;

/** Turns TypeScript and JSX into JavaScript. Lines stay where they are. */
@FunctionalInterface
public interface Transpiler {
  /**
   * @param file for messages and the kind of syntax
   * @param commonJs whether imports become {@code require}
   * @throws ModuleException when the text has a syntax error, naming file, line and column
   */
  String transpile(Path file, String text, boolean commonJs) throws ModuleException;
}
