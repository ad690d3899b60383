package dev.intarsia.build.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** Reads Markdown with tables, as the sources use it. */
final class Markdown {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();
  private static final TextContentRenderer TEXT = TextContentRenderer.builder()
      .extensions(List.of(TablesExtension.create()))
      .build();

  private Markdown() {}

  static Page read(String source, String markdown, Links links) {
    Node document = PARSER.parse(markdown);
    List<Page.Section> sections = sections(document);
    String summary = summary(document);
    document.accept(new Rewriter(source, links));
    String html =
        HTML.render(document).replace("<table>", "<div class=\"table\"><table>").replace("</table>", "</table></div>");
    return new Page(
        source,
        Links.target(source),
        sections.getFirst().heading().isEmpty() ? source : sections.getFirst().heading(),
        summary,
        markdown,
        html,
        sections);
  }

  /** Leaves out comments, which tell the tests what a reader has, and leads links to the site's files. */
  private static final class Rewriter extends AbstractVisitor {
    private final String source;
    private final Links links;

    Rewriter(String source, Links links) {
      this.source = source;
      this.links = links;
    }

    @Override
    public void visit(Link link) {
      visitChildren(link);
      String target = links.rewrite(source, link.getDestination());
      if (target != null) {
        link.setDestination(target);
        return;
      }
      for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
        link.insertBefore(child);
      }
      link.unlink();
    }

    @Override
    public void visit(Image image) {
      String target = links.rewrite(source, image.getDestination());
      if (target != null) {
        image.setDestination(target);
      }
      visitChildren(image);
    }

    @Override
    public void visit(HtmlBlock block) {
      if (block.getLiteral().startsWith("<!--")) {
        block.unlink();
      }
    }
  }

  private static String summary(Node document) {
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Paragraph) {
        return TEXT.render(node)
            .replaceAll("\\s+", " ")
            .replaceAll(" ?\\([^()]*\\.(md|html)[^()]*\\)", "")
            .strip();
      }
    }
    return "";
  }

  private static List<Page.Section> sections(Node document) {
    List<Page.Section> sections = new ArrayList<>();
    IdGenerator ids = IdGenerator.builder().defaultId("id").build();
    String anchor = "";
    String heading = "";
    StringBuilder text = new StringBuilder();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading) {
        String next = TEXT.render(node).strip();
        if (!heading.isEmpty() || !text.isEmpty()) {
          sections.add(new Page.Section(anchor, heading, text.toString().strip()));
        }
        anchor = ids.generateId(next.toLowerCase(Locale.ROOT));
        heading = next;
        text.setLength(0);
      } else if (!(node instanceof HtmlBlock)) {
        text.append(TEXT.render(node)).append('\n');
      }
    }
    sections.add(new Page.Section(anchor, heading, text.toString().strip()));
    return sections;
  }

  /** A text for an HTML page or attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
