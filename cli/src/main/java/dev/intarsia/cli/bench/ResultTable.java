package dev.intarsia.cli.bench;

import dev.intarsia.bridge.json.EcmaNumbers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Results as text: a line a shape, a column a subject, and how the first compares with the fastest of the others. */
public final class ResultTable {
  private ResultTable() {}

  /** Lines without line ends. */
  public static List<String> lines(List<BenchResult> results) {
    Set<String> names = new LinkedHashSet<>();
    results.forEach(result -> names.addAll(result.shapes().keySet()));
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("µs per call"));
    results.forEach(result -> head.add(result.label()));
    if (results.size() > 1) {
      head.add(results.getFirst().label() + " : best other");
    }
    rows.add(head);
    for (String name : names) {
      List<String> row = new ArrayList<>(List.of(name));
      for (BenchResult result : results) {
        row.add(cell(result, name));
      }
      if (results.size() > 1) {
        row.add(ratio(results, name));
      }
      rows.add(row);
    }
    return aligned(rows);
  }

  private static String cell(BenchResult result, String name) {
    Double us = result.shapes().get(name);
    return us == null ? "-" : EcmaNumbers.toString(BenchResult.rounded(us));
  }

  /** The first subject's time as a part of the fastest other's. */
  static String ratio(List<BenchResult> results, String name) {
    Double own = results.getFirst().shapes().get(name);
    double best = Double.POSITIVE_INFINITY;
    for (BenchResult result : results.subList(1, results.size())) {
      Double us = result.shapes().get(name);
      best = us == null ? best : Math.min(best, us);
    }
    return own == null || Double.isInfinite(best) ? "-" : String.format(Locale.ROOT, "%.2f", own / best);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(row.getFirst())
          .repeat(' ', widths[0] - row.getFirst().length());
      for (int i = 1; i < columns; i++) {
        line.append("  ").repeat(' ', widths[i] - row.get(i).length()).append(row.get(i));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
