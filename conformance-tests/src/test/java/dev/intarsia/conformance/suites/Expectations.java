package dev.intarsia.conformance.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the files of one area of a suite are expected to give: the score of each file of which Node passes a test, one a line.
 * They are files of text in the tree, below {@link #FOLDER}.
 */
final class Expectations {
  static final String FOLDER = "conformance-tests/src/test/resources/dev/intarsia/conformance/suites";

  private final Path file;
  private final Map<String, FileScore> scores = new TreeMap<>();

  private Expectations(Path file) {
    this.file = file;
  }

  /** The list of an area; empty when there is none yet. */
  static Expectations read(Path folder, String area) throws IOException {
    Expectations read = new Expectations(folder.resolve(area + ".txt"));
    if (Files.exists(read.file)) {
      for (String line : Files.readAllLines(read.file)) {
        int space = line.indexOf(' ');
        read.scores.put(line.substring(0, space), FileScore.parse(line.substring(space + 1)));
      }
    }
    return read;
  }

  Map<String, FileScore> scores() {
    return scores;
  }

  /** What differs from the list, either way. */
  List<String> differences(Map<String, FileScore> found) {
    List<String> differences = new ArrayList<>();
    found.forEach((name, score) -> {
      FileScore expected = scores.get(name);
      if (expected == null) {
        differences.add(name + " is not in the list: " + score);
      } else if (score.missing() > expected.missing()) {
        differences.add(name + " fails more than expected: " + score + ", expected " + expected);
      } else if (score.missing() < expected.missing()) {
        differences.add(name + " passes unexpectedly: " + score + ", expected " + expected);
      }
    });
    scores.keySet().stream()
        .filter(name -> !found.containsKey(name))
        .forEach(name -> differences.add(name + " was not found, or Node passes nothing of it"));
    return differences;
  }

  /** Replaces the list. */
  void write(Map<String, FileScore> found) throws IOException {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(found).forEach((name, score) -> text.append(name + " " + score + "\n"));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    scores.clear();
    scores.putAll(found);
  }
}
