package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.util.function.Function;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A plain JS object of host functions. */
final class HostGroup {
  private final JsRealm realm;
  private final Value object;

  HostGroup(JsRealm realm) {
    this.realm = realm;
    this.object = realm.script(ApiLibrary.class, "object.js");
  }

  JsRealm realm() {
    return realm;
  }

  Value object() {
    return object;
  }

  HostGroup function(String name, Function<Value[], @Nullable Object> body) {
    object.putMember(name, realm.function(name, body));
    return this;
  }

  HostGroup constant(String name, Object value) {
    object.putMember(name, value);
    return this;
  }
}
