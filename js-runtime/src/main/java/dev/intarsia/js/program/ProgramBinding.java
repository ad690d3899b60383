package dev.intarsia.js.program;

import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.host.process.TaskPlace;
import dev.intarsia.js.payload.JsValues;
import dev.intarsia.js.payload.NeutralSink;
import dev.intarsia.js.payload.NeutralValue;
import dev.intarsia.js.realm.JsRealm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Value;

/** The host functions behind a program's {@code createPool}. The program's thread alone uses it; outcomes are posted to it. */
final class ProgramBinding {
  private final ProgramPools pools;
  private final Path main;
  private final List<ProgramPool> open = new ArrayList<>();

  ProgramBinding(ProgramPools pools, Path main) {
    this.pools = pools;
    this.main = main;
  }

  /** Pools that are not shut down. */
  List<ProgramPool> open() {
    return open;
  }

  /** Brings in results that have come, of all pools. */
  int poll() {
    int work = 0;
    for (ProgramPool pool : open) {
      work += pool.poll();
    }
    return work;
  }

  /** The object that pools.js works with. */
  Value functions(JsRealm realm, JsValues values) {
    Value host = realm.context().eval("js", "({})");
    host.putMember("Box", values.box());
    host.putMember("now", realm.function("now", a -> realm.loop().elapsedNs() / 1e6));
    host.putMember("nextTurn", realm.function("nextTurn", a -> realm.loop().setImmediate(a[0]::executeVoid)));
    host.putMember(
        "after", realm.function("after", a -> realm.loop().setTimer(a[0].asDouble(), false, a[1]::executeVoid)));
    host.putMember("cancel", realm.function("cancel", a -> {
      realm.loop().clearTimer(a[0].asInt());
      return null;
    }));
    host.putMember("open", realm.function("open", a -> new Bound(realm, values, open(a)).functions()));
    return host;
  }

  /** The options, then the tasks' names, modules, positions, whether they take an abort signal and whether they have a time budget. */
  private ProgramPool open(Value[] a) {
    List<TaskPlace> tasks = new ArrayList<>();
    Set<Integer> abortable = new HashSet<>();
    Set<Integer> timed = new HashSet<>();
    for (int i = 0; i < a[1].getArraySize(); i++) {
      tasks.add(new TaskPlace(
          a[1].getArrayElement(i).asString(),
          a[2].getArrayElement(i).asString(),
          a[3].getArrayElement(i).asInt()));
      if (a[4].getArrayElement(i).asBoolean()) {
        abortable.add(i);
      }
      if (a[5].getArrayElement(i).asBoolean()) {
        timed.add(i);
      }
    }
    ProgramPool pool = pools.open(new PoolRequest(a[0].asString(), tasks, abortable, timed, main));
    open.add(pool);
    return pool;
  }

  /** One pool's functions. */
  private final class Bound {
    private final JsRealm realm;
    private final JsValues values;
    private final ProgramPool pool;
    private final Map<Integer, ProgramPool.Call> calls = new HashMap<>();
    private int nextId = 1;

    Bound(JsRealm realm, JsValues values, ProgramPool pool) {
      this.realm = realm;
      this.values = values;
      this.pool = pool;
    }

    Value functions() {
      Value object = realm.context().eval("js", "({})");
      object.putMember("call", realm.function("call", a -> call(a[0].asInt(), a[1], a[2])));
      object.putMember("drop", realm.function("drop", a -> drop(a[0].asInt())));
      object.putMember("shutdown", realm.function("shutdown", a -> shutdown((long) a[0].asDouble(), a[1])));
      return object;
    }

    private Object call(int task, Value argument, Value settle) {
      NeutralValue neutral;
      try {
        neutral = NeutralSink.pack(values, argument);
      } catch (PayloadException refused) {
        throw realm.thrown(values.string(String.valueOf(refused.getMessage())));
      }
      int id = nextId++;
      realm.loop().retain();
      calls.put(id, pool.call(task, neutral, new Outcome(id, settle)));
      return id;
    }

    private Object drop(int id) {
      ProgramPool.Call call = calls.get(id);
      if (call != null) {
        call.drop();
      }
      return realm.undefined();
    }

    private Object shutdown(long delayMs, Value done) {
      realm.loop().retain();
      pool.shutdown(
          delayMs,
          () -> realm.loop().post(() -> {
            realm.loop().release();
            open.remove(pool);
            done.executeVoid();
          }));
      return realm.undefined();
    }

    private void settled(int id, Value settle, boolean resolved, NeutralValue neutral) {
      calls.remove(id);
      realm.loop().release();
      Value value;
      boolean fine = resolved;
      try {
        value = neutral.open(values);
      } catch (PayloadException unreadable) {
        value = values.string(String.valueOf(unreadable.getMessage()));
        fine = false;
      }
      settle.executeVoid(fine, value);
    }

    private final class Outcome implements ProgramPool.Outcome {
      private final int id;
      private final Value settle;

      Outcome(int id, Value settle) {
        this.id = id;
        this.settle = settle;
      }

      @Override
      public void resolved(NeutralValue value) {
        realm.loop().post(() -> settled(id, settle, true, value));
      }

      @Override
      public void rejected(NeutralValue reason) {
        realm.loop().post(() -> settled(id, settle, false, reason));
      }
    }
  }
}
