package dev.intarsia.host.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A shell that outlives this process by a moment: it learns of every worker and every name in {@code /dev/shm}, and
 * when its standard input ends, however this process died, it kills the workers and takes the names away.
 *
 * <p>Started with the first process worker, one for the whole process.
 */
final class OrphanReaper {
  /**
   * {@code + PID NAME} for a worker started, {@code - PID NAME} for one that is gone; either may be {@code .}, for memory
   * that has no worker yet and for memory without a name.
   */
  private static final String SCRIPT = """
      trap '' INT TERM HUP QUIT
      alive=' '
      while read -r op pid name; do
        if [ "$op" = + ]; then
          alive="$alive$pid:$name "
        else
          case $alive in *" $pid:$name "*)
            before=${alive%%" $pid:$name "*}
            after=${alive#*" $pid:$name "}
            alive="$before $after"
          esac
        fi
      done
      for entry in $alive; do
        pid=${entry%%:*}
        [ "$pid" = . ] || kill -9 "$pid" 2>/dev/null
        name=${entry#*:}
        [ "$name" = . ] || rm -f "/dev/shm/$name"
      done
      """;

  private static final String NOTHING = ".";

  /** What a shell has to know, in order: {@code PID NAME}. A shell that takes the place of another is told all of it. */
  private static final Set<String> KNOWN = new LinkedHashSet<>();

  private static @Nullable OrphanReaper instance;

  private final Process shell;
  private final OutputStream orders;

  private OrphanReaper() throws IOException {
    shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
        .directory(Path.of("/").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    orders = shell.getOutputStream();
  }

  /** Tells of memory that a worker is about to be started for; {@code name} is what it is called, or null. */
  static synchronized void expect(@Nullable String name) {
    add(name == null ? null : entry(NOTHING, name)); // also without a name: the shell has to run before the worker does
  }

  /** Takes back {@link #expect}: no worker could be started. */
  static synchronized void expectNoMore(@Nullable String name) {
    remove(entry(NOTHING, name));
  }

  /** Tells of the worker that was expected. */
  static synchronized void watch(long pid, @Nullable String name) {
    add(entry(Long.toString(pid), name));
    remove(entry(NOTHING, name));
  }

  /** Tells of a worker that is gone and whose memory has been taken away. */
  static synchronized void forget(long pid, @Nullable String name) {
    remove(entry(Long.toString(pid), name));
  }

  /**
   * Starts another shell where somebody has killed this one. Called by the supervisor again and again; what fails now is
   * tried again then.
   */
  static synchronized void look() {
    OrphanReaper reaper = instance;
    if (reaper != null && !reaper.shell.isAlive() && !KNOWN.isEmpty()) {
      try {
        instance = started();
      } catch (IOException e) {
        // No process can be had: the next look tries it again.
      }
    }
  }

  /** The shell, for tests. */
  static synchronized @Nullable ProcessHandle shell() {
    OrphanReaper reaper = instance;
    return reaper == null ? null : reaper.shell.toHandle();
  }

  private static String entry(String pid, @Nullable String name) {
    return pid + " " + (name == null ? NOTHING : name);
  }

  private static void add(@Nullable String entry) {
    if (entry != null) {
      KNOWN.add(entry);
    }
    try {
      OrphanReaper reaper = instance;
      if (reaper == null || !reaper.takes(entry)) {
        instance = started();
      }
    } catch (IOException e) {
      KNOWN.remove(entry);
      throw new UncheckedIOException("no shell to watch over process workers: " + e.getMessage(), e);
    }
  }

  /** Whether the shell lives and has been told. */
  private boolean takes(@Nullable String entry) {
    try {
      if (entry != null) {
        order('+', entry);
      }
      return shell.isAlive();
    } catch (IOException killed) {
      return false;
    }
  }

  private static OrphanReaper started() throws IOException {
    OrphanReaper reaper = new OrphanReaper();
    for (String entry : KNOWN) {
      reaper.order('+', entry);
    }
    return reaper;
  }

  private static void remove(String entry) {
    OrphanReaper reaper = instance;
    if (KNOWN.remove(entry) && reaper != null) {
      try {
        reaper.order('-', entry);
      } catch (IOException e) {
        // It has been killed: whoever takes its place is not told of this one.
      }
    }
  }

  private void order(char op, String entry) throws IOException {
    orders.write((op + " " + entry + "\n").getBytes(StandardCharsets.US_ASCII));
    orders.flush();
  }
}
