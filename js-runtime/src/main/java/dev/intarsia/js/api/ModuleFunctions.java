package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.util.List;

/** What {@code node:module} and {@code node:vm} need of the module loader. */
final class ModuleFunctions {
  private ModuleFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group
        .function("modules", a -> ProcessFunctions.array(realm, List.copyOf(NodeModules.NAMES)))
        .function("describe", a -> a[0].toString())
        .function("callText", a -> CallText.innermost())
        .function("runScript", a -> realm.runScript(a[0].asString(), a[1].asString()))
        .function("requireFrom", a -> realm.requireFrom(a[0].asString()));
  }
}
