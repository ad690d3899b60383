package dev.intarsia.host.lane;

/** A worker that takes no call, as a process that has not loaded its tasks. */
final class MuteWorker extends HeapWorker {
  private final boolean ready;

  MuteWorker(boolean ready) {
    this.ready = ready;
  }

  @Override
  public boolean ready() {
    return ready;
  }
}
