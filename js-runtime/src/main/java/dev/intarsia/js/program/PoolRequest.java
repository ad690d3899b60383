package dev.intarsia.js.program;

import dev.intarsia.host.process.TaskPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a program's {@code createPool} was given.
 *
 * @param options the options as JSON text, paths in them absolute
 * @param tasks by position, sorted by name
 * @param abortable those with an abort signal
 * @param timed those with a time budget
 * @param main the program's own module
 */
public record PoolRequest(
    String options, List<TaskPlace> tasks, Set<Integer> abortable, Set<Integer> timed, Path main) {
  public PoolRequest {
    tasks = List.copyOf(tasks);
    abortable = Set.copyOf(abortable);
    timed = Set.copyOf(timed);
  }
}
