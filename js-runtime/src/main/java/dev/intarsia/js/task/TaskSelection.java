package dev.intarsia.js.task;

import java.util.List;
import java.util.Set;

/**
 * Which exports of the modules are tasks.
 *
 * @param names export names wanted; empty for all exported tasks and functions
 * @param at positions of {@code task()} calls within the one module, -1 for plain functions; empty for
 *     no such filter
 */
public record TaskSelection(Set<String> names, List<Integer> at) {
  /** Everything that is exported. */
  public static final TaskSelection ALL = new TaskSelection(Set.of(), List.of());

  public TaskSelection {
    names = Set.copyOf(names);
    at = List.copyOf(at);
  }
}
