package dev.intarsia.spring;

import dev.intarsia.host.PoolBuilder;

/**
 * Adds to a pool what properties can't say: Java tasks, process workers, listeners. Every bean of this type sees every pool
 * before it is built, in the order of {@code @Order}.
 */
@FunctionalInterface
public interface PoolCustomizer {
  /**
   * Called once for each pool.
   *
   * @param name the pool's name below {@code intarsia.pools}
   */
  void customize(String name, PoolBuilder builder);
}
