package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.boot.TaskNames;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.host.worker.JavaTask;
import dev.intarsia.host.worker.JavaTaskExecutor;
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
import tools.jackson.databind.json.JsonMapper;

/** Opens what a worker process serves: Java methods, functions of JS modules, or both. On the thread that runs them. */
final class WorkerTaskSource {
  private WorkerTaskSource() {}

  /**
   * @throws RuntimeException when a module, class or method is missing
   */
  static TaskExecutor<?> open(BootPayload boot, WorkerArguments options) {
    List<String> names = boot.names();
    List<String> java = names.stream().filter(options.javaTasks()::containsKey).toList();
    Set<String> exports = new LinkedHashSet<>(names);
    java.forEach(exports::remove);
    boolean sorted = names.equals(TaskNames.sorted(names));
    if (java.isEmpty() && (sorted || boot.options().placesJson() != null)) {
      return ModuleRuntime.find().open(boot, exports).executor();
    }
    JavaTaskExecutor javaTasks = javaTasks(java, options);
    return exports.isEmpty()
        ? javaTasks
        : new MixedTaskExecutor(names, javaTasks, java, ModuleRuntime.find().open(boot, exports));
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
    try {
      for (ModuleRuntime.Export export : ModuleRuntime.find().exports(paths(modules))) {
        found.add(export(export, modules.getFirst()));
      }
    } catch (RuntimeException e) {
      System.err.println(e.getMessage());
      return 1;
    }
    System.out.println("\n" + TaskQuestion.MARK + new JsonMapper().writeValueAsString(found));
    return 0;
  }

  /** Ids and positions do not matter to this program's workers: they go by name. */
  private static Map<String, Object> export(ModuleRuntime.Export export, String module) {
    return Map.of(
        "name",
        export.name(),
        "module",
        module,
        "id",
        -1,
        "at",
        -1,
        "abort",
        export.abortSignal(),
        "timed",
        export.timed());
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

  private static List<Path> paths(List<String> modules) {
    return modules.stream()
        .map(m -> m.startsWith("file:") ? Path.of(URI.create(m)) : Path.of(m))
        .toList();
  }
}
