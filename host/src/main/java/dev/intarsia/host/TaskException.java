package dev.intarsia.host;

import java.util.Arrays;
import java.util.Map;
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

  @SuppressWarnings("serial") // decoded payloads, as the value
  private final transient Map<String, @Nullable Object> properties;

  private TaskException(
      String message,
      String name,
      @Nullable String remoteMessage,
      @Nullable String remoteStack,
      @Nullable Throwable cause,
      @Nullable Object value,
      Map<String, @Nullable Object> properties,
      StackTraceElement[] frames) {
    super(message, cause);
    this.name = name;
    this.remoteMessage = remoteMessage;
    this.remoteStack = remoteStack;
    this.value = value;
    this.properties = properties;
    setStackTrace(frames);
  }

  /** An error that crossed; its cause becomes this exception's cause, as a {@link TaskException} of its own. */
  public static TaskException ofError(JsError error) {
    Throwable cause = error.getCause() instanceof JsError inner ? ofError(inner) : error.getCause();
    TaskException told = new TaskException(
        error.toString(),
        error.name(),
        error.getMessage(),
        error.stack(),
        cause,
        error.causeValue(),
        error.properties(),
        error.getStackTrace());
    for (Throwable one : error.getSuppressed()) {
      told.addSuppressed(one instanceof JsError inner ? ofError(inner) : one);
    }
    return told;
  }

  /** What a task threw in this process, without having crossed. */
  public static TaskException ofThrown(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    String message = thrown.getMessage();
    String text = message == null ? name : name + ": " + message;
    return new TaskException(text, name, message, null, thrown.getCause(), null, Map.of(), thrown.getStackTrace());
  }

  /** Something other than an error was thrown, as JavaScript allows. */
  public static TaskException ofValue(@Nullable Object value) {
    String text = String.valueOf(value);
    return new TaskException(
        text,
        value instanceof String ? text : "thrown value",
        text,
        null,
        null,
        value,
        Map.of(),
        new StackTraceElement[0]);
  }

  /** The worker's frames, a line that divides, and the frames of who waits. */
  @Override
  public TaskException forCaller(StackTraceElement[] caller) {
    StackTraceElement[] remote = getStackTrace();
    StackTraceElement[] both = Arrays.copyOf(remote, remote.length + 1 + caller.length);
    both[remote.length] = new StackTraceElement(
        "<above: the task>",
        "<below: its caller>",
        "thread " + Thread.currentThread().getName(),
        -1);
    System.arraycopy(caller, 0, both, remote.length + 1, caller.length);
    TaskException told = new TaskException(
        String.valueOf(getMessage()), name, remoteMessage, remoteStack, getCause(), value, properties, both);
    for (Throwable one : getSuppressed()) {
      told.addSuppressed(one);
    }
    return told;
  }

  /** The error's name: {@code TypeError}, or the simple name of a Java exception's class. */
  public String name() {
    return name;
  }

  /** The error's own message, without its name. */
  public @Nullable String remoteMessage() {
    return remoteMessage;
  }

  /** The error's {@code code}, as {@code ENOENT} or {@code ERR_INVALID_ARG_TYPE} in Node's errors; null where it has none. */
  public @Nullable String code() {
    Object code = properties.get("code");
    if (code instanceof Double number && number == Math.rint(number)) {
      return String.valueOf(number.longValue());
    }
    return code == null ? null : code.toString();
  }

  /** The error's own properties besides name, message, stack and cause, as they crossed; the errors of an AggregateError are suppressed ones. */
  public Map<String, @Nullable Object> properties() {
    return properties;
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
