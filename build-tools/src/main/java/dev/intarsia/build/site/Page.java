package dev.intarsia.build.site;

import java.util.List;

/**
 * One page.
 *
 * @param source its Markdown, relative to the root of the source tree: {@code docs/values.md}
 * @param target its HTML, relative to the root of the site: {@code docs/values.html}
 * @param title its first heading
 * @param summary its first paragraph as plain text
 * @param markdown its text
 * @param html its text as HTML, with links to other pages of the site
 * @param sections what search finds
 */
record Page(
    String source, String target, String title, String summary, String markdown, String html, List<Section> sections) {
  /**
   * A heading and the text below it.
   *
   * @param anchor its id on the page; empty for what stands before the second heading
   */
  record Section(String anchor, String heading, String text) {}

  Page {
    sections = List.copyOf(sections);
  }

  /** The way from this page to another file of the site. */
  String pathTo(String file) {
    return toRoot() + file;
  }

  /** {@code ../} for each folder that it lies in. */
  String toRoot() {
    return Links.up(target);
  }
}
