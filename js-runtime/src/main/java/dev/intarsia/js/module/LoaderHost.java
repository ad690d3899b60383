package dev.intarsia.js.module;

import dev.intarsia.js.realm.GraalRealm;
import dev.intarsia.js.realm.ProgramRole;
import java.nio.file.Path;
import java.util.function.Function;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The functions that loader.js calls. */
final class LoaderHost {
  private final ModuleLoader loader;
  private final GraalRealm realm;

  LoaderHost(ModuleLoader loader, GraalRealm realm) {
    this.loader = loader;
    this.realm = realm;
  }

  /** Something that may fail to find a module. */
  private interface Action {
    @Nullable Object run(Value[] arguments) throws ModuleException;
  }

  Value object() {
    Value host = realm.context().eval("js", "({})");
    add(host, "resolve", a -> loader.resolve(a[0].asString(), a[1].asString(), Path.of(a[2].asString())));
    add(host, "resolveRequire", a -> loader.resolveRequire(a[0].asString(), Path.of(a[1].asString())));
    add(host, "builtin", a -> realm.builtin(a[0].asString()));
    add(host, "format", a -> loader.load(Path.of(a[0].asString())).format().name());
    add(host, "text", a -> loader.load(Path.of(a[0].asString())).text());
    add(host, "compile", a -> loader.compile(Path.of(a[0].asString())));
    add(host, "requireEsm", a -> loader.requireEsModule(a[0].asString()));
    add(host, "bytes", a -> loader.readBytes(Path.of(a[0].asString())));
    add(host, "fileUrl", a -> Path.of(a[0].asString()).toUri().toString());
    add(host, "filePath", a -> filePath(a[0].asString()));
    add(host, "mainFile", a -> mainFile());
    add(host, "takeFailure", a -> loader.takeFailure(a[0].asString()));
    add(host, "failureCode", a -> loader.failureCode(a[0].asString()));
    return host;
  }

  private String mainFile() {
    ProgramRole program = realm.program();
    return program == null ? "" : program.mainFile();
  }

  private static String filePath(String file) {
    return file.startsWith("file:") ? Path.of(java.net.URI.create(file)).toString() : file;
  }

  private void add(Value host, String name, Action action) {
    Function<Value[], @Nullable Object> body =
        arguments -> {
          try {
            return action.run(arguments);
          } catch (ModuleException missing) {
            throw realm.error("Error", String.valueOf(missing.getMessage()), missing.code());
          }
        };
    host.putMember(name, realm.function(name, body));
  }
}
