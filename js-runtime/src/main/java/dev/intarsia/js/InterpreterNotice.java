package dev.intarsia.js;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says once that JS is interpreted, and how to have it compiled: nothing else shows it, everything works, many times slower. */
final class InterpreterNotice {
  static final String TEXT = "JS is interpreted here, which is about 15 times slower than compiled once it is warm."
      + " To have it compiled: intarsia-jit and three flags of the JVM (docs/jit.md)."
      + " -Dpolyglot.engine.WarnInterpreterOnly=false silences this line.";

  private static final System.Logger LOGGER = System.getLogger("dev.intarsia.js");
  private static final InterpreterNotice OF_THIS_JVM =
      new InterpreterNotice(text -> LOGGER.log(System.Logger.Level.INFO, text));

  private final Consumer<String> log;
  private final AtomicBoolean said = new AtomicBoolean();

  InterpreterNotice(Consumer<String> log) {
    this.log = log;
  }

  /** For this JVM, when its engine has started. */
  static void sayOnce() {
    OF_THIS_JVM.say(JsEngine.jit(), System.getProperty("polyglot.engine.WarnInterpreterOnly"));
  }

  /**
   * @param warn the engine's own option for its own warning
   */
  void say(boolean jit, @Nullable String warn) {
    if (!jit && !"false".equals(warn) && !said.getAndSet(true)) {
      log.accept(TEXT);
    }
  }
}
