package dev.intarsia.host.process;

/** A worker as its supervisor sees it. */
public interface Supervised {
  /** Looks at the worker once. */
  void supervise(long nowNs);

  /** Ends the worker. */
  void kill(Throwable why);

  /** Whether the worker is not ready yet: it is looked at most often. */
  boolean starting();

  /** Whether calls have come lately: it is looked at more often. */
  boolean attentive();
}
