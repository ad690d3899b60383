package dev.intarsia.build.site;

import java.util.List;

/** The documentation for language models: a list of pages, and all of them in one text. */
final class ForModels {
  private ForModels() {}

  static String list(List<Page> pages) {
    Page start = pages.getFirst();
    StringBuilder out = new StringBuilder("# " + start.title() + "\n\n> " + start.summary() + "\n\n## Pages\n\n");
    for (Page page : pages.subList(1, pages.size())) {
      out.append("- [" + page.title() + "](" + page.target() + ")");
      out.append(page.summary().isEmpty() ? "" : ": " + firstSentence(page.summary()));
      out.append('\n');
    }
    return out.toString();
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  static String full(List<Page> pages) {
    StringBuilder out = new StringBuilder();
    for (Page page : pages) {
      out.append("<!-- " + page.source() + " -->\n\n")
          .append(page.markdown().strip())
          .append("\n\n");
    }
    return out.toString();
  }
}
