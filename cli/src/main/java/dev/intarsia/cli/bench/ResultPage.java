package dev.intarsia.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as one HTML page that needs no other file: a bar chart a shape, and the table. */
public final class ResultPage {
  private static final int BAR_HEIGHT = 16;
  private static final int LABEL_WIDTH = 110;
  private static final int CHART_WIDTH = 460;
  private static final String[] COLORS = {"#b3402a", "#2f6690", "#3a7d44", "#8c6bb1", "#7f7f7f", "#c28f2c"};

  private ResultPage() {}

  /**
   * The page.
   *
   * @param machine one line that says where this was measured
   */
  public static String of(List<BenchResult> results, String machine) {
    StringBuilder page = new StringBuilder(16_384);
    page.append("""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>intarsia bench</title><style>
        :root { color-scheme: light dark; --stripe: #f4f4f4 } @media (prefers-color-scheme: dark) { :root { --stripe: #2a2a2a } }
        body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 62rem }
        h2 { margin: 2rem 0 .5rem } figure { display: inline-block; margin: .4rem 1rem .4rem 0; max-width: 100% }
        svg { max-width: 100%; height: auto } text { font-size: 11px; fill: currentColor } figcaption { font-weight: 600 }
        .figures { overflow-x: auto } table { border-collapse: collapse } td, th { padding: .15rem .7rem; text-align: right }
        td:first-child, th:first-child { text-align: left } tr:nth-child(even) { background: var(--stripe) }
        </style></head><body><h1>intarsia bench</h1>
        """);
    page.append("<p>Microseconds per call, median over rounds; shorter is better. ")
        .append(escape(machine))
        .append("</p>\n");
    groups(results).forEach((group, names) -> {
      page.append("<h2>").append(escape(group)).append("</h2>\n");
      names.keySet().forEach(name -> chart(page, name, results));
    });
    table(page, results);
    return page.append("</body></html>\n").toString();
  }

  /** Shape names by what precedes the slash, in order. */
  private static Map<String, Map<String, Boolean>> groups(List<BenchResult> results) {
    Map<String, Map<String, Boolean>> groups = new LinkedHashMap<>();
    for (BenchResult result : results) {
      for (String name : result.shapes().keySet()) {
        groups
            .computeIfAbsent(name.substring(0, name.indexOf('/')), group -> new LinkedHashMap<>())
            .put(name, true);
      }
    }
    return groups;
  }

  private static void chart(StringBuilder page, String name, List<BenchResult> results) {
    double most = results.stream()
        .mapToDouble(result -> result.shapes().getOrDefault(name, 0.0))
        .max()
        .orElse(1);
    int height = results.size() * (BAR_HEIGHT + 4);
    page.append("<figure><figcaption>")
        .append(escape(name))
        .append("</figcaption>")
        .append("<svg role=\"img\" width=\"")
        .append(LABEL_WIDTH + CHART_WIDTH)
        .append("\" height=\"")
        .append(height)
        .append("\" viewBox=\"0 0 ")
        .append(LABEL_WIDTH + CHART_WIDTH)
        .append(' ')
        .append(height)
        .append("\">");
    int y = 0;
    for (int i = 0; i < results.size(); i++) {
      BenchResult result = results.get(i);
      Double us = result.shapes().get(name);
      if (us != null) {
        int width = (int) Math.max(1, us / most * (CHART_WIDTH - 80));
        page.append("<text x=\"0\" y=\"")
            .append(y + BAR_HEIGHT - 4)
            .append("\">")
            .append(escape(result.label()))
            .append("</text>")
            .append("<rect x=\"")
            .append(LABEL_WIDTH)
            .append("\" y=\"")
            .append(y)
            .append("\" width=\"")
            .append(width)
            .append("\" height=\"")
            .append(BAR_HEIGHT)
            .append("\" fill=\"")
            .append(COLORS[i % COLORS.length])
            .append("\"/>")
            .append("<text x=\"")
            .append(LABEL_WIDTH + width + 5)
            .append("\" y=\"")
            .append(y + BAR_HEIGHT - 4)
            .append("\">")
            .append(number(us))
            .append("</text>");
      }
      y += BAR_HEIGHT + 4;
    }
    page.append("</svg></figure>\n");
  }

  private static void table(StringBuilder page, List<BenchResult> results) {
    page.append("<h2>All figures</h2>\n<div class=\"figures\"><table><tr><th>shape</th>");
    results.forEach(result -> page.append("<th>").append(escape(result.label())).append("</th>"));
    page.append(results.size() > 1 ? "<th>first : best other</th></tr>\n" : "</tr>\n");
    groups(results)
        .values()
        .forEach(names -> names.keySet().forEach(name -> {
          page.append("<tr><td>").append(escape(name)).append("</td>");
          for (BenchResult result : results) {
            Double us = result.shapes().get(name);
            page.append("<td>").append(us == null ? "" : number(us)).append("</td>");
          }
          page.append(results.size() > 1 ? "<td>" + ResultTable.ratio(results, name) + "</td></tr>\n" : "</tr>\n");
        }));
    page.append("</table></div>\n");
  }

  private static String number(double us) {
    return us >= 1000 ? String.format(Locale.ROOT, "%,.0f", us) : String.format(Locale.ROOT, "%.3g", us);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
