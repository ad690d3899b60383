package dev.intarsia.js.module;

import dev.intarsia.js.realm.GraalRealm;
import dev.intarsia.js.realm.ProgramRole;
import java.nio.file.Path;
import java.util.Objects;
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
    add(host, "urlOf", a -> loader.urlOf(a[0].asString(), Path.of(a[1].asString())));
    add(host, "resolveRequire", a -> loader.resolveRequire(a[0].asString(), Path.of(a[1].asString())));
    add(host, "builtinName", a -> Objects.requireNonNullElse(loader.builtinName(a[0].asString()), ""));
    add(host, "builtin", a -> realm.builtin(a[0].asString()));
    add(host, "format", a -> loader.load(Path.of(a[0].asString())).format().name());
    add(host, "text", a -> loader.load(Path.of(a[0].asString())).text());
    add(host, "compile", a -> loader.compile(a[0].asString(), a[1].asString()));
    add(host, "requireEsm", a -> loader.requireEsModule(a[0].asString()));
    add(host, "requireFacade", a -> loader.requireFacade(a[0].asString()));
    add(host, "bytes", a -> loader.readBytes(Path.of(a[0].asString())));
    add(host, "keyUrl", a -> loader.keys().target(a[0].asString()).url());
    add(host, "frameName", a -> loader.frameName(a[0].asString()));
    add(host, "keyFile", a -> keyFile(a[0].asString()));
    add(host, "filePath", a -> filePath(a[0].asString()));
    add(host, "mainFile", a -> mainFile());
    add(host, "failure", a -> loader.failure(a[0].asString()));
    return host;
  }

  /** The file of a module's key, "" for a module without one. */
  private String keyFile(String key) {
    ModuleKeys.Target target = loader.keys().target(key);
    return target.data() == null ? target.file().toString() : "";
  }

  private String mainFile() {
    ProgramRole program = realm.program();
    return program == null ? "" : program.mainFile();
  }

  private static String filePath(String file) {
    return file.startsWith("file:") ? Path.of(java.net.URI.create(file)).toString() : file;
  }

  private void add(Value host, String name, Action action) {
    Function<Value[], @Nullable Object> body = arguments -> {
      try {
        return action.run(arguments);
      } catch (ModuleException missing) {
        throw realm.error(missing.errorClass(), String.valueOf(missing.getMessage()), missing.code());
      }
    };
    host.putMember(name, realm.function(name, body));
  }
}
