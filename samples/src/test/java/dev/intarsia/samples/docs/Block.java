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
 * @param text what lies between the fences
 * @param line where it begins in the page
 */
record Block(String language, String how, String text, int line) {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w+) ?([^\\n]*)\\n(.*?)^```$");

  /** All blocks of a page, in order. */
  static List<Block> of(String page) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = FENCED.matcher(page);
    while (matcher.find()) {
      int line = (int)
              page.substring(0, matcher.start()).chars().filter(c -> c == '\n').count()
          + 1;
      blocks.add(new Block(matcher.group(1), matcher.group(2).strip(), matcher.group(3), line));
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
