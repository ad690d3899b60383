package dev.intarsia.host;

import dev.intarsia.host.value.JsError;
import org.jspecify.annotations.Nullable;

/**
 * What a task threw, as it crossed: name, message, stack text and cause of the error in the worker.
 * Its stack trace is that of the worker, as far as its text could be read; {@link #remoteStack()} is the text.
 */
public final class TaskException extends PoolException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final @Nullable String remoteMessage;
  private final @Nullable String remoteStack;
  @SuppressWarnings("serial") // a decoded payload; dropped where it can't be serialized
  private final transient @Nullable Object value;

  private TaskException(
      String message,
      String name,
      @Nullable String remoteMessage,
      @Nullable String remoteStack,
      @Nullable Throwable cause,
      @Nullable Object value,
      StackTraceElement[] frames) {
    super(message, cause);
    this.name = name;
    this.remoteMessage = remoteMessage;
    this.remoteStack = remoteStack;
    this.value = value;
    setStackTrace(frames);
  }

  /** An error that crossed; its cause becomes this exception's cause, as a {@link TaskException} of its own. */
  public static TaskException ofError(JsError error) {
    Throwable cause = error.getCause() instanceof JsError inner ? ofError(inner) : error.getCause();
    return new TaskException(
        error.toString(), error.name(), error.getMessage(), error.stack(), cause, error.causeValue(), error.getStackTrace());
  }

  /** What a task threw in this process, without having crossed. */
  public static TaskException ofThrown(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    String message = thrown.getMessage();
    String text = message == null ? name : name + ": " + message;
    return new TaskException(text, name, message, null, thrown.getCause(), null, thrown.getStackTrace());
  }

  /** Something other than an error was thrown, as JavaScript allows. */
  public static TaskException ofValue(@Nullable Object value) {
    String text = String.valueOf(value);
    return new TaskException(text, value instanceof String ? text : "thrown value", text, null, null, value, new StackTraceElement[0]);
  }

  /** The error's name: {@code TypeError}, or the simple name of a Java exception's class. */
  public String name() {
    return name;
  }

  /** The error's own message, without its name. */
  public @Nullable String remoteMessage() {
    return remoteMessage;
  }

  /** The error's stack as the worker's runtime wrote it. */
  public @Nullable String remoteStack() {
    return remoteStack;
  }

  /** What was thrown where it was no error, or the error's cause where that was none: the decoded value. */
  public @Nullable Object value() {
    return value;
  }
}
