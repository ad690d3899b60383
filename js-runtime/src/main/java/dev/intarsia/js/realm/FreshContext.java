package dev.intarsia.js.realm;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.io.FileSystem;

/**
 * A context in which no code but the library's own has run. It may be made on another thread than the one that makes a realm of
 * it: to make it takes most of a worker's start.
 */
public final class FreshContext {
  final Context context;
  final Helpers helpers;

  /**
   * @param files what ES modules are loaded through
   */
  public FreshContext(FileSystem files) {
    context = ContextBuilder.build(files);
    context.enter();
    try {
      helpers = new Helpers(context.eval(ScriptResources.source(GraalRealm.class, "realm.js")));
      context.eval(ScriptResources.source(GraalRealm.class, "symbols.js")).executeVoid();
      context.eval(ScriptResources.source(GraalRealm.class, "deep-json.js")).executeVoid();
      parse(GraalRealm.class, "ticks.js", "harden.js");
    } finally {
      context.leave();
    }
  }

  /**
   * Parses scripts that a realm will run later; the engine keeps what it has parsed.
   *
   * @param owner the class next to which they lie
   */
  public void parse(Class<?> owner, String... resources) {
    for (String resource : resources) {
      context.parse(ScriptResources.source(owner, resource));
    }
  }
}
