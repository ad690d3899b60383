package dev.intarsia.js.realm;

import com.oracle.truffle.api.Truffle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps the compiler's start from slowing the first worker's. The engine starts its compiler in a thread of its own as soon as
 * it has any code, and that takes a second of a core and much of what the JVM compiles meanwhile. It needs the runtime's
 * monitor for that, so whoever holds the monitor holds it back.
 */
public final class CompilerStart {
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private CompilerStart() {}

  /** Does a piece of work; the first one in this JVM is done before the compiler starts. */
  public static <T> T after(Supplier<T> work) {
    if (BEGUN.getAndSet(true)) {
      return work.get();
    }
    synchronized (Truffle.getRuntime()) {
      return work.get();
    }
  }
}
