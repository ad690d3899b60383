package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.boot.TaskNames;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.host.worker.JavaTask;
import dev.intarsia.host.worker.JavaTaskExecutor;
import dev.intarsia.js.JsWorker;
import dev.intarsia.js.JsWorkerOptions;
import dev.intarsia.js.Permissions;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Opens what a worker process serves: Java methods, or functions of JS modules. On the thread that runs them. */
final class WorkerTaskSource {
  private WorkerTaskSource() {}

  /**
   * @throws RuntimeException when a module, class or method is missing, or names are left over
   */
  static TaskExecutor<?> open(BootPayload boot, WorkerArguments options) {
    Set<String> wanted = new LinkedHashSet<>(boot.names());
    Set<String> java = options.javaTasks().keySet();
    if (!wanted.isEmpty() && java.containsAll(wanted)) {
      return javaTasks(boot, options);
    }
    if (java.stream().anyMatch(wanted::contains)) {
      wanted.removeAll(java);
      throw new WorkerStartException(
          "--java serves some of this pool's tasks but not "
              + String.join(", ", wanted)
              + ": one worker serves Java methods or JS modules; use a pool for each");
    }
    return jsTasks(boot, wanted);
  }

  private static TaskExecutor<?> javaTasks(BootPayload boot, WorkerArguments options) {
    ClassLoader loader = loader(options.classPath());
    List<JavaTask> tasks = new ArrayList<>();
    for (String name : TaskNames.sorted(boot.names())) {
      tasks.add(JavaMethodTasks.of(name, options.javaTasks().getOrDefault(name, ""), loader));
    }
    return new JavaTaskExecutor(tasks, JavaValues.encoder(), JavaValues.factory());
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

  private static TaskExecutor<?> jsTasks(BootPayload boot, Set<String> names) {
    List<Path> modules = new ArrayList<>();
    for (String module : boot.modules()) {
      modules.add(module.startsWith("file:") ? Path.of(URI.create(module)) : Path.of(module));
    }
    Path cwd = Path.of("").toAbsolutePath();
    Permissions permissions = PermissionJson.read(boot.options().permissionJson(), cwd);
    JsWorkerOptions options =
        JsWorkerOptions.of(modules)
            .withNames(names)
            .withAt(modules.size() == 1 ? boot.positions() : List.of())
            .withRoot(permissions.isUnsafe() ? Path.of("/") : JsWorkerOptions.defaultRoot(modules, permissions.cwd()))
            .withPermissions(permissions)
            .withThreadId(boot.thread() + 1);
    return JsWorker.open(options).executor();
  }
}
