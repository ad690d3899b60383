package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Value;

/** Loads internal modules in one realm. */
final class ScriptLoader {
  private final JsRealm realm;
  private final Map<String, Value> groups = new HashMap<>();
  private final Value require;

  ScriptLoader(JsRealm realm) {
    this.realm = realm;
    Value source = realm.function("source", arguments -> source(arguments[0].asString()));
    Value host = realm.function("host", arguments -> group(arguments[0].asString()));
    this.require = realm.script(ApiLibrary.class, "bootstrap.js").execute(source, host, realm.sharedClasses());
  }

  Value require(String id) {
    return require.execute(id);
  }

  private Value source(String id) {
    return realm.script(NodeModules.owner(id), NodeModules.resource(id));
  }

  private Value group(String name) {
    return groups.computeIfAbsent(name, key -> HostGroups.make(realm, key));
  }
}
