package dev.intarsia.conformance.report;

import dev.intarsia.conformance.vectors.Result;
import dev.intarsia.conformance.vectors.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A run as one page that needs nothing else: totals by section, and each failure with the bytes that differ. */
public final class HtmlReport {
  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#222;background:#fff}"
          + "table{border-collapse:collapse}td,th{padding:.2em .9em;border-bottom:1px solid #ccc;text-align:right}"
          + "td:first-child,th:first-child{text-align:left}"
          + "pre{background:#f6f6f6;padding:.6em;overflow:auto;font-size:13px}"
          + "mark{background:#ffd0d0;color:#900}.bad{color:#b00}.good{color:#070}"
          + "@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#ddd}pre{background:#262626}"
          + "mark{background:#611;color:#fdd}.bad{color:#f77}.good{color:#7d7}}";

  private HtmlReport() {}

  public static void write(Path file, String subject, List<Result> results) {
    try {
      Files.writeString(file, page(subject, results));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  /** A page of the same looks around a body of HTML. */
  public static void writePage(Path file, String title, String body) {
    String head = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + HexDiff.escape(title);
    try {
      Files.writeString(
          file, head + "</title>\n<style>" + STYLE + "</style></head><body>\n" + body + "</body></html>\n");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  static String page(String subject, List<Result> results) {
    StringBuilder out = new StringBuilder(4096);
    Totals totals = Totals.of(results);
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Vectors: ")
        .append(totals)
        .append("</title>\n<style>")
        .append(STYLE)
        .append("</style></head><body>\n<h1>Byte vectors</h1>\n<p>Subject: <code>")
        .append(HexDiff.escape(subject))
        .append("</code></p>\n<p class=\"")
        .append(totals.failed() == 0 ? "good" : "bad")
        .append("\">")
        .append(totals)
        .append("</p>\n<table><tr><th>section</th><th>passed</th><th>failed</th><th>skipped</th></tr>\n");
    for (Section section : Section.values()) {
      List<Result> ofSection =
          results.stream().filter(r -> r.vector().section() == section).toList();
      if (!ofSection.isEmpty()) {
        row(out, section.title(), Totals.of(ofSection));
      }
    }
    out.append("</table>\n");
    results.stream().filter(Result::counts).forEach(result -> failure(out, result));
    return out.append("</body></html>\n").toString();
  }

  private static void row(StringBuilder out, String title, Totals totals) {
    out.append("<tr><td>")
        .append(title)
        .append("</td><td>")
        .append(totals.passed())
        .append("</td><td>")
        .append(totals.failed())
        .append("</td><td>")
        .append(totals.skipped())
        .append("</td></tr>\n");
  }

  private static void failure(StringBuilder out, Result result) {
    out.append("<h2>")
        .append(HexDiff.escape(result.vector().id()))
        .append("</h2>\n<p>")
        .append(HexDiff.escape(result.vector().location()))
        .append(" · ")
        .append(result.requirement().isEmpty() ? "no requirement" : HexDiff.escape(result.requirement()))
        .append(" · <code>")
        .append(HexDiff.escape(result.path()))
        .append("</code></p>\n<pre>")
        .append(HexDiff.html(result.expected(), result.actual()))
        .append("</pre>\n");
  }
}
