package dev.intarsia.js;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.host.process.TaskPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one JS worker runs.
 *
 * @param modules files of the task modules, absolute or relative to the permissions' {@code cwd}
 * @param names tasks wanted, by export name; empty for all that the modules export
 * @param at positions of {@code task()} calls that the host asked for, as the boot payload has them;
 *     empty for no such filter
 * @param root modules come from below this folder
 * @param permissions what the code may do
 * @param threadId what {@code threadId} of {@code node:worker_threads} shows
 * @param log gets the level and the text of what the worker reports; may be called by its thread only
 * @param places where the tasks are, for a pool that has names of its own for them; empty for what
 *     {@code names} and {@code at} select
 * @param bootstrap what runs before the modules are loaded; null for nothing
 * @param endable whether its code may have to be ended by {@link JsWorker#kill}, also where it
 *     catches its own stack overflows: that is prepared before the modules are loaded
 */
public record JsWorkerOptions(
    List<Path> modules,
    Set<String> names,
    List<Integer> at,
    Path root,
    Permissions permissions,
    int threadId,
    BiConsumer<String, String> log,
    List<TaskPlace> places,
    @Nullable JsBootstrap bootstrap,
    boolean endable) {
  public JsWorkerOptions {
    modules = List.copyOf(modules);
    names = Set.copyOf(names);
    at = List.copyOf(at);
    places = List.copyOf(places);
  }

  /** All tasks of the modules, strict permissions, reports on the logger {@code dev.intarsia.js}. */
  public static JsWorkerOptions of(List<Path> modules) {
    Path cwd = Path.of("").toAbsolutePath();
    return new JsWorkerOptions(
        modules, Set.of(), List.of(), defaultRoot(modules, cwd), Permissions.strict(cwd), 1, SystemLog::write, List.of(), null, false);
  }

  public JsWorkerOptions withNames(Set<String> wanted) {
    return new JsWorkerOptions(modules, wanted, at, root, permissions, threadId, log, places, bootstrap, endable);
  }

  public JsWorkerOptions withAt(List<Integer> positions) {
    return new JsWorkerOptions(modules, names, positions, root, permissions, threadId, log, places, bootstrap, endable);
  }

  public JsWorkerOptions withRoot(Path folder) {
    return new JsWorkerOptions(modules, names, at, folder, permissions, threadId, log, places, bootstrap, endable);
  }

  public JsWorkerOptions withPermissions(Permissions allowed) {
    return new JsWorkerOptions(modules, names, at, root, allowed, threadId, log, places, bootstrap, endable);
  }

  public JsWorkerOptions withThreadId(int id) {
    return new JsWorkerOptions(modules, names, at, root, permissions, id, log, places, bootstrap, endable);
  }

  public JsWorkerOptions withLog(BiConsumer<String, String> sink) {
    return new JsWorkerOptions(modules, names, at, root, permissions, threadId, sink, places, bootstrap, endable);
  }

  public JsWorkerOptions withPlaces(List<TaskPlace> tasks) {
    return new JsWorkerOptions(modules, names, at, root, permissions, threadId, log, tasks, bootstrap, endable);
  }

  public JsWorkerOptions withBootstrap(@Nullable JsBootstrap hook) {
    return new JsWorkerOptions(modules, names, at, root, permissions, threadId, log, places, hook, endable);
  }

  public JsWorkerOptions withEndable(boolean byForce) {
    return new JsWorkerOptions(modules, names, at, root, permissions, threadId, log, places, bootstrap, byForce);
  }

  /**
   * The root when none is given: {@code cwd} when all modules lie below it, else the outermost folder
   * above the first module that has a package.json or node_modules, else that module's folder.
   */
  public static Path defaultRoot(List<Path> modules, Path cwd) {
    Path base = cwd.toAbsolutePath().normalize();
    if (modules.isEmpty() || modules.stream().allMatch(module -> base.resolve(module).normalize().startsWith(base))) {
      return base;
    }
    Path file = base.resolve(modules.get(0)).normalize();
    Path found = null;
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (isPackage(folder)) {
        found = folder;
      }
    }
    @Nullable Path parent = file.getParent();
    return found != null ? found : parent != null ? parent : base;
  }

  private static boolean isPackage(Path folder) {
    return folder.getNameCount() > 0
        && (Files.exists(folder.resolve("package.json")) || Files.isDirectory(folder.resolve("node_modules")));
  }
}
