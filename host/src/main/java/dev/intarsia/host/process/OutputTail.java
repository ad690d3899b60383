package dev.intarsia.host.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands a worker's error output on, line by line, and keeps the last of it for messages. */
final class OutputTail {
  private static final int KEPT_LINES = 20;
  private static final int KEPT_CHARS = 400;
  private static final long LAST_WORDS_MS = 300;

  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final Thread reader;
  private final int keptChars;

  OutputTail(String name, InputStream output, Consumer<String> sink) {
    this(name, output, sink, KEPT_CHARS);
  }

  /**
   * @param keptChars of a line
   */
  OutputTail(String name, InputStream output, Consumer<String> sink, int keptChars) {
    this.keptChars = keptChars;
    reader = Thread.ofPlatform().daemon().name(name).start(() -> {
      try (BufferedReader in = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
        String line;
        while ((line = in.readLine()) != null) {
          keep(line);
          tell(sink, line);
        }
      } catch (IOException e) {
        keep("(its error output broke off: " + e.getMessage() + ")");
      }
    });
  }

  /** What the sink throws must not end the reading: a worker whose output nobody reads stands still. */
  private static void tell(Consumer<String> sink, String line) {
    try {
      sink.accept(line);
    } catch (Throwable dropped) {
      // The line is kept all the same.
    }
  }

  private synchronized void keep(String line) {
    if (lines.size() == KEPT_LINES) {
      lines.removeFirst();
    }
    lines.add(line.length() > keptChars ? line.substring(0, keptChars) + "…" : line);
  }

  /** The last lines, once the worker's output has ended or a short while has passed. */
  String last() {
    awaitEnd();
    synchronized (this) {
      return String.join("\n", lines);
    }
  }

  /** The last line that starts so, or null. */
  @Nullable String lastWith(String start) {
    awaitEnd();
    synchronized (this) {
      return lines.reversed().stream()
          .filter(line -> line.startsWith(start))
          .findFirst()
          .orElse(null);
    }
  }

  private void awaitEnd() {
    try {
      reader.join(LAST_WORDS_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
