package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.memory.SharedMemory.Unmapping;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the process of a worker begins, and what its end says. */
final class WorkerLaunch {
  private WorkerLaunch() {}

  /** The memory that it shares with its host; the reaper knows of it before anything bears its name. */
  static SharedMemory memory(long bytes, ProcessOptions options) {
    if (options.named()) {
      return SharedMemory.named(bytes, options.namePrefix(), Unmapping.WHEN_UNREACHABLE, OrphanReaper::expect);
    }
    OrphanReaper.expect(null);
    return SharedMemory.anonymous(bytes, Unmapping.WHEN_UNREACHABLE);
  }

  /**
   * Starts the process.
   *
   * @throws WorkerStartException when the program can't be run
   */
  static Process start(WorkerSpec spec, String description, SharedMemory memory, BootPayload boot) {
    ProcessBuilder builder = new ProcessBuilder();
    Map<String, String> environment = builder.environment();
    WorkerEnvironment.prepare(environment, spec.options().environment(), boot);
    var command = WorkerCommand.of(spec.runtime(), spec.options(), spec.tasks(), environment);
    builder.command(
        spec.options().named()
            ? command
            : WorkerCommand.adopting(ProcessHandle.current().pid(), memory.fd(), command));
    builder.redirectInput(
        spec.options().endsInput()
            ? ProcessBuilder.Redirect.PIPE
            : ProcessBuilder.Redirect.from(WorkerEnvironment.NOTHING));
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    if (spec.options().workingDirectory() != null) {
      builder.directory(spec.options().workingDirectory().toFile());
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new WorkerStartException("can't start a " + description + ": " + said(e), e);
    }
  }

  /** The JDK adds guesses about its own helper, which are beside the point where the operating system has said why. */
  private static String said(IOException e) {
    String message = String.valueOf(e.getMessage());
    int guesses = message.indexOf("\nPossible reasons:");
    String said = (guesses < 0 ? message : message.substring(0, guesses)).strip();
    return said.contains("Too many open files") ? said + ": raise ulimit -n" : said;
  }

  /**
   * Why it ended, with the last that it said.
   *
   * @param why it was ended; null where it ended by itself
   */
  static Throwable endOf(
      WorkerSpec spec, String description, Process process, String words, @Nullable Throwable why, boolean wasReady) {
    String tail = words.isEmpty() ? "" : ". It said:\n" + words;
    if (why instanceof WorkerStartException) {
      return new WorkerStartException(why.getMessage() + tail);
    }
    if (why != null) {
      return why;
    }
    String end = ExitCode.describe(process.exitValue());
    if (wasReady) {
      return new IllegalStateException("The " + description + " " + end + tail);
    }
    // Bun's own workers end without a word.
    String hint = words.isEmpty()
        ? ". It said nothing: import them with " + spec.runtime().id() + " to see why"
        : tail;
    return new WorkerStartException("The " + description + " " + end + " before it was ready, serving "
        + (spec.tasks().modules().isEmpty()
            ? "no module"
            : String.join(", ", spec.tasks().modules()) + hint));
  }
}
