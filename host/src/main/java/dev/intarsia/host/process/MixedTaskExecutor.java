package dev.intarsia.host.process;

import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.worker.Reply;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.worker.JavaTaskExecutor;
import java.util.List;

/** Java tasks and JS tasks in one worker: each frame is decoded for the language of its task. */
final class MixedTaskExecutor implements TaskExecutor<Object> {
  private final JavaTaskExecutor java;
  private final TaskExecutor<Object> js;
  private final boolean[] isJava;
  /** The id that its own language's executor knows a task by. */
  private final int[] localId;

  private final PayloadEncoder<Object> encoder;

  /**
   * @param names of all tasks by function id
   * @param javaNames of the Java tasks, in their executor's order
   */
  @SuppressWarnings("unchecked") // its own factory makes the values that it is given
  MixedTaskExecutor(List<String> names, JavaTaskExecutor java, List<String> javaNames, ModuleTasks modules) {
    this.java = java;
    this.js = (TaskExecutor<Object>) modules.executor();
    isJava = new boolean[names.size()];
    localId = new int[names.size()];
    for (int id = 0; id < localId.length; id++) {
      int inJava = javaNames.indexOf(names.get(id));
      isJava[id] = inJava >= 0;
      localId[id] = isJava[id] ? inJava : modules.names().indexOf(names.get(id));
      if (localId[id] < 0) {
        throw new WorkerStartException("no task \"" + names.get(id) + "\" is exported, and --java does not name it");
      }
    }
    PayloadEncoder<Object> javaEncoder = java.encoder();
    PayloadEncoder<Object> jsEncoder = js.encoder();
    encoder = (value, sink) -> (modules.owns(value) ? jsEncoder : javaEncoder).encode(value, sink);
  }

  @Override
  public int taskCount() {
    return localId.length;
  }

  @Override
  public double timeoutMs(int functionId) {
    return (isJava[functionId] ? java : js).timeoutMs(localId[functionId]);
  }

  @Override
  public PayloadFactory<Object> factory() {
    return java.factory();
  }

  @Override
  public PayloadFactory<Object> factory(int functionId) {
    return functionId < isJava.length && !isJava[functionId] ? js.factory() : java.factory();
  }

  @Override
  public PayloadEncoder<Object> encoder() {
    return encoder;
  }

  @Override
  public void execute(int functionId, Object argument, Reply<Object> reply) {
    (isJava[functionId] ? java : js).execute(localId[functionId], argument, reply);
  }

  @Override
  public boolean mayKeepReplies() {
    return js.mayKeepReplies() || java.mayKeepReplies();
  }

  @Override
  public void beginBatch() {
    js.beginBatch();
  }

  @Override
  public void endBatch() {
    js.endBatch();
  }

  @Override
  public int pump() {
    return java.pump() + js.pump();
  }

  @Override
  public long nextDueNs() {
    return Math.min(java.nextDueNs(), js.nextDueNs());
  }

  @Override
  public int pending() {
    return java.pending() + js.pending();
  }

  @Override
  public void close() {
    java.close();
    js.close();
  }
}
