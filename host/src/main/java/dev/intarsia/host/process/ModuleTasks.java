package dev.intarsia.host.process;

import dev.intarsia.bridge.worker.TaskExecutor;
import java.util.List;

/** The tasks of loaded modules. They belong to the thread that opened them. */
public interface ModuleTasks {
  /** Runs the tasks; closing it closes the modules too. */
  TaskExecutor<?> executor();

  /** Names in the order of the ids that {@link #executor} knows them by. */
  List<String> names();

  /** Whether a value came out of such a task and so has to be encoded by its executor. */
  boolean owns(Object value);
}
