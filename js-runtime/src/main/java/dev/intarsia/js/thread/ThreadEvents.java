package dev.intarsia.js.thread;

/** What happens to a thread. It may be told from any thread. */
public interface ThreadEvents {
  /** It has loaded its module. */
  void online();

  /** It has written to its standard output (1) or error output (2). */
  void wrote(int descriptor, byte[] bytes);

  /**
   * Nobody caught an error.
   *
   * @param text as thread/clone.js packs it
   */
  void failed(String text);

  /** It has ended; nothing follows. */
  void exited(int code);
}
