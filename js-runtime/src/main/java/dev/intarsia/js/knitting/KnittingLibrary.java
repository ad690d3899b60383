package dev.intarsia.js.knitting;

import dev.intarsia.js.payload.JsValues;
import dev.intarsia.js.realm.BuiltinLibrary;
import dev.intarsia.js.realm.JsRealm;
import java.util.Set;
import org.graalvm.polyglot.Value;

/** {@code knitting} and its subpaths, as a worker sees them. */
public final class KnittingLibrary implements BuiltinLibrary {
  private static final Set<String> NAMES =
      Set.of(
          "knitting",
          "knitting/utils",
          "knitting/shared-memory",
          "knitting/process-shared-buffer",
          "knitting/unsafe");

  @Override
  public void installGlobals(JsRealm realm) {}

  @Override
  public Set<String> moduleNames() {
    return NAMES;
  }

  @Override
  public Value module(JsRealm realm, String name) {
    Modules modules = realm.state(Modules.class, () -> new Modules(make(realm)));
    return modules.byName.getMember(name);
  }

  private static Value make(JsRealm realm) {
    JsValues values = realm.state(JsValues.class, () -> new JsValues(realm));
    return realm.script(KnittingLibrary.class, "knitting.js").execute(values.classes());
  }

  private record Modules(Value byName) {}
}
