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
  /** {@code + PID NAME} for a worker started, {@code - PID NAME} for one that is gone; NAME may be {@code .}. */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP QUIT
      alive=' '
      while read -r op pid name; do
        if [ "$op" = + ]; then
          alive="$alive$pid:$name "
        else
          before=${alive%%" $pid:$name "*}
          after=${alive#*" $pid:$name "}
          alive="$before $after"
        fi
      done
      for entry in $alive; do
        kill -9 "${entry%%:*}" 2>/dev/null
        name=${entry#*:}
        [ "$name" = . ] || rm -f "/dev/shm/$name"
      done
      """;

  private static @Nullable Undertaker instance;

  private final Process shell;
  private final OutputStream orders;

  private Undertaker() throws IOException {
    shell =
        new ProcessBuilder("/bin/sh", "-c", SCRIPT)
            .directory(Path.of("/").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    orders = shell.getOutputStream();
  }

  /** Tells of a worker that lives; {@code name} is what its memory is called, or null. */
  static synchronized void watch(long pid, @Nullable String name) {
    tell('+', pid, name);
  }

  /** Tells of a worker that is gone and whose memory has been taken away. */
  static synchronized void forget(long pid, @Nullable String name) {
    tell('-', pid, name);
  }

  private static void tell(char op, long pid, @Nullable String name) {
    try {
      Undertaker undertaker = instance;
      if (undertaker == null || !undertaker.shell.isAlive()) {
        if (op == '-') {
          return;
        }
        undertaker = new Undertaker();
        instance = undertaker;
      }
      String order = op + " " + pid + " " + (name == null ? "." : name) + "\n";
      undertaker.orders.write(order.getBytes(StandardCharsets.US_ASCII));
      undertaker.orders.flush();
    } catch (IOException e) {
      if (op == '+') {
        throw new UncheckedIOException("no shell to watch over process workers: " + e.getMessage(), e);
      }
    }
  }
}
