package dev.intarsia.host.process;

/**
 * What a worker's clock shows, for the time stamps of its calls. The reference's workers take stamps for times of their
 * own {@code performance.now()}, whose origin no host can know; so ours ask them for it, in a bootstrap module that says
 * it on standard error before the tasks are loaded.
 *
 * <p>A stamp is never ahead of the worker's clock, since that is taken for a budget long over; it is behind by
 * {@link #BEHIND_MS}, or by up to the time that the worker took to start where it has not told its time.
 */
final class WorkerClock {
  /** Before the wall clock's time and the worker's own, in milliseconds. */
  private static final String MARK = "intarsia-clock ";

  private static final String SCRIPT =
      "export default () => console.error(\"" + MARK + "\" + Date.now() + \" \" + performance.now());";
  private static final double NS_PER_MS = 1e6;
  /** The wall clock is read in whole milliseconds, on both sides. */
  private static final int BEHIND_MS = 3;

  private static final double SAME_WALL_CLOCK_MS = 10_000;

  private final double launchedMs = nowMs();
  /** A moment that is not before the origin: the worker had mapped its memory by then. */
  private volatile double mappedMs = Double.NaN;
  /** This process's clock at the origin of the worker's; NaN before it is known. */
  private volatile double originMs = Double.NaN;

  /** The {@code bootstrap} option that makes a worker tell its time. */
  static String bootstrapJson() {
    return "{\"href\":\"" + TaskQuestion.asUrl(SCRIPT) + "\"}";
  }

  private static double nowMs() {
    return System.nanoTime() / NS_PER_MS;
  }

  /**
   * Takes a line of the worker's error output.
   *
   * @return whether it was the worker's time
   */
  boolean hear(String line) {
    if (!line.startsWith(MARK)) {
      return false;
    }
    String[] told = line.substring(MARK.length()).strip().split(" ");
    try {
      double ageMs = Double.parseDouble(told[1]);
      double heardAgoMs = System.currentTimeMillis() - Double.parseDouble(told[0]);
      double origin = nowMs() - heardAgoMs - ageMs;
      if (Math.abs(heardAgoMs) < SAME_WALL_CLOCK_MS && origin >= launchedMs - SAME_WALL_CLOCK_MS) {
        originMs = origin;
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return false;
    }
    return true;
  }

  /** The worker has mapped its memory. */
  void mapped() {
    mappedMs = nowMs();
  }

  /** The stamp of a call that is made now, in milliseconds of the worker's clock. */
  int stamp() {
    double told = originMs;
    double origin = Double.isNaN(told) ? mappedMs : told;
    return Double.isNaN(origin) ? 0 : (int) (long) Math.max(0, Math.floor(nowMs() - origin) - BEHIND_MS);
  }
}
