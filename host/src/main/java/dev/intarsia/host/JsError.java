package dev.intarsia.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An Error as it crossed from another worker: its name, message, stack and cause, whatever language threw it. */
@SuppressWarnings("OverrideThrowableToString") // a message alone would hide the name, which JavaScript keeps apart
public final class JsError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final StackTraceElement[] NO_FRAMES = {};

  /** {@code at some.name (where:12:3)}, or the same without column, as engines and this library write them. */
  private static final Pattern FRAME = Pattern.compile("\\s+at (?:(.+?) ?\\()?(.*?)(?::(\\d+))?(?::\\d+)?\\)?");

  private final String name;
  private final @Nullable String stack;
  private final transient @Nullable Object cause;
  private final transient Map<String, @Nullable Object> properties;

  /**
   * @param name such as {@code TypeError}
   * @param stack the text of the stack where the error was made
   * @param cause any value; a Throwable among them is also {@link #getCause()}
   */
  public JsError(String name, String message, @Nullable String stack, @Nullable Object cause) {
    this(name, message, stack, cause, Map.of());
  }

  /**
   * The same, with what else the error had.
   *
   * @param properties its own properties by name, {@code code} among them; the errors of an AggregateError are the suppressed
   *     ones of this
   */
  public JsError(
      String name,
      String message,
      @Nullable String stack,
      @Nullable Object cause,
      Map<String, ? extends @Nullable Object> properties) {
    super(message, cause instanceof Throwable throwable ? throwable : null, true, true);
    this.name = Objects.requireNonNull(name, "name");
    this.stack = stack;
    this.cause = cause;
    this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    setStackTrace(stack == null ? NO_FRAMES : frames(stack));
  }

  /** The error's name: {@code Error}, {@code TypeError}, or a Java class's simple name. */
  public String name() {
    return name;
  }

  /** The stack's text as the other side wrote it; null when it sent none. */
  public @Nullable String stack() {
    return stack;
  }

  /** The cause as a value, which need not be an error; null when there is none. */
  public @Nullable Object causeValue() {
    return cause;
  }

  /** What else it had of its own: {@code code}, {@code details}, … */
  public Map<String, @Nullable Object> properties() {
    return properties;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this; // where it was decoded says nothing
  }

  @Override
  public String toString() {
    String message = getMessage();
    return message == null || message.isEmpty() ? name : name + ": " + message;
  }

  private static StackTraceElement[] frames(String stack) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (String line : stack.split("\n")) {
      Matcher frame = FRAME.matcher(line);
      if (frame.matches()) {
        String code = Objects.requireNonNullElse(frame.group(1), "<anonymous>");
        int dot = code.lastIndexOf('.');
        String number = frame.group(3);
        frames.add(new StackTraceElement(
            dot < 0 ? "<remote>" : code.substring(0, dot),
            code.substring(dot + 1),
            frame.group(2),
            number == null ? -1 : parseLine(number)));
      }
    }
    return frames.toArray(NO_FRAMES);
  }

  private static int parseLine(String digits) {
    return digits.length() > 9 ? -1 : Integer.parseInt(digits);
  }
}
