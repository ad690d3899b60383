package dev.intarsia.build.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a site from the Markdown of the source tree: pages with a menu, search, light and dark, and {@code llms.txt}. Its files need
 * no server and load nothing from elsewhere.
 *
 * <pre>{@code mvn -q -Psite -pl build-tools process-classes}</pre>
 */
public final class Site {
  private static final List<String> SINGLE =
      List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "protocol-spec/SPEC.md");
  private static final List<String> FOLDERS = List.of("docs", "samples");
  /** Where the start page names the pages by reader. */
  private static final String GUIDES = "\n## Guides\n";

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+\\.md|[^)#:]+/[a-z-]+)\\)");

  private final Path root;
  private final Path out;

  private Site(Path root, Path out) {
    this.root = root;
    this.out = out;
  }

  /** Takes the root of the source tree and the folder of the site. */
  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[1]);
    int pages = make(Path.of(args[0]).toAbsolutePath().normalize(), out);
    System.out.println(pages + " pages: " + out.resolve("index.html"));
  }

  /**
   * Makes the site.
   *
   * @return how many pages it has
   */
  static int make(Path root, Path out) throws IOException {
    return new Site(root, out).make();
  }

  private int make() throws IOException {
    Map<String, String> texts = texts();
    Links links = new Links(root, texts.keySet());
    Map<String, Page> pages = new TreeMap<>();
    texts.forEach((source, text) -> pages.put(source, Markdown.read(source, text, links)));
    List<Page> ordered = order(pages);
    String template = resource("page.html");
    for (Page page : ordered) {
      write(page.target(), fill(template, page, menu(page, ordered)));
    }
    for (String file : List.of("site.css", "site.js", "search.js")) {
      write(file, resource(file));
    }
    write("search-data.js", SearchData.of(ordered));
    write("llms.txt", ForModels.list(ordered));
    write("llms-full.txt", ForModels.full(ordered));
    for (String file : links.files()) {
      Path from = root.resolve(file);
      if (Files.isRegularFile(from)) {
        Path to = out.resolve(file);
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return ordered.size();
  }

  /** The Markdown of all pages; a folder of pages without a README gets a list of them. */
  private Map<String, String> texts() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String file : SINGLE) {
      texts.put(file, Files.readString(root.resolve(file)));
    }
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        for (Path file : files.filter(Site::isPage).toList()) {
          texts.put(root.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    Set<String> folders = new TreeSet<>();
    texts.keySet().stream()
        .filter(file -> file.contains("/"))
        .forEach(file -> folders.add(file.substring(0, file.lastIndexOf('/') + 1)));
    for (String folder : folders) {
      texts.computeIfAbsent(folder + "README.md", readme -> list(folder, texts));
    }
    return texts;
  }

  private static boolean isPage(Path file) {
    String path = file.toString();
    return path.endsWith(".md") && !path.contains("node_modules") && !path.contains("/target/");
  }

  private static String list(String folder, Map<String, String> texts) {
    String name = folder.substring(folder.lastIndexOf('/', folder.length() - 2) + 1, folder.length() - 1);
    StringBuilder text = new StringBuilder("# ")
        .append(name.substring(0, 1).toUpperCase(Locale.ROOT))
        .append(name.substring(1))
        .append("\n\n");
    Map.copyOf(texts).keySet().stream()
        .filter(file -> file.startsWith(folder) && file.indexOf('/', folder.length()) < 0)
        .sorted()
        .forEach(file -> text.append("- [")
            .append(
                texts.getOrDefault(file, "").lines().findFirst().orElse(file).replaceFirst("^#+ ", ""))
            .append("](")
            .append(file.substring(folder.length()))
            .append(")\n"));
    return text.toString();
  }

  /** The start page, what its guides name in their order, and then the rest. */
  private static List<Page> order(Map<String, Page> pages) {
    Set<Page> ordered = new LinkedHashSet<>();
    Page start = Objects.requireNonNull(pages.get("README.md"));
    ordered.add(start);
    Matcher link =
        LINK.matcher(start.markdown().substring(Math.max(0, start.markdown().indexOf(GUIDES))));
    while (link.find()) {
      Page page = pages.get(link.group(1));
      Page folder = pages.get(link.group(1) + "/README.md");
      if (page != null || folder != null) {
        ordered.add(Objects.requireNonNull(page == null ? folder : page));
      }
    }
    ordered.addAll(pages.values());
    return List.copyOf(ordered);
  }

  /** Without single decisions, which have a list of their own, and lists that only folders have. */
  private static String menu(Page current, List<Page> pages) {
    List<String> items = new ArrayList<>();
    for (Page page : pages) {
      if (!page.source().matches("docs/decisions/\\d.*|docs/README.md|protocol-spec/README.md")) {
        items.add("<li><a href=\"" + current.pathTo(page.target()) + "\""
            + (page.equals(current) ? " aria-current=\"page\"" : "") + ">" + Markdown.escape(page.title())
            + "</a></li>");
      }
    }
    return "<ul>\n" + String.join("\n", items) + "\n</ul>";
  }

  private static String fill(String template, Page page, String menu) {
    return template
        .replace("{{title}}", Markdown.escape(page.title()))
        .replace("{{summary}}", Markdown.escape(page.summary()))
        .replace("{{root}}", page.toRoot())
        .replace("{{menu}}", menu)
        .replace("{{content}}", page.html());
  }

  private void write(String file, String text) throws IOException {
    Path path = out.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, text);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
