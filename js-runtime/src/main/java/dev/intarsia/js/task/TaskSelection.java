package dev.intarsia.js.task;

import dev.intarsia.host.process.TaskPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Which exports of the modules are tasks.
 *
 * @param names export names wanted; empty for all exported tasks and functions
 * @param at positions of {@code task()} calls within the one module, -1 for plain functions; empty for
 *     no such filter
 * @param places exactly these tasks, under these names; empty for no such filter
 * @param modules the files that {@code places} speak of, in the order of the worker's modules
 */
public record TaskSelection(Set<String> names, List<Integer> at, List<TaskPlace> places, List<Path> modules) {
  /** Everything that is exported. */
  public static final TaskSelection ALL = new TaskSelection(Set.of(), List.of(), List.of(), List.of());

  public TaskSelection {
    names = Set.copyOf(names);
    at = List.copyOf(at);
    places = List.copyOf(places);
    modules = List.copyOf(modules);
  }
}
