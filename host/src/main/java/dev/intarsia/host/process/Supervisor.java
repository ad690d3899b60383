package dev.intarsia.host.process;

import dev.intarsia.bridge.memory.SharedMemoryNames;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread that looks after all process workers of this process; it sleeps while there are none. */
final class Supervisor implements Runnable {
  private static final long STARTING_NS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long ATTENTIVE_NS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long STEADY_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final List<WorkerChild> CHILDREN = new CopyOnWriteArrayList<>();

  private static @Nullable Thread thread;

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
      boolean starting = false;
      boolean attentive = false;
      for (WorkerChild child : CHILDREN) {
        try {
          child.supervise(System.nanoTime());
        } catch (RuntimeException e) {
          child.kill(e);
        }
        starting |= child.starting();
        attentive |= child.attentive();
      }
      if (CHILDREN.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, starting ? STARTING_NS : attentive ? ATTENTIVE_NS : STEADY_NS);
      }
    }
  }
}
