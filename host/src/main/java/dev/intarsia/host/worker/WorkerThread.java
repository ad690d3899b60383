package dev.intarsia.host.worker;

/** The platform thread of a worker. No pool may be made on one. */
public final class WorkerThread extends Thread {
  /** Room for a recursion 20,000 deep in interpreted JavaScript. Reserved, not used. */
  public static final long STACK_BYTES = 64L << 20;

  WorkerThread(Runnable body, String name) {
    super(null, body, name, STACK_BYTES);
    setDaemon(true);
  }

  /** Whether the calling thread is a worker's. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof WorkerThread;
  }
}
