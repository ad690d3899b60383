package dev.intarsia.spring;

import dev.intarsia.host.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Waits for the calls of all pools when the application stops: after the web server has stopped taking requests, so that no
 * call comes any more, and before any bean is destroyed.
 */
final class PoolLifecycle implements SmartLifecycle {
  /** Boot stops its web server at {@code DEFAULT_PHASE - 2048}; what has a lower phase stops later. */
  static final int PHASE = DEFAULT_PHASE - 4096;

  private static final Log LOG = LogFactory.getLog(PoolLifecycle.class);

  private final ListableBeanFactory beans;
  private final IntarsiaProperties properties;
  private volatile boolean running;

  PoolLifecycle(ListableBeanFactory beans, IntarsiaProperties properties) {
    this.beans = beans;
    this.properties = properties;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    List<Thread> draining = new ArrayList<>();
    beans.getBeansOfType(Pool.class, false, false).forEach((name, pool) -> draining.add(drain(name, pool)));
    try {
      for (Thread each : draining) {
        each.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = false;
  }

  private Thread drain(String name, Pool pool) {
    Duration limit = limit(name);
    return Thread.ofVirtual().name("drain " + name).start(() -> {
      try {
        if (!pool.drain(limit)) {
          LOG.warn("pool " + name + ": " + pool.inFlight() + " calls did not end within " + limit + " and fail now");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private Duration limit(String name) {
    Map<String, IntarsiaProperties.PoolProperties> pools = properties.pools();
    IntarsiaProperties.PoolProperties pool = pools.get(name);
    return pool == null ? Duration.ofSeconds(10) : pool.drain();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
