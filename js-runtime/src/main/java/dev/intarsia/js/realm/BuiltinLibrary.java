package dev.intarsia.js.realm;

import java.util.Set;
import org.graalvm.polyglot.Value;

/**
 * Globals and modules that a realm offers besides the language's own. One instance serves all realms;
 * what belongs to a realm is kept by {@link JsRealm#state}.
 */
public interface BuiltinLibrary {
  /** Defines globals. Called once per realm, before any module is loaded. */
  void installGlobals(JsRealm realm);

  /** Names of the modules offered, with their {@code node:} prefix where they have one. */
  Set<String> moduleNames();

  /**
   * Makes a module's exports. Called at most once per realm and name, when the module is first
   * imported or required.
   *
   * @param name one of {@link #moduleNames}
   * @return what {@code require(name)} gives: its own enumerable keys are the named exports of the ES
   *     module, and it is itself the default export
   */
  Value module(JsRealm realm, String name);
}
