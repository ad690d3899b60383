package dev.intarsia.conformance.rules;

import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SPEC.md as the checks see it: its rules' numbers, its marked tables, its marked figures. */
final class Specification {
  private static final Pattern RULE = Pattern.compile("^\\*\\*([A-Z]+-\\d{3})\\*\\* \\((MUST|SHOULD|MAY)\\) ");

  private final List<String> lines;

  Specification(List<String> lines) {
    this.lines = lines;
  }

  static Specification read() {
    try {
      return new Specification(Files.readAllLines(Repository.specification()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules' numbers, as often as they stand there. */
  List<String> rules() {
    List<String> rules = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = RULE.matcher(line);
      if (matcher.find()) {
        rules.add(matcher.group(1));
      }
    }
    return rules;
  }

  /** The rules' levels by their numbers: MUST, SHOULD or MAY. */
  Map<String, String> levels() {
    Map<String, String> levels = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher matcher = RULE.matcher(line);
      if (matcher.find()) {
        levels.put(matcher.group(1), matcher.group(2));
      }
    }
    return levels;
  }

  /** Every rule number that is mentioned anywhere. */
  Set<String> mentioned() {
    Set<String> mentioned = new LinkedHashSet<>();
    Matcher matcher = Pattern.compile("\\*\\*([A-Z]+-\\d{3})\\*\\*").matcher(String.join("\n", lines));
    while (matcher.find()) {
      mentioned.add(matcher.group(1));
    }
    return mentioned;
  }

  /** The rows of a marked table as they stand there, without its heading. */
  List<String> tableLines(String name) {
    int at = lines.indexOf("<!-- table: " + name + " -->");
    return lines.stream().skip(at + 3L).takeWhile(line -> line.startsWith("|")).toList();
  }

  /** The rows of a marked table, without its heading; code quotes are taken off. */
  List<List<String>> table(String name) {
    int at = lines.indexOf("<!-- table: " + name + " -->");
    if (at < 0) {
      throw new IllegalArgumentException("SPEC.md has no table " + name);
    }
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines.subList(at + 3, lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      List<String> cells = new ArrayList<>();
      for (String cell : line.substring(1, line.length() - 1).split("\\|")) {
        cells.add(cell.strip().replace("`", ""));
      }
      rows.add(cells);
    }
    return rows;
  }

  /** A marked figure. */
  long number(String name) {
    Matcher matcher = Pattern.compile("<!-- number: " + name + " -->(\\d+)").matcher(String.join("\n", lines));
    if (!matcher.find()) {
      throw new IllegalArgumentException("SPEC.md has no number " + name);
    }
    return Long.parseLong(matcher.group(1));
  }
}
