package dev.intarsia.host;

/** What happens to a call that finds the bounded queue of its lane full. */
public enum QueuePolicy {
  /** It fails with {@link QueueFullException}. */
  REJECT,
  /** Its caller waits, and drains results meanwhile. */
  BLOCK,
  /** Its caller runs the task; one that only a worker can run waits as with {@link #BLOCK}. */
  CALLER_RUNS
}
