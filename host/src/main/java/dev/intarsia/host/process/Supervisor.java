package dev.intarsia.host.process;

import dev.intarsia.bridge.memory.SharedMemoryNames;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that looks after all process workers of this process; it sleeps while there are none. Nothing that is
 * thrown in a turn ends it, since nobody would supervise any pool's workers after it.
 */
final class Supervisor implements Runnable {
  private static final long STARTING_NS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long ATTENTIVE_NS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long STEADY_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final List<WorkerChild> CHILDREN = new CopyOnWriteArrayList<>();

  private static @Nullable Thread thread;

  /** When it was last seen whether the reaper lives. */
  private long lookedNs = System.nanoTime();

  private Supervisor() {}

  static synchronized void watch(WorkerChild child) {
    CHILDREN.add(child);
    if (thread == null) {
      SharedMemoryNames.sweep();
      thread = Thread.ofPlatform().daemon().name("intarsia supervisor").start(new Supervisor());
    }
    LockSupport.unpark(thread);
  }

  static void forget(WorkerChild child) {
    CHILDREN.remove(child);
  }

  @Override
  public void run() {
    while (true) {
      try {
        long now = System.nanoTime();
        long wait = turn(CHILDREN, now);
        if (now - lookedNs >= STEADY_NS) {
          lookedNs = now;
          OrphanReaper.look();
        }
        rest(wait);
      } catch (Throwable fault) { // for want of memory: the other workers need their supervisor all the same
        LockSupport.parkNanos(this, ATTENTIVE_NS);
      }
    }
  }

  private void rest(long ns) {
    if (CHILDREN.isEmpty()) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, ns);
    }
  }

  /**
   * Looks at each worker once. What one look throws, an Error too, ends that worker alone: the memory of a worker that
   * truncates it throws an InternalError.
   *
   * @return how long to wait for the next turn, in nanoseconds
   */
  static long turn(Iterable<? extends Supervised> workers, long nowNs) {
    long wait = STEADY_NS;
    for (Supervised worker : workers) {
      try {
        worker.supervise(nowNs);
        wait = Math.min(wait, worker.starting() ? STARTING_NS : worker.attentive() ? ATTENTIVE_NS : STEADY_NS);
      } catch (Throwable fault) {
        end(worker, fault);
      }
    }
    return wait;
  }

  private static void end(Supervised worker, Throwable fault) {
    try {
      worker.kill(fault);
    } catch (Throwable again) {
      // The next turn tries it once more.
    }
  }
}
