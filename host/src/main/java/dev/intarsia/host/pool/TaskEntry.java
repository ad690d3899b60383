package dev.intarsia.host.pool;

import dev.intarsia.host.Priority;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.lane.LaneTask;
import dev.intarsia.host.worker.TaskConversions;
import dev.intarsia.host.worker.WorkerKind;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** One task of the pool, ready to be called. */
final class TaskEntry {
  final LaneTask task;
  final LaneGroup group;
  final TaskOptions options;
  final WorkerKind.Task declared;
  /** Whether a call needs nothing but to be handed to a lane. */
  final boolean plain;

  /** Calls under way, counted only where the inliner asks. */
  final AtomicLong inFlight = new AtomicLong();

  private final ConcurrentHashMap<Type, LaneTask> byResult = new ConcurrentHashMap<>();

  TaskEntry(WorkerKind.Task declared, int functionId, LaneGroup group, boolean plainPool) {
    this.declared = declared;
    this.group = group;
    this.options = declared.options();
    this.task = new LaneTask(
        declared.name(),
        functionId,
        declared.result(),
        options.timeout(),
        options.abortSignal(),
        declared.java() != null);
    this.plain = plainPool
        && options.timeout() == null
        && !options.abortSignal()
        && options.retries() == 0
        && options.affinity() == null
        && options.priority() == Priority.NORMAL;
  }

  /** The same task with its results converted to a type of the caller's. */
  LaneTask as(Type result) {
    LaneTask known = byResult.get(result);
    return known == null
        ? byResult.computeIfAbsent(result, type -> task.withResult(TaskConversions.converter(type)))
        : known;
  }
}
