package dev.intarsia.js;

import dev.intarsia.host.worker.HostWaker;
import org.jspecify.annotations.Nullable;

/** Stands for a lane until there is one: a worker that is started before its pool has someone to tell. */
final class FirstWaker implements HostWaker {
  private volatile @Nullable HostWaker lane;
  private @Nullable Throwable lostBefore;

  synchronized void bind(HostWaker waker) {
    lane = waker;
    if (lostBefore != null) {
      waker.lost(lostBefore);
    }
  }

  @Override
  public void progressed() {
    HostWaker bound = lane;
    if (bound != null) {
      bound.progressed();
    }
  }

  @Override
  public boolean waits() {
    HostWaker bound = lane;
    return bound != null && bound.waits();
  }

  @Override
  public void repliesUnread() {
    HostWaker bound = lane;
    if (bound != null) {
      bound.repliesUnread();
    }
  }

  @Override
  public synchronized void lost(Throwable cause) {
    HostWaker bound = lane;
    if (bound != null) {
      bound.lost(cause);
    } else {
      lostBefore = cause;
    }
  }
}
