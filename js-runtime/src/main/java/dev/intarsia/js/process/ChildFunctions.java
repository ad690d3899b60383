package dev.intarsia.js.process;

import dev.intarsia.js.realm.JsRealm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The host functions under {@code node:child_process}. Processes are their numbers, errors negative numbers. */
public final class ChildFunctions {
  private static final int FIRST_OPTION = 6;

  private ChildFunctions() {}

  /** The functions of one realm, by name. */
  public static Map<String, Function<Value[], @Nullable Object>> of(JsRealm realm) {
    Children children = realm.state(Children.class, () -> new Children(realm));
    Map<String, Function<Value[], @Nullable Object>> functions = new LinkedHashMap<>();
    // (command, arguments, folder, environment, stdio, detached, exited, take)
    functions.put("spawn", a -> children.spawn(ChildRequest.of(a, realm.cwd()), a[FIRST_OPTION], a[FIRST_OPTION + 1]));
    // (command, arguments, folder, environment, stdio, detached, input, timeout, bytes, signal, take)
    functions.put("run", a -> run(realm, children, a));
    functions.put("kill", a -> children.kill(a[0].asInt(), a[1].asInt()));
    functions.put("signal", a -> children.signal(a[0].asInt(), a[1].asInt()));
    functions.put("reference", a -> {
      children.reference(a[0].asInt(), a[1].asBoolean());
      return null;
    });
    return functions;
  }

  private static @Nullable Object run(JsRealm realm, Children children, Value[] a) {
    ChildRequest request = ChildRequest.of(a, realm.cwd());
    List<byte @Nullable []> input = new ArrayList<>();
    for (int i = 0; i < request.stdio().size(); i++) {
      Value bytes = a[FIRST_OPTION].getArrayElement(i);
      input.add(bytes.isNull() ? null : realm.bytes(bytes));
    }
    BlockingChild.Limits limits = new BlockingChild.Limits(
        a[FIRST_OPTION + 1].asLong(), a[FIRST_OPTION + 2].asDouble(), a[FIRST_OPTION + 3].asInt());
    BlockingChild.Outcome outcome = BlockingChild.run(realm, children.start(), request, input, limits);
    List<Object> told = new ArrayList<>(List.of(outcome.pid(), outcome.error(), outcome.code(), outcome.signal()));
    outcome.output().forEach(bytes -> told.add(bytes == null ? realm.undefined() : realm.uint8Array(bytes)));
    a[FIRST_OPTION + 4].executeVoid(told.toArray());
    return null;
  }
}
