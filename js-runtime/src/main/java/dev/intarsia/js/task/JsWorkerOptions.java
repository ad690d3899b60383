package dev.intarsia.js.task;

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
 * @param fixedRoot modules come from below this folder; null for what {@link #root} derives
 * @param given what the code may do; null for nothing but to compute and to load the modules below {@link #root}
 * @param threadId what {@code threadId} of {@code node:worker_threads} shows
 * @param log gets the level and the text of what the worker reports; may be called by its thread only
 * @param places where the tasks are, for a pool that has names of its own for them; empty for what
 *     {@code names} and {@code at} select
 * @param bootstrap what runs before the modules are loaded; null for nothing
 * @param endable whether its code may have to be ended by {@code JsWorker.kill}, also where it
 *     catches its own stack overflows: that is prepared before the modules are loaded
 */
public record JsWorkerOptions(
    List<Path> modules,
    Set<String> names,
    List<Integer> at,
    @Nullable Path fixedRoot,
    @Nullable Permissions given,
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

  /** All tasks of the modules, no permissions, reports on the logger {@code dev.intarsia.js}. */
  public static JsWorkerOptions of(List<Path> modules) {
    return new JsWorkerOptions(modules, Set.of(), List.of(), null, null, 1, SystemLog::write, List.of(), null, false);
  }

  /**
   * Modules come from below this folder: the one that was fixed, else the permissions' folder, else
   * {@link #defaultRoot}. Whatever may read everything may load modules from everywhere.
   */
  public Path root() {
    Path fixed = fixedRoot;
    if (fixed != null) {
      return fixed;
    }
    Permissions allowed = given;
    if (allowed == null) {
      return defaultRoot(modules, workingDirectory());
    }
    return allowed.isUnsafe() ? allowed.cwd().getRoot() : allowed.cwd();
  }

  /** What the code may do. */
  public Permissions permissions() {
    Permissions allowed = given;
    return allowed == null ? Permissions.none(workingDirectory()) : allowed;
  }

  private static Path workingDirectory() {
    return Path.of("").toAbsolutePath();
  }

  public JsWorkerOptions withNames(Set<String> wanted) {
    return new JsWorkerOptions(modules, wanted, at, fixedRoot, given, threadId, log, places, bootstrap, endable);
  }

  public JsWorkerOptions withAt(List<Integer> positions) {
    return new JsWorkerOptions(modules, names, positions, fixedRoot, given, threadId, log, places, bootstrap, endable);
  }

  public JsWorkerOptions withRoot(Path folder) {
    return new JsWorkerOptions(modules, names, at, folder, given, threadId, log, places, bootstrap, endable);
  }

  public JsWorkerOptions withPermissions(Permissions allowed) {
    return new JsWorkerOptions(modules, names, at, fixedRoot, allowed, threadId, log, places, bootstrap, endable);
  }

  public JsWorkerOptions withThreadId(int id) {
    return new JsWorkerOptions(modules, names, at, fixedRoot, given, id, log, places, bootstrap, endable);
  }

  public JsWorkerOptions withLog(BiConsumer<String, String> sink) {
    return new JsWorkerOptions(modules, names, at, fixedRoot, given, threadId, sink, places, bootstrap, endable);
  }

  public JsWorkerOptions withPlaces(List<TaskPlace> tasks) {
    return new JsWorkerOptions(modules, names, at, fixedRoot, given, threadId, log, tasks, bootstrap, endable);
  }

  public JsWorkerOptions withBootstrap(@Nullable JsBootstrap hook) {
    return new JsWorkerOptions(modules, names, at, fixedRoot, given, threadId, log, places, hook, endable);
  }

  public JsWorkerOptions withEndable(boolean byForce) {
    return new JsWorkerOptions(modules, names, at, fixedRoot, given, threadId, log, places, bootstrap, byForce);
  }

  /**
   * The root when neither a root nor permissions are given: {@code cwd} when all modules lie below it and it is not a
   * home or the root of the file system. Else it is the nearest folder above the first module that has a package.json,
   * else that module's own folder.
   */
  public static Path defaultRoot(List<Path> modules, Path cwd) {
    Path base = cwd.toAbsolutePath().normalize();
    boolean below =
        modules.stream().allMatch(module -> base.resolve(module).normalize().startsWith(base));
    if (modules.isEmpty() || (below && !holdsHomes(base))) {
      return base;
    }
    Path file = base.resolve(modules.get(0)).normalize();
    @Nullable Path own = file.getParent();
    for (Path folder = own; folder != null && !holdsHomes(folder); folder = folder.getParent()) {
      if (Files.exists(folder.resolve("package.json"))) {
        return folder;
      }
    }
    return own == null ? base : own;
  }

  /** Whether a folder is the user's home or holds it: too much for modules to come from unasked. */
  private static boolean holdsHomes(Path folder) {
    String home = System.getProperty("user.home", "");
    return folder.getNameCount() == 0
        || (!home.isEmpty() && Path.of(home).toAbsolutePath().normalize().startsWith(folder));
  }
}
