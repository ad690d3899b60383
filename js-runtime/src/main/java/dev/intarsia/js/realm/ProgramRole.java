package dev.intarsia.js.realm;

import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What a realm that is a whole program has, and a worker has not. Used by the realm's owner thread only. */
public interface ProgramRole {
  /** The variable by which a program that another one has started is told the permissions that bound it. */
  String PERMISSIONS_VARIABLE = "INTARSIA_PROGRAM_PERMISSIONS";

  /** The variable by which it is told the descriptor of the channel between the two. */
  String CHANNEL_VARIABLE = "NODE_CHANNEL_FD";

  /** The variable by which it is told how messages are written there. */
  String CHANNEL_FORM_VARIABLE = "NODE_CHANNEL_SERIALIZATION_MODE";

  /** What {@code process.argv} holds. */
  List<String> argv();

  /** What {@code process.execArgv} holds. */
  List<String> engineOptions();

  /** The program's own file: the module whose {@code import.meta.main} is true. */
  String mainFile();

  /**
   * Writes to the process's own streams.
   *
   * @param descriptor 1 or 2
   */
  void write(int descriptor, byte[] bytes);

  /** What {@code process.env} shows, names and values by turns; null for the variables of this process. */
  @Nullable List<String> environment();

  /** Whether it is one of a program's worker threads. */
  boolean isThread();

  /** What {@code process.execPath} says: a file that runs a program as this runtime does. It is made by {@link #prepareExec}. */
  String execPath();

  /** Makes sure that {@link #execPath} is there: a command that is about to start may know its name. */
  void prepareExec();

  /** The command that runs another program, with the program's file and its arguments to follow. */
  List<String> command();

  /** Whether the program's streams are descriptors 0, 1 and 2 of this process. */
  boolean ownsStandardFiles();

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
