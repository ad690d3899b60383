package dev.intarsia.host;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a call whose time budget runs out: knitting's four forms. The budget counts from the
 * call. The task itself runs on; ask {@link TaskContext#remainingMs()} there.
 *
 * @param time the budget; a negative one is none
 * @param kind what the call ends with
 * @param value the default, for {@link Kind#DEFAULT}
 * @param error the failure, for {@link Kind#ERROR}
 */
public record TaskTimeout(
    Duration time,
    Kind kind,
    @Nullable Object value,
    @Nullable Throwable error) {
  /** How a call ends whose budget ran out. */
  public enum Kind {
    /** It fails with {@link TaskTimeoutException}: a plain number in knitting. */
    FAIL,
    /** It results in a given value: {@code { time, default }}. */
    DEFAULT,
    /** It results in undefined, {@code null} in Java: {@code { time, maybe: true }}. */
    MAYBE,
    /** It fails with a given exception: {@code { time, error }}. */
    ERROR
  }

  /** Fails with {@link TaskTimeoutException}. */
  public static TaskTimeout of(Duration time) {
    return new TaskTimeout(time, Kind.FAIL, null, null);
  }

  /**
   * A budget that the task's own module has and its worker keeps: the host only stamps the calls, so that the worker
   * knows when each was made (TMO-001).
   */
  public static TaskTimeout keptByWorker() {
    return new TaskTimeout(Duration.ofMillis(-1), Kind.FAIL, null, null);
  }

  /** Results in {@code value}. */
  public static TaskTimeout orDefault(Duration time, @Nullable Object value) {
    return new TaskTimeout(time, Kind.DEFAULT, value, null);
  }

  /** Results in {@code null}. */
  public static TaskTimeout orNothing(Duration time) {
    return new TaskTimeout(time, Kind.MAYBE, null, null);
  }

  /** Fails with {@code error}. */
  public static TaskTimeout orError(Duration time, Throwable error) {
    return new TaskTimeout(time, Kind.ERROR, null, error);
  }
}
