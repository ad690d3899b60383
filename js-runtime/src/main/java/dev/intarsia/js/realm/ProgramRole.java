package dev.intarsia.js.realm;

import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Value;

/** What a realm that is a whole program has, and a worker has not. Used by the realm's owner thread only. */
public interface ProgramRole {
  /** What {@code process.argv} holds. */
  List<String> argv();

  /** The program's own file: the module whose {@code import.meta.main} is true. */
  String mainFile();

  /**
   * Writes to the process's own streams.
   *
   * @param descriptor 1 or 2
   */
  void write(int descriptor, byte[] bytes);

  /** Where relative paths start from. */
  Path cwd();

  /** Moves {@link #cwd}. */
  void chdir(Path folder);

  /** Waits for bytes of the standard input: at most so many, none at its end. */
  byte[] readInput(int limit);

  /** Calls {@code deliver(bytes)} with the next bytes of the standard input, none at its end. */
  void requestInput(Value deliver);

  /** A request that is open keeps the program alive no longer; its bytes wait for the next one. */
  void pauseInput();

  /** Ends the program. Returns only by an exception that no JS code can catch. */
  void exit(int code);

  /** What nobody caught: tells the program's own listeners, or ends it. */
  void uncaught(Value error, boolean rejection, Value promise);

  /** Takes the functions {@code exit(code)}, {@code beforeExit()} and {@code uncaught(error, rejection)} of node:process. */
  void setHooks(Value hooks);

  /** Tells the program's listeners of a signal of the process, by its name with {@code SIG}, from now on. */
  void listenTo(String signal);

  /** Gives a signal its usual effect back. */
  void stopListeningTo(String signal);
}
