package dev.intarsia.build.site;

import java.util.ArrayList;
import java.util.List;

/** What search looks through: a script, since a page that is opened as a file may not fetch one. */
final class SearchData {
  private SearchData() {}

  static String of(List<Page> pages) {
    List<String> entries = new ArrayList<>();
    for (Page page : pages) {
      for (Page.Section section : page.sections()) {
        entries.add("[" + text(page.target() + (section.anchor().isEmpty() ? "" : "#" + section.anchor())) + ","
            + text(page.title()) + "," + text(section.heading()) + "," + text(section.text()) + "]");
      }
    }
    return "globalThis.SECTIONS = [\n" + String.join(",\n", entries) + "\n];\n";
  }

  private static String text(String value) {
    StringBuilder out = new StringBuilder("\"");
    value.replaceAll("\\s+", " ").chars().forEach(c -> {
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append((char) c);
    });
    return out.append('"').toString();
  }
}
