package dev.intarsia.cluster.pekko;

import com.typesafe.config.Config;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs what the network has to do on the {@link NetworkThread} that it comes from: what a socket has received is read, decoded
 * and handled by the thread that waited for it, and none has to wake up in between. What comes from any other thread is handed
 * to one of a fixed number of its own. Pekko makes it, by its name.
 */
final class NetworkThreads extends ExecutorServiceConfigurator {
  /** What one thread does in a row, so that the sockets it waits for are looked at again. */
  private static final int MOST_IN_A_ROW = 100;

  private final int threads;

  @SuppressWarnings("unused") // Pekko calls this one
  NetworkThreads(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    threads = config.getInt("threads");
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory pekkos) {
    ThreadFactory factory = factory(id);
    return () -> new InPlace(Executors.newFixedThreadPool(threads, factory), MOST_IN_A_ROW, true);
  }

  private static ThreadFactory factory(String id) {
    AtomicInteger count = new AtomicInteger();
    return work -> new NetworkThread(work, id + " " + count.incrementAndGet());
  }

  /** Threads that wait for sockets: each selector looks again and again on the same one. */
  static final class Selecting extends ExecutorServiceConfigurator {
    @SuppressWarnings("unused") // Pekko calls this one
    Selecting(Config config, DispatcherPrerequisites prerequisites) {
      super(config, prerequisites);
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory pekkos) {
      ThreadFactory factory = factory(id);
      return () -> new InPlace(Executors.newCachedThreadPool(factory), Integer.MAX_VALUE, false);
    }
  }

  /** Runs what a task of its own submits after that task, on the same thread. */
  static final class InPlace extends AbstractExecutorService {
    private final ExecutorService own;
    private final int mostInARow;
    private final boolean onNetworkThreads;

    @SuppressWarnings("ThreadLocalUsage") // of this very executor: one thread may work for several
    private final ThreadLocal<@Nullable Queue<Runnable>> begun = new ThreadLocal<>();

    /**
     * @param mostInARow tasks that a thread runs before it hands on those that are left
     * @param onNetworkThreads whether tasks also run on network threads that are not its own
     */
    InPlace(ExecutorService own, int mostInARow, boolean onNetworkThreads) {
      this.own = own;
      this.mostInARow = mostInARow;
      this.onNetworkThreads = onNetworkThreads;
    }

    @Override
    public void execute(Runnable task) {
      Queue<Runnable> following = begun.get();
      if (following != null) {
        following.add(task);
      } else if (onNetworkThreads && Thread.currentThread() instanceof NetworkThread) {
        perform(task);
      } else {
        own.execute(() -> perform(task));
      }
    }

    private void perform(Runnable first) {
      Queue<Runnable> following = new ArrayDeque<>();
      following.add(first);
      begun.set(following);
      try {
        for (int done = 0; !following.isEmpty() && done < mostInARow; done++) {
          following.remove().run();
        }
      } finally {
        begun.remove();
        following.forEach(left -> own.execute(() -> perform(left)));
      }
    }

    @Override
    public void shutdown() {
      own.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
      return own.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
      return own.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return own.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
      return own.awaitTermination(timeout, unit);
    }
  }
}
