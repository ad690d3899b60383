package dev.intarsia.host;

import java.util.ServiceLoader;

/**
 * Makes pools. The types that a caller sees know nothing of what stands behind them: this library's own provider is found by
 * {@link ServiceLoader}, beside these types.
 */
public abstract class PoolProvider {
  protected PoolProvider() {}

  /**
   * Starts the workers. Where it fails, nothing that it has started is left.
   *
   * @throws RuntimeException as {@link PoolBuilder#build} says
   */
  public abstract Pool open(PoolOptions options);

  static PoolProvider provider() {
    return Holder.PROVIDER;
  }

  /** Found once, when the first pool is made. */
  private static final class Holder {
    static final PoolProvider PROVIDER = ServiceLoader.load(PoolProvider.class, PoolProvider.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(
            "intarsia-host is not whole: META-INF/services/dev.intarsia.host.PoolProvider is missing. A jar that was packed of"
                + " several ones has to keep or merge their META-INF/services"));
  }
}
