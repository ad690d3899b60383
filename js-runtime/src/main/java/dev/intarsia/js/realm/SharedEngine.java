package dev.intarsia.js.realm;

import dev.intarsia.host.PoolStartException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/** The one engine of this JVM. */
public final class SharedEngine {
  private static @Nullable Engine engine;
  private static final AtomicReference<@Nullable PoolStartException> FAILURE = new AtomicReference<>();

  private SharedEngine() {}

  /**
   * All contexts use it: code is parsed and compiled once.
   *
   * @throws PoolStartException when it can't start, with the same cause each time
   */
  public static Engine engine() {
    return loaded(SharedEngine::get);
  }

  private static synchronized Engine get() {
    Engine made = engine;
    if (made == null) {
      made = Engine.newBuilder()
          .option("engine.WarnInterpreterOnly", "false")
          .in(InputStream.nullInputStream())
          .out(OutputStream.nullOutputStream())
          .err(OutputStream.nullOutputStream())
          .build();
      engine = made;
    }
    return made;
  }

  /** Does what loads a part of the engine. A class that can't be initialized tells why the first time only, so that is kept. */
  static <T> T loaded(Supplier<T> load) {
    PoolStartException known = FAILURE.get();
    if (known != null) {
      throw new PoolStartException(String.valueOf(known.getMessage()), known.getCause());
    }
    try {
      return load.get();
    } catch (RuntimeException | LinkageError e) {
      PoolStartException told = new PoolStartException(message(e), e);
      FAILURE.compareAndSet(null, told);
      throw told;
    }
  }

  static String message(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String mend = root instanceof IllegalArgumentException
            && System.getProperties().stringPropertyNames().stream().anyMatch(name -> name.startsWith("polyglot."))
        ? "take away or correct the system property polyglot.* that it names"
        : "all org.graalvm jars need the same version, and the compiler's belong on --upgrade-module-path, not on the class path (docs/jit.md)";
    return "The JS engine can't start: " + root + "; " + mend;
  }

  /** Whether JS is compiled to machine code. */
  public static boolean jit() {
    return !CompilerStart.INTERPRETER.equals(engine().getImplementationName());
  }

  /** Whether the WebAssembly language is on the class path. */
  public static boolean webAssembly() {
    return engine().getLanguages().containsKey("wasm");
  }
}
