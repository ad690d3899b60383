package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.TaskNames;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * What a process worker serves: exports of JS modules, Java methods, or both. Without a name the pool asks the worker's
 * runtime what the modules export, and learns of {@code task({ … })} definitions, their budgets and abort signals; with
 * names they are plain exported functions, and nobody is asked.
 *
 * @param modules URLs of the modules
 * @param tasks in the order of their function ids; no export among them before the modules have been asked
 * @param classPath where Java methods' classes are, besides the worker's own class path; may be empty
 */
public record WorkerTasks(List<String> modules, List<WorkerTask> tasks, String classPath) {
  /**
   * @throws IllegalArgumentException when two tasks have one name
   */
  public WorkerTasks {
    modules = List.copyOf(modules);
    tasks = sorted(tasks);
  }

  private static List<WorkerTask> sorted(List<WorkerTask> tasks) {
    Set<String> names = new HashSet<>();
    for (WorkerTask task : tasks) {
      if (!names.add(task.name())) {
        throw new IllegalArgumentException("Two tasks are named \"" + task.name() + "\"; rename one of them");
      }
    }
    List<WorkerTask> sorted = new ArrayList<>();
    for (String name : TaskNames.sorted(List.copyOf(names))) {
      tasks.stream().filter(task -> task.name().equals(name)).forEach(sorted::add);
    }
    return List.copyOf(sorted);
  }

  /** All that files export: functions and {@code task({ … })} definitions. */
  public static WorkerTasks ofFiles(List<Path> files) {
    return ofFiles(files, List.of());
  }

  /** Plain functions that files export under these names. */
  public static WorkerTasks ofFiles(List<Path> files, List<String> names) {
    return new WorkerTasks(
        files.stream().map(file -> file.toAbsolutePath().toUri().toString()).toList(),
        names.stream().map(WorkerTask::plain).toList(),
        "");
  }

  /** Java methods only; see {@link #withJava}. */
  public static WorkerTasks ofJava(String name, String method) {
    return new WorkerTasks(List.of(), List.of(), "").withJava(name, method);
  }

  /**
   * A public static Java method besides, on {@code intarsia} workers.
   *
   * @param method {@code CLASS::METHOD}; it takes nothing, one argument, or one and a {@code TaskContext}
   */
  public WorkerTasks withJava(String name, String method) {
    List<WorkerTask> all = new ArrayList<>(tasks);
    all.add(WorkerTask.java(name, method));
    return new WorkerTasks(modules, all, classPath);
  }

  /** Where the classes of Java methods are. */
  public WorkerTasks withClassPath(String path) {
    return new WorkerTasks(modules, tasks, path);
  }

  /** A program's tasks by their places, for {@code intarsia} workers: nobody need be asked what their modules export. */
  static WorkerTasks ofPlaces(List<WorkerTask> tasks) {
    return new WorkerTasks(
        tasks.stream()
            .map(WorkerTask::module)
            .filter(Objects::nonNull)
            .distinct()
            .toList(),
        tasks,
        "");
  }

  /** Where the tasks are, as a worker is told; null when they go by what the modules export. */
  @Nullable String placesJson() {
    if (tasks.isEmpty() || tasks.stream().anyMatch(task -> task.module() == null)) {
      return null;
    }
    ArrayNode places = new JsonMapper().createArrayNode();
    for (WorkerTask task : tasks) {
      places.addObject().put("name", task.name()).put("module", task.module()).put("at", task.position());
    }
    return places.toString();
  }

  /** With what the modules were found to export. */
  WorkerTasks withExports(List<String> newModules, List<WorkerTask> exports) {
    List<WorkerTask> all = new ArrayList<>(exports);
    tasks.stream().filter(task -> task.java() != null).forEach(all::add);
    return new WorkerTasks(newModules, all, classPath);
  }

  /** Whether the modules have to be asked what they export. */
  boolean asksModules() {
    return !modules.isEmpty() && tasks.stream().allMatch(task -> task.java() != null);
  }

  /** Names in the order of their function ids. */
  public List<String> names() {
    return tasks.stream().map(WorkerTask::name).toList();
  }

  /**
   * The id that a frame carries for a name.
   *
   * @throws IllegalArgumentException when it is none of the names
   */
  public int functionId(String name) {
    List<String> names = names();
    int id = names.indexOf(name);
    if (id < 0) {
      throw new IllegalArgumentException("no task is called '" + name + "': there are " + String.join(", ", names));
    }
    return id;
  }

  /** The modules that are files, to look for packages above them. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (String module : modules) {
      if (module.startsWith("file:")) {
        files.add(Path.of(URI.create(module)));
      }
    }
    return files;
  }

  boolean anyJava() {
    return tasks.stream().anyMatch(task -> task.java() != null);
  }

  boolean anyTimed() {
    return tasks.stream().anyMatch(WorkerTask::timed);
  }

  boolean anyAbortable() {
    return tasks.stream().anyMatch(WorkerTask::abortSignal);
  }

  /** What {@code task()} numbered the definitions with. */
  List<Integer> ids() {
    return tasks.stream().map(WorkerTask::id).toList();
  }

  List<Integer> positions() {
    return tasks.stream().map(WorkerTask::position).toList();
  }
}
