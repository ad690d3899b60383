package dev.intarsia.js.api;

/**
 * Work of a host function that a script can make as long as it likes. The engine ends scripts only; so such work has to look
 * itself, now and then, whether its thread is to stop.
 */
final class LongWork {
  /** About a millisecond of hashing. */
  private static final int LOOK_STEPS = 0x1000;

  private long steps;
  private long nextLook = LOOK_STEPS;

  /** So many steps, each about as long as one hash, are done. */
  void went(int count) {
    steps += count;
    if (steps >= nextLook) {
      nextLook = steps + LOOK_STEPS;
      if (Thread.currentThread().isInterrupted()) { // left set: it is the engine's
        throw new IllegalStateException("interrupted");
      }
    }
  }
}
