package dev.intarsia.host;

/**
 * A lane on the host itself: Java tasks run on whichever thread waits for a result, or on the pool's
 * own. Tasks of modules never run here.
 *
 * @param first whether the balancer sees it before the workers' lanes, else after them
 * @param batchSize tasks run at a stretch
 * @param dispatchThreshold calls of a task under way before it is eligible
 */
public record InlinerOptions(boolean first, int batchSize, int dispatchThreshold) {
  public InlinerOptions {
    batchSize = Math.max(1, batchSize);
    dispatchThreshold = Math.max(1, dispatchThreshold);
  }

  /** After the workers, one task at a stretch, eligible at once. */
  public static InlinerOptions defaults() {
    return new InlinerOptions(false, 1, 1);
  }
}
