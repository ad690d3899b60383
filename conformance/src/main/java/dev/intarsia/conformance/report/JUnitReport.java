package dev.intarsia.conformance.report;

import dev.intarsia.conformance.vectors.Result;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run as JUnit's XML, which build servers read: a class a section, a test a vector. */
public final class JUnitReport {
  private JUnitReport() {}

  public static void write(Path file, String subject, List<Result> results) {
    StringWriter buffer = new StringWriter();
    try {
      write(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(buffer), subject, results);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the report is no XML", e);
    }
    save(file, buffer.toString());
  }

  private static void write(XMLStreamWriter xml, String subject, List<Result> results) throws XMLStreamException {
    Totals totals = Totals.of(results);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "intarsia conform vectors: " + clean(subject));
    xml.writeAttribute("tests", Integer.toString(results.size()));
    xml.writeAttribute("failures", Integer.toString(totals.failed()));
    xml.writeAttribute("skipped", Integer.toString(totals.skipped()));
    xml.writeAttribute("errors", "0");
    for (Result result : results) {
      writeCase(xml, result);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static void writeCase(XMLStreamWriter xml, Result result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", result.vector().section().title());
    xml.writeAttribute("name", clean(result.vector().id()));
    xml.writeAttribute("file", clean(result.vector().location()));
    if (result.counts()) {
      xml.writeStartElement("failure");
      xml.writeAttribute(
          "message", clean(result.requirement() + " " + result.path()).strip());
      xml.writeCharacters("expected: " + clean(result.expected()) + "\nactual:   " + clean(result.actual()));
      xml.writeEndElement();
    } else if (result.status() == Result.Status.SKIPPED) {
      xml.writeStartElement("skipped");
      xml.writeAttribute("message", clean(result.actual()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** What every case of a live run is: its class, its name, and what went wrong or was left out, if anything. */
  public record Case(String section, String name, String failure, String skipped) {}

  /** A run that has no vectors, in the same form. */
  public static void writeCases(Path file, String suite, List<Case> cases) {
    StringWriter buffer = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(buffer);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", clean(suite));
      xml.writeAttribute("tests", Integer.toString(cases.size()));
      xml.writeAttribute(
          "failures",
          Long.toString(cases.stream().filter(c -> !c.failure().isEmpty()).count()));
      xml.writeAttribute(
          "skipped",
          Long.toString(cases.stream().filter(c -> !c.skipped().isEmpty()).count()));
      xml.writeAttribute("errors", "0");
      for (Case one : cases) {
        writeCase(xml, one);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the report is no XML", e);
    }
    save(file, buffer.toString());
  }

  private static void writeCase(XMLStreamWriter xml, Case one) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", clean(one.section()));
    xml.writeAttribute("name", clean(one.name()));
    if (!one.failure().isEmpty()) {
      xml.writeStartElement("failure");
      xml.writeCharacters(clean(one.failure()));
      xml.writeEndElement();
    } else if (!one.skipped().isEmpty()) {
      xml.writeStartElement("skipped");
      xml.writeAttribute("message", clean(one.skipped()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void save(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  /** XML 1.0 has no form for most control characters and for lone surrogates. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(c -> isXml(c) ? c : 0xFFFD).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isXml(int c) {
    boolean printable = c >= ' ' && c < Character.MIN_SURROGATE;
    boolean high = c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF;
    return c == '\t' || c == '\n' || printable || high;
  }
}
