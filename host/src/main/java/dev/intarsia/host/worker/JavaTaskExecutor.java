package dev.intarsia.host.worker;

import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.worker.Reply;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.TaskContext;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Java tasks in one worker. A task that returns a stage is settled when the stage is. */
public final class JavaTaskExecutor implements TaskExecutor<Object> {
  private final JavaTask[] tasks;
  private final PayloadEncoder<Object> encoder;
  private final PayloadFactory<Object> factory;
  private final ConcurrentLinkedQueue<Runnable> completed = new ConcurrentLinkedQueue<>();
  private final Thread worker = Thread.currentThread();
  private int pending;

  /** Made on the worker's thread. */
  public JavaTaskExecutor(List<JavaTask> tasks, PayloadEncoder<Object> encoder, PayloadFactory<Object> factory) {
    this.tasks = tasks.toArray(JavaTask[]::new);
    this.encoder = encoder;
    this.factory = factory;
  }

  @Override
  public int taskCount() {
    return tasks.length;
  }

  @Override
  public boolean unstampedIsUnlimited() {
    return true;
  }

  @Override
  public double timeoutMs(int functionId) {
    return tasks[functionId].timeoutMs();
  }

  @Override
  public PayloadFactory<Object> factory() {
    return factory;
  }

  @Override
  public PayloadEncoder<Object> encoder() {
    return encoder;
  }

  @Override
  public boolean mayKeepReplies() {
    return false;
  }

  @Override
  @SuppressWarnings("NullAway") // a Java null crosses as a JavaScript one
  public void execute(int functionId, @Nullable Object argument, Reply<Object> reply) {
    JavaTask task = tasks[functionId];
    try {
      Object result = task.function().run(task.argument().apply(argument), new Context(reply));
      if (result instanceof CompletionStage<?> stage) {
        await(stage, reply);
      } else {
        reply.resolve(result);
      }
    } catch (Throwable e) {
      reply.reject(e);
    } finally {
      boolean _ = Thread.interrupted(); // a task's flag is no affair of the next
    }
  }

  private void await(CompletionStage<?> stage, Reply<Object> reply) {
    pending++;
    CompletionStage<?> _ = stage.whenComplete((value, failure) -> {
      completed.add(() -> settle(reply, value, failure));
      LockSupport.unpark(worker);
    });
  }

  @SuppressWarnings("NullAway") // a Java null crosses as a JavaScript one
  private static void settle(Reply<Object> reply, @Nullable Object value, @Nullable Throwable failure) {
    if (failure == null) {
      reply.resolve(value);
    } else {
      reply.reject(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
    }
  }

  @Override
  public int pump() {
    int settled = 0;
    Runnable next;
    while (pending > 0 && (next = completed.poll()) != null) {
      next.run();
      pending--;
      settled++;
    }
    return settled;
  }

  @Override
  public long nextDueNs() {
    return pending > 0 && !completed.isEmpty() ? 0 : Long.MAX_VALUE;
  }

  @Override
  public int pending() {
    return pending;
  }

  @Override
  public void close() {}

  private record Context(Reply<Object> reply) implements TaskContext {
    private static final double NS_PER_MS = 1e6;

    @Override
    public boolean hasAborted() {
      return reply.aborted();
    }

    @Override
    public double now() {
      return System.nanoTime() / NS_PER_MS;
    }

    @Override
    public double remainingMs() {
      return reply.remainingMs();
    }
  }
}
