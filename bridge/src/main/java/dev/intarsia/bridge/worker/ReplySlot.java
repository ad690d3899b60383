package dev.intarsia.bridge.worker;

import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.mailbox.TimeStamp;
import dev.intarsia.bridge.memory.MemoryFaults;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.payload.PayloadError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call's way back. Used by the worker's thread alone; taken again for a later call. */
final class ReplySlot<V> implements Reply<V> {
  private final WorkerLoop<V> loop;
  private int taskId;
  private int slotMeta;
  private int functionMeta;
  private int functionId;
  private boolean settled = true;
  private boolean rejected;
  private @Nullable V value;
  /** Set instead of a value when the worker itself, not the task, rejects the call. */
  private @Nullable String errorJson;
  /** Set instead of both when the value can't cross: the codec's own message, which the reference sends as a string. */
  private @Nullable String refusal;

  ReplySlot(WorkerLoop<V> loop) {
    this.loop = loop;
  }

  void open(int newTaskId, int newSlotMeta, int newFunctionMeta, int newFunctionId) {
    taskId = newTaskId;
    slotMeta = newSlotMeta;
    functionMeta = newFunctionMeta;
    functionId = newFunctionId;
    settled = false;
    rejected = false;
    value = null;
    errorJson = null;
    refusal = null;
  }

  int taskId() {
    return taskId;
  }

  /** Whether the call has its answer, or it is about to be published. */
  boolean isSettled() {
    return settled;
  }

  @Override
  public void resolve(V newValue) {
    settle(newValue, false);
  }

  @Override
  public void reject(V reason) {
    settle(reason, true);
  }

  private void settle(V newValue, boolean asRejection) {
    if (settled) {
      return;
    }
    settled = true;
    value = newValue;
    rejected = asRejection;
    loop.settle(this);
  }

  /** Rejects with an error that the worker makes: the task never ran, or its value can't cross. */
  void reject(String name, String message) {
    if (settled) {
      return;
    }
    settled = true;
    fail(name, message);
    loop.settle(this);
  }

  private void fail(String name, String message) {
    rejected = true;
    value = null;
    errorJson = "{\"name\":" + quote(name) + ",\"message\":" + quote(message) + "}";
  }

  /** Whether this slot may serve another call: a task that settles twice must not settle somebody else's. */
  boolean reusable() {
    return functionMeta == 0 && !loop.executor().mayKeepReplies();
  }

  @Override
  public boolean aborted() {
    return functionMeta != 0 && loop.settings().hasAborted().test(functionMeta - 1);
  }

  @Override
  public boolean signalled() {
    return functionMeta != 0;
  }

  @Override
  public double remainingMs() {
    double budgetMs = loop.executor().timeoutMs(functionId);
    if (budgetMs == Double.POSITIVE_INFINITY
        || (slotMeta == 0 && loop.executor().unstampedIsUnlimited())) {
      return Double.POSITIVE_INFINITY;
    }
    return TimeStamp.remainingMs(
        budgetMs, slotMeta, (double) loop.settings().hostClockMs().getAsLong());
  }

  /**
   * @return false when there is no room now
   * @throws InternalError when pages of memory that is shared with another process are gone
   */
  boolean publish(MailboxPublisher replies) {
    boolean crosses = replies.lane().peer().crosses();
    boolean published = write(replies, crosses);
    if (crosses) {
      MemoryFaults.deliver(); // here, where it can't be taken for an error of the task
    }
    return published;
  }

  private boolean write(MailboxPublisher replies, boolean crosses) {
    if (errorJson == null && refusal == null) {
      try {
        return publishValue(replies);
      } catch (PayloadException e) {
        refuse(String.valueOf(e.getMessage()));
      } catch (Throwable e) { // an Error too: the worker lives, and the call needs its end
        if (crosses && e instanceof InternalError gone) {
          throw gone;
        }
        fail(e.getClass().getSimpleName(), "the result could not be written: " + message(e));
      }
    }
    int flags = HeaderLayout.REJECT_FLAG;
    String text = refusal;
    return text == null
        ? replies.tryPublish(
            flags, taskId, slotMeta, (json, sink) -> sink.error(json), Objects.requireNonNull(errorJson))
        : replies.tryPublish(flags, taskId, slotMeta, (message, sink) -> sink.string(message), text);
  }

  /** Rejects with the message of a value that can't cross: as a string where the protocol words it, else as an error. */
  private void refuse(String message) {
    if (!message.startsWith(PayloadError.PREFIX)) {
      fail("TypeError", message);
      return;
    }
    rejected = true;
    value = null;
    refusal = message;
  }

  @SuppressWarnings("NullAway") // a language may represent its null by Java's
  private boolean publishValue(MailboxPublisher replies) {
    int flags = rejected ? HeaderLayout.REJECT_FLAG : 0;
    V outcome = value;
    if (outcome instanceof Double number) {
      return replies.tryPublishNumber(flags, taskId, slotMeta, number);
    }
    return replies.tryPublish(flags, taskId, slotMeta, loop.executor().encoder(), outcome);
  }

  /** What a throwable says; its class may be anybody's. */
  static String message(Throwable e) {
    try {
      return String.valueOf(e.getMessage());
    } catch (Throwable again) {
      return "(its message can't be read)";
    }
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
