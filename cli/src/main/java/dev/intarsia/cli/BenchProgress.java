package dev.intarsia.cli;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on stderr where that is a terminal, and nothing elsewhere. */
final class BenchProgress implements AutoCloseable {
  private final @Nullable ProgressBar bar;

  private BenchProgress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  @SuppressWarnings("SystemConsoleNull") // its type still says that it may
  static BenchProgress open(String task, int steps) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return new BenchProgress(null);
    }
    ProgressBarStyle style =
        System.getenv("NO_COLOR") == null ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII;
    return new BenchProgress(new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setStyle(style)
        .clearDisplayOnFinish()
        .build());
  }

  /** One step more, and what is shown beside the bar. */
  void step(String message) {
    if (bar != null) {
      bar.step();
      bar.setExtraMessage(" " + message);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
