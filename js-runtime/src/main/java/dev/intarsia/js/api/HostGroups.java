package dev.intarsia.js.api;

import dev.intarsia.js.http.HttpFunctions;
import dev.intarsia.js.net.NetFunctions;
import dev.intarsia.js.process.ChildFunctions;
import dev.intarsia.js.realm.JsRealm;
import dev.intarsia.js.thread.ThreadFunctions;
import dev.intarsia.js.tls.TlsFunctions;
import org.graalvm.polyglot.Value;

/** The host functions that scripts are written over, in groups that are made when first asked for. */
final class HostGroups {
  private HostGroups() {}

  static Value make(JsRealm realm, String name) {
    HostGroup group = new HostGroup(realm);
    switch (name) {
      case "timers" -> TimerFunctions.define(group);
      case "text" -> TextFunctions.define(group);
      case "process" -> ProcessFunctions.define(group);
      case "crypto" -> {
        CryptoFunctions.define(group);
        DerivationFunctions.define(group);
        CipherFunctions.define(group);
        KeyFunctions.define(group);
        NumberFunctions.define(group);
        SignatureFunctions.define(group);
      }
      case "zlib" -> ZlibFunctions.define(group);
      case "fetch" -> FetchFunctions.define(group);
      case "modules" -> ModuleFunctions.define(group);
      case "files" -> FileFunctions.define(group);
      case "net" -> NetFunctions.of(realm).forEach(group::function);
      case "http" -> HttpFunctions.of(realm).forEach(group::function);
      case "children" -> ChildFunctions.of(realm).forEach(group::function);
      case "tls" -> TlsFunctions.of(realm).forEach(group::function);
      case "threads" -> ThreadFunctions.of(realm).forEach(group::function);
      default -> throw new IllegalArgumentException("no host functions " + name);
    }
    return group.object();
  }
}
