package dev.intarsia.cluster;

import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.cluster.frame.CarriedFactory;
import dev.intarsia.cluster.frame.CarriedPayload;
import dev.intarsia.cluster.frame.Frame;
import dev.intarsia.host.CallOptions;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.TaskTimeout;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.Workers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What this node runs for others: a pool whose arguments and results are payloads as they came. */
final class Serving implements AutoCloseable {
  private final @Nullable Pool pool;
  private final List<String> tasks;
  private final String digest;
  private final int slots;
  private final int maxPayloadBytes;
  private final AtomicInteger callers = new AtomicInteger();
  private volatile boolean draining;

  Serving(List<Workers> parts, String digest, int slots, int maxPayloadBytes) {
    this.pool = parts.isEmpty() ? null : pool(parts);
    this.tasks = pool == null ? List.of() : List.copyOf(pool.tasks());
    this.digest = digest;
    this.slots = slots;
    this.maxPayloadBytes = maxPayloadBytes;
  }

  @SuppressWarnings("unchecked") // what the pool hands over is never looked at but here
  private static Pool pool(List<Workers> parts) {
    PoolBuilder builder =
        Pool.builder().replies(() -> (PayloadFactory<Object>) (PayloadFactory<?>) new CarriedFactory());
    parts.forEach(builder::workers);
    return builder.build();
  }

  List<String> tasks() {
    return tasks;
  }

  String digest() {
    return digest;
  }

  int maxPayloadBytes() {
    return maxPayloadBytes;
  }

  /** Calls that one caller may have under way. */
  int share() {
    return pool == null ? 0 : Math.max(1, slots / Math.max(1, callers.get()));
  }

  int slots() {
    return pool == null ? 0 : slots;
  }

  /** Calls of all callers that run or wait here. */
  int underWay() {
    return pool == null ? 0 : Math.toIntExact(Math.min(Integer.MAX_VALUE, pool.inFlight()));
  }

  void callerCame() {
    callers.incrementAndGet();
  }

  void callerLeft() {
    callers.decrementAndGet();
  }

  boolean draining() {
    return draining;
  }

  void drain() {
    draining = true;
  }

  /**
   * Runs a call. No lock held.
   *
   * @param whenDone takes how it ended, and the result or what was thrown
   */
  void run(ServedPeer.InCall call, BiConsumer<Frame.Ending, CarriedPayload> whenDone) {
    CallOptions options = call.head.abortable() ? CallOptions.none().abortSignal() : CallOptions.none();
    if (call.head.budgetMs() >= 0) {
      options = options.withTimeout(TaskTimeout.of(Duration.ofMillis(call.head.budgetMs())));
    }
    if (pool == null || call.aborted) {
      whenDone.accept(Frame.Ending.THROWN, CarriedPayload.error("AbortError", "the call was aborted before it began"));
      return;
    }
    PoolCall<Object> running = pool.call(tasks.get(call.head.task()), call.argument.payload(), Object.class, options);
    call.running = running;
    if (call.aborted) {
      call.abort();
    }
    CompletionStage<?> _ = running.whenComplete((value, failure) -> done(value, failure, whenDone));
  }

  private void done(
      @Nullable Object value, @Nullable Throwable failure, BiConsumer<Frame.Ending, CarriedPayload> whenDone) {
    if (failure == null && value instanceof CarriedPayload result) {
      if (result.bytes().length <= maxPayloadBytes) {
        whenDone.accept(Frame.Ending.RESULT, result);
      } else {
        whenDone.accept(
            Frame.Ending.THROWN, CarriedPayload.error("RangeError", tooLong("result", result, maxPayloadBytes)));
      }
      return;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    if (cause instanceof TaskException thrown
        && thrown.value() instanceof CarriedPayload outcome
        && outcome.bytes().length <= maxPayloadBytes) {
      whenDone.accept(Frame.Ending.THROWN, outcome);
    } else if (cause instanceof WorkerLostException lost) {
      boolean notStarted = lost.outcome() == WorkerLostException.Outcome.NOT_STARTED;
      String message = String.valueOf(lost.getMessage());
      whenDone.accept(
          notStarted ? Frame.Ending.NOT_STARTED : Frame.Ending.UNKNOWN, new CarriedFactory().string(message));
    } else {
      String name = cause == null ? "Error" : cause.getClass().getSimpleName();
      String message = cause == null ? "the task gave nothing" : String.valueOf(cause.getMessage());
      whenDone.accept(Frame.Ending.THROWN, CarriedPayload.error(name, message));
    }
  }

  static String tooLong(String what, CarriedPayload payload, int most) {
    return "the " + what + " has " + payload.bytes().length + " bytes; " + most
        + " may go to another node: raise maxPayloadBytes on both";
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
