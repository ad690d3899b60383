package dev.intarsia.js;

import dev.intarsia.host.ModuleSource;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.host.process.TaskPlace;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.host.value.Undefined;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerPart;
import dev.intarsia.host.worker.WorkerSettings;
import dev.intarsia.js.payload.NeutralSink;
import dev.intarsia.js.task.JsBootstrap;
import dev.intarsia.js.task.JsWorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Worker threads for the tasks that JS and TS modules export, each with a GraalJS context of its own.
 *
 * <pre>{@code
 * JsWorkers.of(Path.of("tasks.ts")).threads(2).permissions(Permissions.builder(folder).net(Set.of("api.example.com")).build())
 * }</pre>
 */
public final class JsWorkers implements WorkerPart {
  private JsWorkerOptions options;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private Duration startTimeout = START_TIMEOUT;
  private int threads = 1;
  private @Nullable JsBootstrap bootstrap;

  private JsWorkers(JsWorkerOptions options) {
    this.options = options;
  }

  /** The tasks that these modules export. They are loaded when the pool is built, in a strict sandbox. */
  public static JsWorkers of(Path... modules) {
    return new JsWorkers(JsWorkerOptions.of(List.of(modules)));
  }

  /**
   * The tasks that a module exports, wherever it comes from: a file, the class path, a text. What is no file imports from its own
   * temporary folder only, whatever the permissions.
   */
  public static JsWorkers of(ModuleSource module) {
    JsWorkerOptions options = JsWorkerOptions.of(List.of(module.path()));
    Path root = module.root();
    return new JsWorkers(root == null ? options : options.withRoot(root));
  }

  /** Tasks at known places of modules, under names of the pool's own. */
  public static JsWorkers ofPlaces(List<TaskPlace> places) {
    List<Path> modules = places.stream().map(TaskPlace::file).distinct().toList();
    return new JsWorkers(JsWorkerOptions.of(modules).withPlaces(places));
  }

  /**
   * The folder that modules come from when no permissions are given: {@code cwd} when all modules lie below it and it is
   * not a home or the root of the file system. Else it is the nearest folder above the first module that has a
   * package.json, else that module's own folder.
   */
  public static Path defaultRoot(List<Path> modules, Path cwd) {
    return JsWorkerOptions.defaultRoot(modules, cwd);
  }

  /**
   * How many. Default 1.
   *
   * @throws IllegalArgumentException when {@code count} is negative
   */
  public JsWorkers threads(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("JsWorkers.threads is " + count + "; it must be 0 or more");
    }
    threads = count;
    return this;
  }

  /**
   * What the code of the modules may do. Their folder ({@link Permissions#cwd}) is also where modules may come from; a
   * module elsewhere needs the permission to read it. Default: compute, and load modules from below the working directory;
   * where that is a home or the root of the file system, from the module's own package.
   */
  public JsWorkers permissions(Permissions allowed) {
    options = options.withPermissions(allowed);
    return this;
  }

  /**
   * How long a worker may take to load its modules before it is given up, and with the first one the pool. Default 60 s.
   *
   * @throws IllegalArgumentException when it is not positive
   */
  public JsWorkers startTimeout(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("JsWorkers.startTimeout is " + limit + "; it must be positive");
    }
    startTimeout = limit;
    return this;
  }

  /** Where the workers write what their console prints and what they report: level and text. */
  public JsWorkers log(BiConsumer<String, String> sink) {
    options = options.withLog(sink);
    return this;
  }

  /**
   * A function that each worker calls before it loads its modules: {@code export(data, context)}, where
   * {@code context} tells {@code thread}, {@code totalNumberOfThread} and {@code runtime}. Its promise is awaited.
   *
   * @param module its module
   * @param export the name it is exported by
   * @param data anything that can cross
   * @throws dev.intarsia.bridge.payload.PayloadException when {@code data} can't cross
   */
  public JsWorkers bootstrap(Path module, String export, @Nullable Object data) {
    Object sent = data == null ? Undefined.UNDEFINED : data;
    bootstrap = new JsBootstrap(module, export, NeutralSink.pack(JavaValues.encoder(), sent), 0);
    return this;
  }

  /**
   * @throws JsStartException when a module is missing, broken, or throws while it loads
   */
  @Override
  public WorkerKind open(WorkerSettings settings) {
    JsWorkerOptions started = options.withEndable(settings.endable());
    JsBootstrap hook = bootstrap;
    if (hook != null) {
      started = started.withBootstrap(new JsBootstrap(hook.module(), hook.export(), hook.data(), threads));
    }
    return JsThreadWorkers.open(started, threads, settings, startTimeout);
  }
}
