package dev.intarsia.cluster.pekko;

/**
 * A thread that waits for sockets or carries bytes between them and frames. Nobody interrupts it: that would close the socket it
 * is at. So it may run whatever the network has to do, where a caller's thread may not.
 */
final class NetworkThread extends Thread {
  NetworkThread(Runnable work, String name) {
    super(work, name);
    setDaemon(true);
  }
}
