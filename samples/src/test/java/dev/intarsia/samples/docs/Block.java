package dev.intarsia.samples.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One code block of a page.
 *
 * @param language what follows the fence: {@code java}
 * @param how what follows that: {@code run=Shop.java}; empty for nothing
 * @param given what a comment right above says that a reader has: {@code <!-- given: Pool pool, byte[] image -->}; empty for nothing
 * @param text what lies between the fences
 * @param line where it begins in the page
 */
record Block(String language, String how, String given, String text, int line) {
  private static final Pattern FENCED =
      Pattern.compile("(?ms)^(?:<!-- given: ([^\\n]*) -->\\n\\n?)?```(\\w+) ?([^\\n]*)\\n(.*?)^```$");

  /** All blocks of a page, in order. */
  static List<Block> of(String page) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = FENCED.matcher(page);
    while (matcher.find()) {
      int line = page.substring(0, matcher.start(2)).split("\n", -1).length;
      String given = matcher.group(1) == null ? "" : matcher.group(1);
      blocks.add(new Block(matcher.group(2), matcher.group(3).strip(), given, matcher.group(4), line));
    }
    return blocks;
  }

  /** The value of {@code key=value}; null where there is none. */
  @org.jspecify.annotations.Nullable
  String value(String key) {
    return how.startsWith(key + "=") ? how.substring(key.length() + 1) : null;
  }

  @Override
  public String toString() {
    return "block of " + language + " at line " + line;
  }
}
