package dev.intarsia.conformance.suites;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one runtime made of one file.
 *
 * @param tests for each test of the file the kind of its failure, empty for one that passed
 * @param details for each test that failed what was said, for people only
 */
record SuiteResult(Map<String, String> tests, Map<String, String> details) {
  /** How many of the tests that {@code reference} passes are passed here. */
  FileScore against(SuiteResult reference) {
    int total = 0;
    int passed = 0;
    Map<String, Integer> reasons = new TreeMap<>();
    for (Map.Entry<String, String> test : reference.tests.entrySet()) {
      if (!test.getValue().isEmpty()) {
        continue;
      }
      total++;
      String kind = tests.getOrDefault(test.getKey(), "not reached");
      if (kind.isEmpty()) {
        passed++;
      } else {
        reasons.merge(kind, 1, Integer::sum);
      }
    }
    String text = reasons.entrySet().stream()
        .map(reason -> reason.getKey() + " " + reason.getValue())
        .collect(Collectors.joining(", "));
    return new FileScore(total, passed, text);
  }
}
