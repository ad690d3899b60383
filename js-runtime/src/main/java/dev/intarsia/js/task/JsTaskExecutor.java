package dev.intarsia.js.task;

import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.worker.Reply;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.js.loop.WorkerEventLoop;
import dev.intarsia.js.module.ModuleLoader;
import dev.intarsia.js.payload.JsValues;
import dev.intarsia.js.realm.GraalRealm;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** The tasks of one realm. */
public final class JsTaskExecutor implements TaskExecutor<Value> {
  private static final int RECOVERY_ATTEMPTS = 20;
  private static final long RECOVERY_STEP_NS = 1_000_000;

  private final GraalRealm realm;
  private final Context context;
  private final WorkerEventLoop loop;
  private final JsValues values;
  private final JsTask[] tasks;
  private final List<String> names;
  private final Value watch;
  private final Value toolkit;
  private int pending;

  /**
   * Imports the modules and finds their tasks. The realm is entered.
   *
   * @param paths of the modules, as the loader resolved them
   * @param bootstrap runs before they are imported
   * @throws PolyglotException when a module fails to load or a named task is missing
   */
  public JsTaskExecutor(
      GraalRealm realm,
      ModuleLoader modules,
      JsValues values,
      List<String> paths,
      TaskSelection selection,
      Bootstrap bootstrap) {
    this.realm = realm;
    this.context = realm.context();
    this.loop = realm.loop();
    this.values = values;
    Value script = realm
        .script(JsTaskExecutor.class, "tasks.js")
        .execute(values.box(), loopNow(), realm.ticks().getMember("drain"));
    TaskLoader loader = new TaskLoader(realm, modules, script);
    bootstrap.run(loader);
    List<JsTask> found = loader.load(paths, selection);
    this.tasks = found.toArray(JsTask[]::new);
    this.names = found.stream().map(JsTask::name).toList();
    this.watch = script.getMember("watch");
    this.toolkit = script.getMember("toolkit");
    loop.bindOwner();
  }

  private ProxyExecutable loopNow() {
    return arguments -> loop.elapsedNs() / 1e6;
  }

  /** Names by function id. */
  public List<String> names() {
    return names;
  }

  /** Names of the tasks that take an abort signal. */
  public List<String> abortableNames() {
    return Arrays.stream(tasks).filter(JsTask::abortable).map(JsTask::name).toList();
  }

  /** Names of the tasks that have a time budget. */
  public List<String> timedNames() {
    return Arrays.stream(tasks)
        .filter(task -> !Double.isInfinite(task.timeoutMs()))
        .map(JsTask::name)
        .toList();
  }

  @Override
  public int taskCount() {
    return tasks.length;
  }

  @Override
  public PayloadFactory<Value> factory() {
    return values;
  }

  @Override
  public PayloadEncoder<Value> encoder() {
    return values;
  }

  @Override
  public void execute(int functionId, Value argument, Reply<Value> reply) {
    JsTask task = tasks[functionId];
    try {
      Value result = task.abortable() || reply.signalled()
          ? task.runSignalled().execute(argument, toolkit(reply))
          : task.run().execute(argument);
      if (values.isPromise(result)) {
        await(task, result, reply);
      } else {
        reply.resolve(result);
      }
    } catch (PolyglotException thrown) {
      reply.reject(reason(thrown));
    }
  }

  private Value toolkit(Reply<Value> reply) {
    return toolkit.execute((ProxyExecutable) arguments -> reply.aborted());
  }

  private void await(JsTask task, Value promise, Reply<Value> reply) {
    PendingCall call = new PendingCall(reply);
    double leftMs = Double.isInfinite(task.timeoutMs()) ? Double.POSITIVE_INFINITY : reply.remainingMs();
    if (leftMs <= 0) {
      call.timeOut(task);
    } else if (!Double.isInfinite(leftMs)) {
      call.timer = loop.setTimer(Math.max(1, Math.floor(leftMs)), false, () -> call.timeOut(task));
    }
    watch.executeVoid(promise, call);
  }

  private Value reason(PolyglotException thrown) {
    if (thrown.isCancelled()) {
      throw thrown;
    }
    if (thrown.isInterrupted()) {
      return recover();
    }
    Value guest = thrown.getGuestObject();
    return guest != null ? values.seal(guest) : error(String.valueOf(thrown.getMessage()));
  }

  private Value error(String message) {
    return values.error("{\"name\":\"Error\",\"message\":" + quote(message) + "}");
  }

  /**
   * After an interruption the context runs nothing until its thread has left it. Leaves and enters again
   * until JS runs, or gives up: then promise jobs without end are queued, and the worker is lost.
   */
  private Value recover() {
    for (int attempt = 1; ; attempt++) {
      context.leave();
      LockSupport.parkNanos(attempt * RECOVERY_STEP_NS);
      context.enter();
      try {
        return error("Task interrupted");
      } catch (PolyglotException still) {
        if (attempt == RECOVERY_ATTEMPTS || !still.isInterrupted()) {
          throw still;
        }
      }
    }
  }

  private static String quote(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", " ")
        + '"';
  }

  /** Milliseconds an asynchronous call may take; {@link Double#POSITIVE_INFINITY} without a limit. */
  @Override
  public double timeoutMs(int functionId) {
    return tasks[functionId].timeoutMs();
  }

  @Override
  public void beginBatch() {
    context.enter();
  }

  @Override
  public void endBatch() {
    context.leave();
  }

  @Override
  public int pump() {
    try {
      return loop.runDue();
    } catch (PolyglotException thrown) {
      if (!thrown.isInterrupted()) {
        throw thrown;
      }
      recover();
      realm.log().write("warn", "A timer or promise job was interrupted");
      return 1;
    }
  }

  @Override
  public void beforeEachJob(Runnable hook) {
    loop.beforeEach(hook);
  }

  @Override
  public long nextDueNs() {
    return loop.nextDueNs();
  }

  @Override
  public int pending() {
    return pending;
  }

  @Override
  public void close() {
    realm.close();
  }

  /** A call whose task gave a promise: settled by the promise or by its budget, whichever is first. */
  private final class PendingCall implements ProxyExecutable {
    private final Reply<Value> reply;
    private int timer;
    private boolean settled;

    PendingCall(Reply<Value> reply) {
      this.reply = reply;
      pending++;
    }

    @Override
    public Object execute(Value... outcome) {
      settle(outcome[0].asBoolean(), outcome[1]);
      return true;
    }

    void timeOut(JsTask task) {
      settle(task.timeoutResolves(), task.timeoutValue());
    }

    private void settle(boolean resolved, Value value) {
      if (settled) {
        return;
      }
      settled = true;
      pending--;
      if (timer != 0) {
        loop.clearTimer(timer);
      }
      if (resolved) {
        reply.resolve(value);
      } else {
        reply.reject(value);
      }
    }
  }
}
