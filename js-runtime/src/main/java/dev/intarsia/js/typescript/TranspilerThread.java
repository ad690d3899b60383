package dev.intarsia.js.typescript;

import dev.intarsia.js.module.ModuleException;
import dev.intarsia.js.realm.SharedEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that a transpiler script runs on, in a context that can compute and nothing else. Its stack is limited, so that
 * deep nesting is refused soon. Whoever waits for a file looks after its processor time, and ends the context of one that takes
 * too much; the next file gets another.
 */
final class TranspilerThread {
  private static final long LOOK_MS = 100;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** The thread's alone, but for {@link Script#end}. */
  private volatile @Nullable Script script;

  private volatile boolean prepared;
  private final TranspileLimit limit;
  private final String resource;
  private final ExecutorService executor;

  /**
   * @param resource the script, which defines {@code $transform(text, options)}
   */
  TranspilerThread(String resource, long stackBytes, TranspileLimit limit) {
    this.resource = resource;
    this.limit = limit;
    this.executor = Executors.newSingleThreadExecutor(task -> {
      Thread thread = new Thread(null, task, "intarsia-transpiler", stackBytes);
      thread.setDaemon(true);
      return thread;
    });
  }

  /** A context with the script in it. */
  private record Script(Context context, Value transform) {
    void end() {
      context.close(true);
    }
  }

  /** One file on its way. */
  private final class Job {
    private final String text;
    private final String options;
    private volatile @Nullable Script at;
    private volatile long threadId;
    private volatile long startCpuNs;

    Job(String text, String options) {
      this.text = text;
      this.options = options;
    }

    String run() {
      Script ready = ready();
      threadId = Thread.currentThread().threadId();
      startCpuNs = THREADS.getThreadCpuTime(threadId);
      at = ready;
      return ready.transform().execute(text, options).asString();
    }

    boolean overran() {
      return at != null
          && THREADS.getThreadCpuTime(threadId) - startCpuNs > TimeUnit.MILLISECONDS.toNanos(limit.timeMs(text));
    }

    void end() {
      Script running = at;
      if (running != null) {
        script = null;
        running.end();
      }
    }
  }

  /** Whether it has been asked for. */
  boolean isPrepared() {
    return prepared;
  }

  /** Brings the script up beside whatever else happens. */
  void prepare() {
    prepared = true;
    Future<?> _ = executor.submit(() -> ready()
        .transform()
        .execute("const warm: number = 1;", "{\"transforms\":[\"typescript\"],\"fileName\":\"warm.ts\"}"));
  }

  /**
   * Transpiles one text.
   *
   * @throws ModuleException when the text is too long or takes too much time
   * @throws PolyglotException what the script throws
   */
  String transform(Path file, String text, String options) throws ModuleException {
    limit.checkSize(file, text);
    prepared = true;
    Job job = new Job(text, options);
    Future<String> done = executor.submit(job::run);
    while (true) {
      try {
        return done.get(LOOK_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException running) {
        if (job.overran()) {
          job.end();
          throw limit.overrun(file, text);
        }
      } catch (ExecutionException failed) {
        throw failed.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(failed.getCause());
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        job.end();
        throw new ModuleException(TranspileLimit.CODE, file + ": transpiling it was interrupted");
      }
    }
  }

  private Script ready() {
    Script made = script;
    if (made == null) {
      Context.Builder builder =
          Context.newBuilder("js").allowHostAccess(HostAccess.NONE).option("engine.WarnInterpreterOnly", "false");
      if (SharedEngine.jit()) {
        // A few files are over before compiled code would pay, and its making takes the processors from everybody.
        builder.allowExperimentalOptions(true).option("engine.Compilation", "false");
      }
      Context context = builder.build();
      context.eval(bundle());
      made = new Script(context, context.eval("js", "(text, options) => $transform(text, JSON.parse(options))"));
      script = made;
    }
    return made;
  }

  private Source bundle() {
    try (InputStream in = TranspilerThread.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Source.newBuilder("js", text, "intarsia:" + resource)
          .internal(true)
          .build();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
