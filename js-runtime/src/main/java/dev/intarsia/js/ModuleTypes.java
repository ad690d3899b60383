package dev.intarsia.js;

import dev.intarsia.js.module.ModuleException;
import dev.intarsia.js.typescript.TypeScriptTranspiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the text of a TypeScript module says about types. Nothing is run, and nothing is inferred. */
public final class ModuleTypes {
  private ModuleTypes() {}

  /**
   * The imports, exported functions and declared types of one file, as the JSON that {@code js-runtime/bundles/describe-types.js}
   * makes. {@code intarsia types} turns it into Java.
   *
   * @throws IllegalArgumentException when the file is no TypeScript
   * @throws UncheckedIOException when it can't be read
   */
  public static String describe(Path module) {
    try {
      return TypeScriptTranspiler.shared().describeTypes(module, Files.readString(module));
    } catch (ModuleException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(module + " can't be read", unreadable);
    }
  }
}
