package dev.intarsia.junit;

import dev.intarsia.host.PoolBuilder;

/** Adds to the pool of {@link IntarsiaPool} what an annotation can't say. It needs a constructor without parameters. */
@FunctionalInterface
public interface PoolSetup {
  /** Adds workers and options, after those of the annotation. */
  void configure(PoolBuilder builder);

  /** Adds nothing. */
  final class None implements PoolSetup {
    /** For the extension. */
    public None() {}

    @Override
    public void configure(PoolBuilder builder) {
      // Nothing to add.
    }
  }
}
