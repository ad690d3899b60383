package dev.intarsia.js.realm;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleRuntime;
import com.oracle.truffle.api.nodes.RootNode;
import dev.intarsia.bridge.wake.Niceness;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps the compiler from slowing workers, whose first it holds back until that has loaded. The engine starts its compiler in a
 * thread of its own as soon as it has any code, and that takes a second of a core and much of what the JVM compiles meanwhile.
 * It needs the runtime's monitor for that: a thread that holds the monitor holds it back.
 *
 * <p>That same thread asks for the compiler, and stands back: the compiler's thread inherits it. For its first seconds its own
 * code is cold, and on few processors what it takes from callers and workers costs them more than it gives.
 */
public final class CompilerStart {
  /** So that nobody who needs the monitor too waits for longer. */
  private static final long AT_MOST_MS = 2_000;

  /** A third of what a busy worker gets. */
  private static final int NICENESS = 5;

  /** What the runtime without a compiler calls itself. */
  static final String INTERPRETER = "Interpreted";

  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final CountDownLatch HELD = new CountDownLatch(1);
  private static final CountDownLatch LOADED = new CountDownLatch(1);

  private CompilerStart() {}

  /** Loads the engine, and holds the compiler back until {@link #after} has done its first work. */
  public static void begin() {
    if (BEGUN.getAndSet(true)) {
      return;
    }
    // Loaded here, as the other thread stands back.
    EngineCache.prepare();
    TruffleRuntime runtime = SharedEngine.loaded(Truffle::getRuntime);
    if (runtime.getName().equals(INTERPRETER)) {
      return;
    }
    Thread.ofPlatform().daemon().name("intarsia compiler start").start(() -> hold(runtime));
    await(HELD);
  }

  /** Does a piece of work; the first one in this JVM is done before the compiler starts. */
  public static <T> T after(Supplier<T> work) {
    begin();
    try {
      return work.get();
    } finally {
      LOADED.countDown();
    }
  }

  private static void hold(TruffleRuntime runtime) {
    boolean _ = Niceness.standBack(NICENESS);
    synchronized (runtime) {
      try {
        askForCompiler();
      } finally {
        HELD.countDown();
      }
      await(LOADED);
    }
  }

  /** By making some code: it is this that needs the monitor, and others would be kept from it later. */
  private static void askForCompiler() {
    CallTarget _ = RootNode.createConstantNode(0).getCallTarget();
  }

  private static void await(CountDownLatch latch) {
    try {
      boolean _ = latch.await(AT_MOST_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
