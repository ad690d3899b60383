package dev.intarsia.js;

import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.js.api.ApiLibrary;
import dev.intarsia.js.knitting.KnittingLibrary;
import dev.intarsia.js.module.ModuleException;
import dev.intarsia.js.module.ModuleFileSystem;
import dev.intarsia.js.module.ModuleLoader;
import dev.intarsia.js.payload.JsValues;
import dev.intarsia.js.realm.BuiltinLibrary;
import dev.intarsia.js.realm.CompilerStart;
import dev.intarsia.js.realm.GraalRealm;
import dev.intarsia.js.realm.RunawayStop;
import dev.intarsia.js.task.Bootstrap;
import dev.intarsia.js.task.JsTaskExecutor;
import dev.intarsia.js.task.JsWorkerOptions;
import dev.intarsia.js.task.TaskSelection;
import dev.intarsia.js.typescript.TypeScriptTranspiler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * One JS worker: a GraalJS context with the tasks of its modules. It belongs to the thread that opens
 * it, which should be one of {@link JsThreads}; only {@link #interrupt} and {@link #kill} may come from another.
 */
final class JsWorker implements AutoCloseable {
  private static final List<BuiltinLibrary> LIBRARIES = List.of(new KnittingLibrary(null), new ApiLibrary());

  private static final long WAITS_END_LATER_MS = 5;

  private static final Duration INTERRUPT_LIMIT = Duration.ofSeconds(2);

  private final GraalRealm realm;
  private final JsTaskExecutor executor;
  private final Thread owner = Thread.currentThread();

  private JsWorker(GraalRealm realm, JsTaskExecutor executor) {
    this.realm = realm;
    this.executor = executor;
  }

  /** Loads the engine that all workers share, for a program that does not know yet which worker it wants. */
  public static void loadEngine() {
    CompilerStart.begin();
  }

  /**
   * Makes a context, imports the modules and finds their tasks.
   *
   * @throws JsStartException when a module is missing, broken or throws, or a named task is not exported
   */
  public static JsWorker open(JsWorkerOptions options) {
    return CompilerStart.after(() -> openNow(options, new Start()));
  }

  /**
   * The same, within a limit.
   *
   * @param start ends it from another thread
   * @throws JsStartException when the modules have not loaded in time, too; it tells where they stood
   */
  static JsWorker open(JsWorkerOptions options, Start start, Duration limit) {
    Thread.ofVirtual().name("intarsia start limit").start(() -> start.limit(limit));
    try {
      return CompilerStart.after(() -> openNow(options, start));
    } finally {
      start.end();
    }
  }

  /** A start that another thread may end. */
  static final class Start {
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable GraalRealm realm;
    private boolean cancelled;
    private volatile @Nullable Duration passed;

    private synchronized void begin(JsWorkerOptions options, GraalRealm made) {
      realm = made;
      Duration limit = passed;
      if (limit != null) {
        throw late(options, limit, "; the engine itself had just started");
      }
      if (cancelled) {
        throw new JsStartException("The pool was closed while the worker started", "", null);
      }
    }

    private void end() {
      ended.countDown();
      synchronized (this) {
        realm = null;
      }
    }

    private void limit(Duration limit) {
      try {
        if (!ended.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
          passed = limit;
          cancel();
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }

    /** Ends the code that the modules run while they load. Any thread. Does not wait. */
    void cancel() {
      GraalRealm loading;
      synchronized (this) {
        cancelled = true;
        loading = realm;
      }
      if (loading != null) {
        Thread.ofVirtual().name("intarsia start end").start(() -> end(loading.context()));
      }
    }

    /** An interrupt tells where the code stood; the end of the context is for what survives an interrupt. */
    private static void end(Context loading) {
      try {
        loading.interrupt(INTERRUPT_LIMIT);
      } catch (TimeoutException | PolyglotException | IllegalStateException late) {
        // It ends all the same.
      }
      loading.close(true);
    }

    private JsStartException failure(JsWorkerOptions options, PolyglotException thrown) {
      Duration limit = passed;
      if (limit == null || !(thrown.isCancelled() || thrown.isInterrupted())) {
        return new JsStartException(String.valueOf(thrown.getMessage()), stack(thrown), null);
      }
      SourceSection place = null;
      for (PolyglotException.StackFrame frame : thrown.getPolyglotStackTrace()) {
        SourceSection section = frame.isGuestFrame() ? frame.getSourceLocation() : null;
        place =
            place == null && section != null && !section.getSource().getName().startsWith("intarsia:")
                ? section
                : place;
      }
      String at = place == null ? "" : "; it was at " + place.getSource().getName() + ":" + place.getStartLine();
      return late(options, limit, at);
    }

    private static JsStartException late(JsWorkerOptions options, Duration limit, String at) {
      String modules = options.modules().stream().map(Path::toString).collect(Collectors.joining(", "));
      return new JsStartException(
          modules + " had not loaded after " + limit.toMillis() + " ms" + at
              + ". A module must not loop or wait for ever while it loads; where it only needs longer, raise JsWorkers.startTimeout",
          "",
          null);
    }
  }

  private static JsWorker openNow(JsWorkerOptions options, Start start) {
    if (options.endable()) {
      RunawayStop.prepare();
    }
    Path cwd = options.permissions().cwd();
    TypeScriptTranspiler.prepare(options.modules().stream().map(cwd::resolve).toList());
    EarlyContext early = EarlyContext.take();
    GraalRealm realm = new GraalRealm(early.context(), options.permissions(), options.log()::accept, LIBRARIES, null);
    boolean opened = false;
    realm.context().enter();
    try {
      start.begin(options, realm);
      JsWorker worker = new JsWorker(realm, start(realm, early.files(), options));
      opened = true;
      return worker;
    } catch (ModuleException missing) {
      throw new JsStartException(String.valueOf(missing.getMessage()), "", missing);
    } catch (IOException unreadable) {
      throw new JsStartException(
          "Cannot read below " + options.root() + ": " + unreadable.getMessage(), "", unreadable);
    } catch (PolyglotException thrown) {
      throw start.failure(options, thrown);
    } finally {
      leave(realm);
      if (!opened) {
        realm.close();
      }
    }
  }

  private static void leave(GraalRealm realm) {
    try {
      realm.context().leave();
    } catch (IllegalStateException | PolyglotException closed) {
      // Its start was cancelled: the context is closed, which is all that leaving it was for.
    }
  }

  private static JsTaskExecutor start(GraalRealm realm, ModuleFileSystem files, JsWorkerOptions options)
      throws IOException {
    JsValues values = realm.state(JsValues.class, () -> new JsValues(realm));
    ModuleLoader modules =
        new ModuleLoader(realm, files, options.root(), options.permissions(), TypeScriptTranspiler.shared());
    List<String> paths = new ArrayList<>();
    Path cwd = options.permissions().cwd();
    for (Path module : options.modules()) {
      paths.add(modules.resolve(cwd.resolve(module).normalize().toString(), "", cwd.resolve("host")));
    }
    realm.setFirstModule(paths.isEmpty() ? "" : paths.get(0));
    Bootstrap bootstrap = Bootstrap.of(options, modules, values);
    TaskSelection selection = new TaskSelection(options.names(), options.at(), options.places(), options.modules());
    JsTaskExecutor executor = new JsTaskExecutor(realm, modules, values, paths, selection, bootstrap);
    realm.harden();
    return executor;
  }

  private static String stack(PolyglotException thrown) {
    Value guest = thrown.getGuestObject();
    if (guest == null || !guest.hasMember("stack")) {
      return "";
    }
    return String.valueOf(guest.getMember("stack"));
  }

  /** Task names by function id: sorted as {@code localeCompare} sorts. */
  public List<String> taskNames() {
    return executor.names();
  }

  /** Those of {@link #taskNames} that take an abort signal. */
  public List<String> abortableTasks() {
    return executor.abortableNames();
  }

  /** Those of {@link #taskNames} that have a time budget. */
  public List<String> timedTasks() {
    return executor.timedNames();
  }

  /** Whether a value is one that a JS task made, for a worker that runs tasks of several languages. */
  public static boolean isJsValue(@Nullable Object value) {
    return value instanceof Value;
  }

  /** Runs the tasks, for a worker loop on this worker's thread. */
  public TaskExecutor<?> executor() {
    return executor;
  }

  /**
   * Stops what runs now, from another thread: the task's call rejects and the worker stays usable. Leaves code alone that
   * is near its stack's end: only {@link #kill} ends it without harm to others.
   *
   * @param atMost how long to wait for it
   * @return whether the thread has left the JS code
   */
  public boolean interrupt(Duration atMost) {
    if (RunawayStop.isDeep(owner)) {
      return false;
    }
    // After the interrupt has been asked for, so that it meets the task where its wait ends and not what follows the
    // task.
    Thread.ofVirtual().start(() -> realm.waits().stop(WAITS_END_LATER_MS, atMost.toMillis()));
    try {
      realm.context().interrupt(atMost);
      return true;
    } catch (TimeoutException late) {
      return false;
    }
  }

  /**
   * Ends the context, whatever runs in it, from another thread. Waits for the end of the worker's thread, five minutes at most.
   *
   * @param atMost how long to wait for an interrupt to do it
   * @return whether the thread has ended
   */
  public boolean kill(Duration atMost) throws InterruptedException {
    if (interrupt(atMost) || !RunawayStop.isDeep(owner)) {
      Thread.ofVirtual().start(this::close);
    }
    return RunawayStop.end(owner, realm.context());
  }

  /** Ends the context. Code that still runs in it is cancelled: another thread may do that to a lost worker. */
  @Override
  public void close() {
    executor.close();
  }
}
