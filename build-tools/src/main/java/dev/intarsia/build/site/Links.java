package dev.intarsia.build.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where links of the Markdown sources lead on the site. */
final class Links {
  private final Path root;
  private final Set<String> sources;
  private final Set<String> files = new TreeSet<>();

  /**
   * @param sources the pages, relative to the root
   */
  Links(Path root, Set<String> sources) {
    this.root = root;
    this.sources = Set.copyOf(sources);
  }

  /** Files that pages link to and that are no pages themselves; the site has copies. */
  Set<String> files() {
    return files;
  }

  /** Where the page of a source lies: a README is its folder's index. */
  static String target(String source) {
    return source.endsWith("README.md")
        ? source.substring(0, source.length() - "README.md".length()) + "index.html"
        : source.replaceFirst("\\.md$", ".html");
  }

  /** {@code ../} for each folder that a page lies in. */
  static String up(String page) {
    return "../".repeat((int) page.chars().filter(c -> c == '/').count());
  }

  /** The link as the site has it; null for a folder without pages, which it has nothing of. */
  @Nullable String rewrite(String source, String link) {
    if (link.isEmpty() || link.startsWith("#") || link.matches("[a-z]+:.*")) {
      return link;
    }
    int hash = link.indexOf('#');
    String anchor = hash < 0 ? "" : link.substring(hash);
    Path file = root.resolve(source)
        .resolveSibling(hash < 0 ? link : link.substring(0, hash))
        .normalize();
    String relative = root.relativize(file).toString();
    String up = up(source);
    if (sources.contains(relative)) {
      return up + target(relative) + anchor;
    }
    if (Files.isDirectory(file)) {
      return sources.contains(relative + "/README.md") ? up + relative + "/index.html" : null;
    }
    files.add(relative);
    return up + relative + anchor;
  }
}
