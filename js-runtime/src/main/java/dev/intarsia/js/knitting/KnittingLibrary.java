package dev.intarsia.js.knitting;

import dev.intarsia.js.payload.JsValues;
import dev.intarsia.js.realm.BuiltinLibrary;
import dev.intarsia.js.realm.JsRealm;
import java.util.Set;
import java.util.function.BiFunction;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** {@code knitting} and its subpaths. */
public final class KnittingLibrary implements BuiltinLibrary {
  private static final Set<String> NAMES = Set.of(
      "knitting", "knitting/utils", "knitting/shared-memory", "knitting/process-shared-buffer", "knitting/unsafe");

  private final @Nullable BiFunction<JsRealm, JsValues, Value> pools;

  /**
   * @param pools makes the functions with which a program makes pools; null for workers, which make none
   */
  public KnittingLibrary(@Nullable BiFunction<JsRealm, JsValues, Value> pools) {
    this.pools = pools;
  }

  @Override
  public void installGlobals(JsRealm realm) {}

  @Override
  public Set<String> moduleNames() {
    return NAMES;
  }

  @Override
  public Value module(JsRealm realm, String name) {
    if (name.equals("knitting/shared-memory") || name.equals("knitting/process-shared-buffer")) {
      return realm.state(JsValues.class, () -> new JsValues(realm)).sharedMemoryModule();
    }
    Modules modules = realm.state(Modules.class, () -> new Modules(make(realm)));
    return modules.byName.getMember(name);
  }

  private Value make(JsRealm realm) {
    JsValues values = realm.state(JsValues.class, () -> new JsValues(realm));
    Value program = pools == null ? realm.undefined() : program(realm, pools.apply(realm, values));
    return realm.script(KnittingLibrary.class, "knitting.js").execute(values.classes(), program);
  }

  private static Value program(JsRealm realm, Value host) {
    Value inline = realm.script(KnittingLibrary.class, "inline.js");
    return realm.script(KnittingLibrary.class, "pools.js").execute(host, inline);
  }

  private record Modules(Value byName) {}
}
