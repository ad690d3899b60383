package dev.intarsia.build;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The format of this tree: palantir-java-format with two spaces and lines of at most 120 characters, static imports
 * before the others, both in the order of their names, and no unused import. Javadoc and long strings stay as written.
 */
final class JavaFormatter {
  private static final int LINE_LENGTH = 120;

  /** The formatter takes every annotation of a method for a declaration's; this one belongs to the type after it. */
  private static final Pattern NULLABLE_ALONE = Pattern.compile("(?m)^( +)@Nullable\n +(?=[A-Za-z])");

  private final Formatter formatter = Formatter.createFormatter(
      JavaFormatterOptions.builder().style(style()).formatJavadoc(false).build());

  /** The formatted text. A file that is no Java is the caller's mistake: the exception names it. */
  String format(Path file, String text) {
    try {
      String formatted = formatter.formatSource(formatter.fixImports(text));
      return NULLABLE_ALONE.matcher(formatted).replaceAll("$1@Nullable ");
    } catch (FormatterException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** Google's style has the indentation of this tree, and lines that are too short for it: no option sets them. */
  private static JavaFormatterOptions.Style style() {
    try {
      Field length = JavaFormatterOptions.Style.class.getDeclaredField("maxLineLength");
      length.setAccessible(true);
      length.setInt(JavaFormatterOptions.Style.GOOGLE, LINE_LENGTH);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of the formatter keeps its line length elsewhere", e);
    }
    return JavaFormatterOptions.Style.GOOGLE;
  }
}
