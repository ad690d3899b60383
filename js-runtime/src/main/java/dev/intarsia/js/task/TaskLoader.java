package dev.intarsia.js.task;

import dev.intarsia.host.process.TaskPlace;
import dev.intarsia.js.module.ModuleLoader;
import dev.intarsia.js.realm.GraalRealm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/** Imports task modules and finds their tasks, in the order of function ids. */
public final class TaskLoader {
  private final GraalRealm realm;
  private final ModuleLoader modules;
  private final Value script;

  TaskLoader(GraalRealm realm, ModuleLoader modules, Value script) {
    this.realm = realm;
    this.modules = modules;
    this.script = script;
  }

  /**
   * @param paths of the modules, as the loader resolved them
   * @throws org.graalvm.polyglot.PolyglotException when a module fails to load or a named task is missing
   */
  List<JsTask> load(List<String> paths, TaskSelection selection) {
    List<Object> namespaces = new ArrayList<>();
    for (String path : paths) {
      namespaces.add(await(modules.importPath(path)));
    }
    Value found =
        selection.places().isEmpty() ? discover(namespaces, paths, selection) : pick(namespaces, paths, selection);
    List<JsTask> tasks = new ArrayList<>();
    for (long i = 0; i < found.getArraySize(); i++) {
      tasks.add(JsTask.of(found.getArrayElement(i)));
    }
    return tasks;
  }

  /**
   * Calls the function that a module exports, and waits for the promise that it may give.
   *
   * @param path of the module, as the loader resolved it
   */
  void callExport(String path, String export, Object... arguments) {
    Value namespace = await(modules.importPath(path));
    await(script.getMember("callExport").execute(namespace, path, export, ProxyArray.fromArray(arguments)));
  }

  private Value discover(List<Object> namespaces, List<String> paths, TaskSelection selection) {
    return script
        .getMember("discover")
        .execute(
            ProxyArray.fromList(namespaces),
            ProxyArray.fromList(new ArrayList<>(paths)),
            ProxyArray.fromList(new ArrayList<>(selection.names())),
            ProxyArray.fromList(new ArrayList<>(selection.at())));
  }

  private Value pick(List<Object> namespaces, List<String> paths, TaskSelection selection) {
    List<Object> places = new ArrayList<>();
    for (TaskPlace place : selection.places()) {
      places.add(
          ProxyArray.fromArray(place.name(), selection.modules().indexOf(place.file()), place.module(), place.at()));
    }
    return script
        .getMember("pick")
        .execute(
            ProxyArray.fromList(namespaces), ProxyArray.fromList(new ArrayList<>(paths)), ProxyArray.fromList(places));
  }

  /** Runs the event loop until a promise is settled. */
  Value await(Value promise) {
    Outcome outcome = new Outcome();
    script.getMember("watch").executeVoid(promise, (ProxyExecutable)
        arguments -> outcome.settle(arguments[0].asBoolean(), arguments[1]));
    while (outcome.value == null) {
      if (realm.loop().runDue() == 0) {
        realm.context().leave();
        try {
          LockSupport.parkNanos(Math.min(realm.loop().nextDueNs(), 100_000_000L));
        } finally {
          realm.context().enter();
        }
      }
    }
    if (!outcome.resolved) {
      throw realm.thrown(outcome.value);
    }
    return outcome.value;
  }

  private static final class Outcome {
    boolean resolved;

    @Nullable Value value;

    Object settle(boolean ok, Value settled) {
      resolved = ok;
      value = settled;
      return true;
    }
  }
}
