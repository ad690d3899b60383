package dev.intarsia.host.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A shell that outlives this process by a moment: it learns of every worker and every name in {@code /dev/shm}, and
 * when its standard input ends, however this process died, it kills the workers and takes the names away.
 *
 * <p>Started with the first process worker, one for the whole process.
 */
final class Undertaker {
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

  private static @Nullable Undertaker instance;

  private final Process shell;
  private final OutputStream orders;

  private Undertaker() throws IOException {
    shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
        .directory(Path.of("/").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    orders = shell.getOutputStream();
  }

  /** Tells of memory that a worker is about to be started for; {@code name} is what it is called, or null. */
  static synchronized void expect(@Nullable String name) {
    tell('+', NOTHING, name);
  }

  /** Takes back {@link #expect}: no worker could be started. */
  static synchronized void expectNoMore(@Nullable String name) {
    tell('-', NOTHING, name);
  }

  /** Tells of the worker that was expected. */
  static synchronized void watch(long pid, @Nullable String name) {
    tell('+', Long.toString(pid), name);
    tell('-', NOTHING, name);
  }

  /** Tells of a worker that is gone and whose memory has been taken away. */
  static synchronized void forget(long pid, @Nullable String name) {
    tell('-', Long.toString(pid), name);
  }

  private static void tell(char op, String pid, @Nullable String name) {
    try {
      Undertaker undertaker = instance;
      if (undertaker == null || !undertaker.shell.isAlive()) {
        if (op == '-') {
          return;
        }
        undertaker = new Undertaker();
        instance = undertaker;
      }
      if (pid.equals(NOTHING) && name == null) {
        return; // nothing to take away; but the shell has to run before the worker does
      }
      String order = op + " " + pid + " " + (name == null ? NOTHING : name) + "\n";
      undertaker.orders.write(order.getBytes(StandardCharsets.US_ASCII));
      undertaker.orders.flush();
    } catch (IOException e) {
      if (op == '+') {
        throw new UncheckedIOException("no shell to watch over process workers: " + e.getMessage(), e);
      }
    }
  }
}
