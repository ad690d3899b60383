package dev.intarsia.host.process;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One task that a process worker serves.
 *
 * @param name the export's name, or the one that a Java method is served under
 * @param id what {@code task()} numbered the definition with in its process; −1 for a plain function
 * @param position of the {@code task()} call within its module; −1 for a plain function
 * @param abortSignal whether it can be asked to stop
 * @param timed whether it has a time budget, which its worker keeps
 * @param java {@code CLASS::METHOD} of a Java task, null for an export
 * @param module URL of the module where a program's task is found by its position, whatever it is exported as; null for
 *     what is found by its name
 */
public record WorkerTask(
    String name,
    int id,
    int position,
    boolean abortSignal,
    boolean timed,
    @Nullable String java,
    @Nullable String module) {
  private static final int PLAIN = -1;

  public WorkerTask {
    Objects.requireNonNull(name, "name");
  }

  /** A function that a module exports as it is. */
  public static WorkerTask plain(String name) {
    return new WorkerTask(name, PLAIN, PLAIN, false, false, null, null);
  }

  /** A public static Java method: {@code CLASS::METHOD}. */
  public static WorkerTask java(String name, String method) {
    return new WorkerTask(name, PLAIN, PLAIN, false, false, method, null);
  }

  /** A program's task, on {@code intarsia} workers. */
  static WorkerTask placed(TaskPlace place, boolean abortSignal, boolean timed) {
    return new WorkerTask(place.name(), PLAIN, place.at(), abortSignal, timed, null, place.module());
  }

  /** Whether it is a {@code task({ … })} definition. */
  boolean defined() {
    return id != PLAIN;
  }
}
