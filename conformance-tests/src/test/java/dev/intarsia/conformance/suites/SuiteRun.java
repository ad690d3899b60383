package dev.intarsia.conformance.suites;

import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs a suite on Node and here, and compares with the expectations in the tree. */
final class SuiteRun {
  private final Suite suite;
  private final Path lists;
  private final Path reports;

  SuiteRun(Suite suite) throws IOException {
    this.suite = suite;
    this.lists = Repository.root().resolve(Expectations.FOLDER).resolve(suite.name());
    this.reports =
        Files.createDirectories(Repository.root().resolve("target/suites").resolve(suite.name()));
  }

  /**
   * Runs the areas that {@code intarsia.suites.areas} names, or all, and with {@code intarsia.write} writes the lists anew.
   *
   * @return what differs from the lists
   */
  List<String> run(SuiteRuntime node, SuiteRuntime here) throws IOException, InterruptedException {
    String only = System.getProperty("intarsia.suites.files", "");
    boolean write = Boolean.getBoolean("intarsia.write");
    refusePartOfList(only, write);
    String wanted = System.getProperty("intarsia.suites.areas", "");
    List<String> areas = wanted.isEmpty() ? suite.areas() : List.of(wanted.split(",", -1));
    List<String> differences = new ArrayList<>();
    for (String area : areas) {
      Map<String, FileScore> found = measure(area, only, node, here);
      Expectations expected = Expectations.read(lists, area);
      if (write) {
        expected.write(found);
      }
      differences.addAll(expected.differences(found));
    }
    return differences;
  }

  /** A list is written of all files of its area, so that it loses none. */
  static void refusePartOfList(String files, boolean write) {
    if (write && !files.isEmpty()) {
      throw new IllegalArgumentException(
          "intarsia.write writes whole lists: name areas with intarsia.suites.areas, not files (" + files + ")");
    }
  }

  private Map<String, FileScore> measure(String area, String only, SuiteRuntime node, SuiteRuntime here)
      throws IOException, InterruptedException {
    Map<String, FileScore> scores = new TreeMap<>();
    StringBuilder report = new StringBuilder();
    for (Suite.SuiteFile file : suite.files(area)) {
      if (!file.name().contains(only)) {
        continue;
      }
      SuiteResult reference = suite.run(node, file);
      if (reference.tests().containsValue("")) {
        SuiteResult result = suite.run(here, file);
        FileScore score = result.against(reference);
        scores.put(file.name(), score);
        if (score.missing() > 0) {
          report.append("## " + file.name() + " " + score + "\n");
          result.details().forEach((test, said) -> report.append("- " + test + ": " + said.strip() + "\n"));
        }
      }
    }
    Files.writeString(reports.resolve(area + ".md"), report);
    return scores;
  }

  /** One row an area, from the lists in the tree: what Node passes, what is passed here, and why not the rest. */
  String table() {
    StringBuilder table = new StringBuilder(
        "| area | Node passes | of these here | share | why not the rest |\n| --- | --- | --- | --- | --- |\n");
    int node = 0;
    int passed = 0;
    for (String area : suite.areas()) {
      List<FileScore> scores = scores(area);
      int areaNode = scores.stream().mapToInt(FileScore::node).sum();
      int areaPassed = scores.stream().mapToInt(FileScore::passed).sum();
      if (areaNode > 0) {
        table.append(row(area, areaNode, areaPassed, reasons(scores)));
      }
      node += areaNode;
      passed += areaPassed;
    }
    return table.append(row("all", node, passed, "")).toString();
  }

  private List<FileScore> scores(String area) {
    try {
      return List.copyOf(Expectations.read(lists, area).scores().values());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String row(String area, int node, int passed, String reasons) {
    String share = "%.1f %%".formatted(node == 0 ? 0 : 100.0 * passed / node);
    return "| %s | %d | %d | %s | %s |\n".formatted(area, node, passed, share, reasons);
  }

  private static String reasons(List<FileScore> scores) {
    Map<String, Integer> sums = new LinkedHashMap<>();
    for (FileScore score : scores) {
      for (String reason :
          score.reasons().isEmpty() ? new String[0] : score.reasons().split(", ", -1)) {
        int space = reason.lastIndexOf(' ');
        sums.merge(reason.substring(0, space), Integer.parseInt(reason.substring(space + 1)), Integer::sum);
      }
    }
    return sums.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(4)
        .map(sum -> sum.getKey() + " " + sum.getValue())
        .collect(java.util.stream.Collectors.joining(", "));
  }
}
