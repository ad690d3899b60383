package dev.intarsia.js.program;

import dev.intarsia.js.api.ApiLibrary;
import dev.intarsia.js.realm.CheckedFiles;
import dev.intarsia.js.realm.JsRealm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives a program the global {@code Deno} or {@code Bun}, with {@code serve} alone in it, where its own file serves by that. No other
 * program has them: packages take them as a sign of that runtime.
 */
final class ServeGlobals {
  private static final Pattern SERVES = Pattern.compile("\\b(Deno|Bun)\\s*\\.\\s*serve\\b");

  private ServeGlobals() {}

  static void define(JsRealm realm, Path main) throws IOException {
    Matcher named = SERVES.matcher(CheckedFiles.readString(main.toRealPath()));
    while (named.find()) {
      String name = named.group(1);
      realm.defineGlobal(name, ApiLibrary.internal(realm, "web:serve").getMember(name));
    }
  }
}
