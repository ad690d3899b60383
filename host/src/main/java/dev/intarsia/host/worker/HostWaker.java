package dev.intarsia.host.worker;

/** The host's ear: what a worker calls when something moved in its lane. Cheap when nobody sleeps. */
public interface HostWaker {
  /** Replies were published or request slots were freed. A full fence comes before. */
  void progressed();

  /** Whether a thread seems to sleep until {@link #progressed} is called. No fence. */
  boolean waits();

  /** Replies lie unread and the worker turns to something else. */
  void repliesUnread();

  /** The worker is gone, without having been told to go or having been killed. Any thread, once. */
  void lost(Throwable cause);
}
