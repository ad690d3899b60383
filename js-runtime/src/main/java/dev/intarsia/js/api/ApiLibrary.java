package dev.intarsia.js.api;

import dev.intarsia.js.realm.BuiltinLibrary;
import dev.intarsia.js.realm.JsRealm;
import java.util.Set;
import org.graalvm.polyglot.Value;

/**
 * The Web globals and the {@code node:} modules. Each is a script resource below {@code web/},
 * {@code node/} or {@code bundles/}, run when it is first used, over the closed set of host functions
 * of {@link HostGroups}.
 */
public final class ApiLibrary implements BuiltinLibrary {
  @Override
  public void installGlobals(JsRealm realm) {
    loader(realm);
  }

  @Override
  public Set<String> moduleNames() {
    return NodeModules.NAMES;
  }

  @Override
  public Value module(JsRealm realm, String name) {
    if (!NodeModules.NAMES.contains(name)) {
      throw new IllegalArgumentException("no module " + name);
    }
    return loader(realm).require(name);
  }

  /**
   * The exports of a module that scripts can't import by name.
   *
   * @param id such as {@code web:serve}
   */
  public static Value internal(JsRealm realm, String id) {
    return loader(realm).require(id);
  }

  private static ScriptLoader loader(JsRealm realm) {
    return realm.state(ScriptLoader.class, () -> new ScriptLoader(realm));
  }
}
