package dev.intarsia.js;

/** Threads that JS workers live on. */
public final class JsThreads {
  /** Room for a recursion 20,000 deep in the interpreter. */
  public static final long STACK_BYTES = 64L * 1024 * 1024;

  private JsThreads() {}

  /** A platform daemon thread with a stack for deep recursion, not started. */
  public static Thread newThread(String name, Runnable body) {
    return Thread.ofPlatform().name(name).daemon(true).stackSize(STACK_BYTES).unstarted(body);
  }
}
