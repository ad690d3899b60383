package dev.intarsia.samples;

import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolStartException;
import dev.intarsia.host.Task;
import dev.intarsia.host.Workers;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.js.JsWorkers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The same React page from a worker in this JVM and from one in a Bun process: how soon the first comes, and how fast the next. */
public final class ReactSsr {
  static final Task<Stock, String> RENDER = Task.of("render", Stock.class, String.class);
  private static final int ROWS = 20;
  private static final double NS_PER_MS = 1e6;

  private ReactSsr() {}

  /** A row of the page. */
  public record Item(String name, int count, double each) {}

  /** What the page is made of. */
  public record Stock(String title, List<Item> items) {}

  /** What a worker took: until its first page, and for a page in the last of the seconds given, both in ms. */
  record Took(double first, double warm, String page) {
    String row(String worker) {
      return String.format(Locale.ROOT, "| %s | %.0f | %.2f |", worker, first, warm);
    }
  }

  /** Takes the seconds for each kind of worker, 10 when absent, and the folder of the knitting package where it is not in node_modules. */
  public static void main(String[] args) {
    Duration each = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 10);
    ProcessOptions.Builder options = ProcessOptions.builder();
    if (args.length > 1) {
      options.knitting(Path.of(args[1]));
    }
    compare(Path.of("samples/react-ssr/page.jsx"), each, options.build(), System.out::println);
  }

  /** Prints the table. Without Bun, or without the package that its workers run, it has one row. */
  static void compare(Path page, Duration each, ProcessOptions options, Consumer<String> out) {
    out.accept("| worker | first page, ms | a page then, ms |");
    out.accept("|---|---|---|");
    Took here = took(JsWorkers.of(page), each);
    out.accept(here.row("GraalJS"));
    try {
      Took bun = took(ProcessWorkers.bun(page).options(options), each);
      out.accept(bun.row("Bun"));
      out.accept(here.page().equals(bun.page()) ? "Both give the same page." : "The pages differ.");
    } catch (PoolStartException missing) {
      out.accept("no row for Bun: " + missing.getMessage());
    }
  }

  private static Took took(Workers workers, Duration each) {
    long begin = System.nanoTime();
    try (Pool pool = Pool.builder().workers(workers).build()) {
      String page = pool.call(RENDER, stock()).await();
      long first = System.nanoTime();
      long end = first + each.toNanos();
      long lastSecond = end - Duration.ofSeconds(1).toNanos();
      long from = first;
      int pages = 0;
      long now = first;
      while (now < end) {
        String _ = pool.call(RENDER, stock()).await();
        if (now < lastSecond) {
          from = System.nanoTime();
          pages = 0;
        } else {
          pages++;
        }
        now = System.nanoTime();
      }
      return new Took((first - begin) / NS_PER_MS, (now - from) / NS_PER_MS / Math.max(1, pages), page);
    }
  }

  static Stock stock() {
    return new Stock(
        "Tea & more",
        IntStream.range(0, ROWS)
            .mapToObj(i -> new Item("tea no. " + i, i, i + 0.5))
            .toList());
  }
}
