package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.boot.TaskNames;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.host.worker.JavaTask;
import dev.intarsia.host.worker.JavaTaskExecutor;
import dev.intarsia.js.JsBootstrap;
import dev.intarsia.js.JsThreads;
import dev.intarsia.js.JsWorker;
import dev.intarsia.js.JsWorkerOptions;
import dev.intarsia.js.Permissions;
import dev.intarsia.js.TaskPlace;
import dev.intarsia.js.program.Parcel;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens what a worker process serves: Java methods, functions of JS modules, or both. On the thread that runs them. */
final class WorkerTaskSource {
  private WorkerTaskSource() {}

  /**
   * @throws RuntimeException when a module, class or method is missing
   */
  static TaskExecutor<?> open(BootPayload boot, WorkerArguments options) {
    List<String> names = TaskNames.sorted(boot.names());
    List<String> java = names.stream().filter(options.javaTasks()::containsKey).toList();
    Set<String> exports = new LinkedHashSet<>(names);
    java.forEach(exports::remove);
    if (boot.options().placesJson() != null || java.isEmpty()) {
      return jsTasks(boot, exports).executor();
    }
    JavaTaskExecutor javaTasks = javaTasks(java, options);
    return exports.isEmpty() ? javaTasks : new MixedTaskExecutor(names, javaTasks, java, jsTasks(boot, exports));
  }

  private static JavaTaskExecutor javaTasks(List<String> names, WorkerArguments options) {
    ClassLoader loader = loader(options.classPath());
    List<JavaTask> tasks = new ArrayList<>();
    for (String name : names) {
      tasks.add(JavaMethodTasks.of(name, options.javaTasks().getOrDefault(name, ""), loader));
    }
    return new JavaTaskExecutor(tasks, JavaValues.encoder(), JavaValues.factory());
  }

  /** Tells what modules export, for a host that asks before it starts workers; see {@link TaskQuestion}. */
  static int tellExports(List<String> modules) {
    List<Map<String, Object>> found = new ArrayList<>();
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    Thread asked =
        JsThreads.newThread(
            "intarsia exports",
            () -> {
              try (JsWorker worker = JsWorker.open(options(paths(modules), Set.of(), List.of(), Permissions.unsafe(cwd())))) {
                for (String name : worker.taskNames()) {
                  found.add(export(worker, name, modules.getFirst()));
                }
              } catch (RuntimeException e) {
                failure.set(e);
              }
            });
    asked.start();
    try {
      asked.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      System.err.println(thrown.getMessage());
      return 1;
    }
    System.out.println("\n" + TaskQuestion.MARK + new JsonMapper().writeValueAsString(found));
    return 0;
  }

  /** Ids and positions do not matter to this program's workers: they go by name. */
  private static Map<String, Object> export(JsWorker worker, String name, String module) {
    return Map.of(
        "name", name,
        "module", module,
        "id", -1,
        "at", -1,
        "abort", worker.abortableTasks().contains(name),
        "timed", worker.timedTasks().contains(name));
  }

  /** The loader lives as long as the process. */
  @SuppressWarnings("resource")
  private static ClassLoader loader(String classPath) {
    ClassLoader own = WorkerTaskSource.class.getClassLoader();
    if (classPath.isEmpty()) {
      return own;
    }
    List<URL> urls = new ArrayList<>();
    for (String part : classPath.split(File.pathSeparator, -1)) {
      try {
        urls.add(Path.of(part).toUri().toURL());
      } catch (MalformedURLException e) {
        throw new WorkerStartException("--class-path has " + part + ", which is no path", e);
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), own);
  }

  private static JsWorker jsTasks(BootPayload boot, Set<String> names) {
    List<Path> modules = paths(boot.modules());
    Permissions permissions = PermissionJson.parse(boot.options().permissionJson(), cwd());
    List<TaskPlace> places = places(boot.options().placesJson());
    List<Integer> at = modules.size() == 1 ? boot.positions() : List.of();
    JsWorkerOptions options =
        places.isEmpty()
            ? options(modules, names, at, permissions)
            : options(modules, Set.of(), List.of(), permissions).withPlaces(places);
    return JsWorker.open(options.withThreadId(boot.thread() + 1).withBootstrap(bootstrap(boot)).withLog(WorkerTaskSource::log));
  }

  /** A console's lines go where they would with Node: this process's streams are the host's. */
  private static void log(String level, String text) {
    (level.equals("error") || level.equals("warn") ? System.err : System.out).println(text);
  }

  private static List<TaskPlace> places(@Nullable String json) {
    List<TaskPlace> places = new ArrayList<>();
    if (json != null) {
      for (JsonNode place : new JsonMapper().readTree(json)) {
        places.add(
            new TaskPlace(place.path("name").asString(""), place.path("module").asString(""), place.path("at").asInt(-1)));
      }
    }
    return places;
  }

  private static @Nullable JsBootstrap bootstrap(BootPayload boot) {
    String json = boot.options().bootstrapJson();
    JsonNode hook = json == null ? null : new JsonMapper().readTree(json);
    if (hook == null || !hook.isObject()) {
      return null;
    }
    String href = hook.path("href").asString("");
    if (href.startsWith("data:") || href.startsWith("http")) {
      throw new WorkerStartException("worker.bootstrap.href is " + href + ", which is no file; put the module into one");
    }
    JsonNode data = hook.get("data");
    return new JsBootstrap(
        paths(List.of(href)).getFirst(),
        hook.path("name").asString("default"),
        data == null ? Parcel.Constant.UNDEFINED : Parcel.json(data.toString()),
        boot.threads());
  }

  private static JsWorkerOptions options(
      List<Path> modules, Set<String> names, List<Integer> at, Permissions permissions) {
    return JsWorkerOptions.of(modules)
        .withNames(names)
        .withAt(at)
        .withRoot(permissions.isUnsafe() ? Path.of("/") : JsWorkerOptions.defaultRoot(modules, permissions.cwd()))
        .withPermissions(permissions);
  }

  private static List<Path> paths(List<String> modules) {
    return modules.stream().map(m -> m.startsWith("file:") ? Path.of(URI.create(m)) : Path.of(m)).toList();
  }

  private static Path cwd() {
    return Path.of("").toAbsolutePath();
  }
}
