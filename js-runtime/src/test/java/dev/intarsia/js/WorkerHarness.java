package dev.intarsia.js;

import dev.intarsia.bridge.worker.Reply;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.task.JsWorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A JS worker on a thread of its own, driven by hand: what a worker loop does, without a lane. */
public final class WorkerHarness implements AutoCloseable {
  public final List<String> log = new ArrayList<>();
  private final java.util.concurrent.LinkedBlockingQueue<Runnable> work =
      new java.util.concurrent.LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean signalled;
  public volatile @Nullable JsWorker worker;

  private WorkerHarness() {
    thread = JsThreads.newThread("js-test", this::run);
    thread.start();
  }

  private void run() {
    while (!closing) {
      try {
        Runnable next = work.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.run();
        }
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  /** Writes files below a folder: name, text, name, text … */
  public static Path files(Path folder, String... namesAndTexts) {
    try {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        Path file = folder.resolve(namesAndTexts[i]);
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.writeString(file, namesAndTexts[i + 1]);
      }
      return folder;
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  /** Opens a worker for modules below a folder that is both the root and the working directory. */
  public static WorkerHarness open(Path folder, UnaryOperator<JsWorkerOptions> change, String... modules) {
    WorkerHarness harness = new WorkerHarness();
    List<Path> paths = new ArrayList<>();
    for (String module : modules) {
      paths.add(folder.resolve(module));
    }
    JsWorkerOptions options = change.apply(JsWorkerOptions.of(paths)
        .withRoot(folder)
        .withPermissions(Permissions.strict(folder))
        .withLog((level, text) -> harness.log.add(level + " " + text)));
    try {
      harness.on(() -> harness.worker = JsWorker.open(options));
    } catch (RuntimeException failed) {
      harness.close();
      throw failed;
    }
    return harness;
  }

  public static WorkerHarness open(Path folder, String... modules) {
    return open(folder, options -> options, modules);
  }

  /** Runs something on the worker's thread. */
  public <T> T on(Callable<T> action) {
    CompletableFuture<T> done = new CompletableFuture<>();
    work.add(() -> {
      try {
        done.complete(action.call());
      } catch (Throwable failed) {
        done.completeExceptionally(failed);
      }
    });
    try {
      return done.get(300, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new CompletionException(failed.getCause());
    } catch (InterruptedException | java.util.concurrent.TimeoutException failed) {
      throw new IllegalStateException(failed);
    }
  }

  public JsWorker worker() {
    return java.util.Objects.requireNonNull(worker);
  }

  @SuppressWarnings("unchecked")
  public TaskExecutor<Value> executor() {
    return (TaskExecutor<Value>) worker().executor();
  }

  /** Calls a task with a JSON argument and gives its outcome as text: JSON, or {@code !} and the error. */
  public String call(String task, String json) {
    return call(task, () -> executor().factory().json(json));
  }

  /** Calls a task as a call that carries an abort signal does. */
  public String callSignalled(String task, String json) {
    signalled = true;
    try {
      return call(task, json);
    } finally {
      signalled = false;
    }
  }

  /** Calls a task with bytes. */
  public String echo(String task, dev.intarsia.bridge.payload.BinaryKind kind, byte[] bytes) {
    return call(task, () -> executor().factory().binary(kind, java.lang.foreign.MemorySegment.ofArray(bytes)));
  }

  private String call(String task, Callable<Value> argument) {
    return on(() -> {
      TaskExecutor<Value> executor = executor();
      executor.beginBatch();
      try {
        TextReply reply = new TextReply();
        executor.execute(worker().taskNames().indexOf(task), argument.call(), reply);
        long end = System.nanoTime() + 120_000_000_000L;
        while (reply.text == null && System.nanoTime() < end) {
          if (executor.pump() == 0) {
            Thread.sleep(1);
          }
        }
        return String.valueOf(reply.text);
      } finally {
        executor.endBatch();
      }
    });
  }

  @Override
  public void close() {
    JsWorker opened = worker;
    if (opened != null) {
      on(() -> {
        opened.close();
        return true;
      });
    }
    closing = true;
  }

  /** Shows an outcome as text. */
  final class TextReply implements Reply<Value> {
    @Nullable String text;

    boolean abort;

    @Override
    public void resolve(Value value) {
      text = show(value);
    }

    @Override
    public void reject(Value reason) {
      text = "!" + show(reason);
    }

    private String show(Value value) {
      TextSink sink = new TextSink();
      try {
        executor().encoder().encode(value, sink);
      } catch (dev.intarsia.bridge.payload.PayloadException refused) {
        return "refused " + refused.getMessage();
      }
      return sink.text;
    }

    @Override
    public boolean aborted() {
      return abort;
    }

    @Override
    public boolean signalled() {
      return signalled;
    }

    @Override
    public double remainingMs() {
      return 50;
    }
  }
}
