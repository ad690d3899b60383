package dev.intarsia.js.module;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.realm.GraalRealm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Loads modules into one realm. GraalJS asks the file system for a path and gets that file as an ES
 * module: itself, rewritten so that its specifiers are paths, or a wrapper around a CommonJS module, a
 * JSON file, a text or a built-in module.
 */
public final class ModuleLoader {
  private static final String BUILTIN = "/@intarsia/builtin/";
  private static final String HOST_GLOBAL = "$intarsia.host";

  private final GraalRealm realm;
  private final Jail jail;
  private final NodeResolver resolver;
  private final Transpiler transpiler;
  private final Map<Path, LoadedText> texts = new HashMap<>();
  private final Value importer;
  private final Value requireFactory;
  private @Nullable ModuleException failure;
  private @Nullable Value thrownValue;

  /**
   * @param files the realm's file system
   * @param root modules come from below it
   */
  public ModuleLoader(
      GraalRealm realm, ModuleFileSystem files, Path root, Permissions permissions, Transpiler transpiler)
      throws IOException {
    this.realm = realm;
    this.jail = new Jail(root, permissions);
    this.resolver = new NodeResolver(jail);
    this.transpiler = transpiler;
    files.setLoader(this);
    Value parts = realm.script(ModuleLoader.class, "loader.js").execute(new LoaderHost(this, realm).object());
    realm.globals().putMember(HOST_GLOBAL, parts.getMember("host"));
    this.importer = parts.getMember("importer");
    this.requireFactory = parts.getMember("requireFrom");
    importer.executeVoid(EsModuleRewriter.HOST_MODULE);
    realm.setRequireFactory(this::requireFrom);
  }

  Path root() {
    return jail.root();
  }

  /** Imports a module by a path that {@link #resolve} gave: a promise of its namespace. */
  public Value importPath(String path) {
    return importer.execute(path);
  }

  private Value requireFrom(String file) {
    return requireFactory.execute(file);
  }

  /**
   * What an ES module's specifier stands for.
   *
   * @param type the import attribute, "" without
   * @return a path that the file system serves
   */
  public String resolve(String specifier, String type, Path importingFile) throws ModuleException {
    String builtin = BuiltinNames.find(specifier, realm::hasBuiltin);
    if (builtin != null) {
      return BUILTIN + builtin;
    }
    Path file = resolver.resolve(plain(specifier), importingFile, false);
    boolean json = type.equals("json") || (type.isEmpty() && SourceFormat.extension(file).equals("json"));
    // GraalJS takes a path that ends with .json for a JSON module and then wants its own attribute.
    return json ? file + "?json" : type.isEmpty() ? file.toString() : file + "?" + type;
  }

  /** What {@code require} gets: {@code node:name} or a real path. */
  String resolveRequire(String specifier, Path importingFile) throws ModuleException {
    String builtin = BuiltinNames.find(specifier, realm::hasBuiltin);
    return builtin != null ? BUILTIN + builtin : resolver.resolve(plain(specifier), importingFile, true).toString();
  }

  private static String plain(String specifier) throws ModuleException {
    if (specifier.startsWith("npm:") || specifier.startsWith("jsr:")) {
      return PackageName.withoutRegistry(specifier);
    }
    if (specifier.startsWith("node:")) {
      throw new ModuleException("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: " + specifier);
    }
    if (specifier.startsWith("http:") || specifier.startsWith("https:") || specifier.startsWith("data:")) {
      throw new ModuleException(
          "ERR_UNSUPPORTED_ESM_URL_SCHEME",
          "Cannot import " + specifier + ": modules come from files, install the package below node_modules");
    }
    return specifier;
  }

  boolean serves(String path) {
    return path.equals(EsModuleRewriter.HOST_MODULE) || path.startsWith(BUILTIN) || jail.file(file(path)) != null;
  }

  private static Path file(String path) {
    int query = path.lastIndexOf('?');
    return Path.of(query < 0 ? path : path.substring(0, query));
  }

  /** The ES module text of a path. What goes wrong is kept for {@link #takeFailure}. */
  String source(String path) throws ModuleException {
    try {
      return text(path);
    } catch (ModuleException missing) {
      failure = missing;
      throw missing;
    } catch (PolyglotException thrown) {
      if (thrown.isInterrupted() || thrown.isCancelled()) {
        throw thrown;
      }
      thrownValue = thrown.getGuestObject();
      failure = new ModuleException("ERR_MODULE_THREW", "While loading " + path + ": " + thrown.getMessage());
      throw failure;
    }
  }

  /** The error behind the failure with this message: what a CommonJS module threw, or null. Forgets it. */
  @Nullable Value takeFailure(String message) {
    Value value = isLastFailure(message) ? thrownValue : null;
    thrownValue = null;
    return value;
  }

  /** The code of the failure with this message, or "". */
  String failureCode(String message) {
    ModuleException last = failure;
    return last != null && isLastFailure(message) ? last.code() : "";
  }

  private boolean isLastFailure(String message) {
    ModuleException last = failure;
    return last != null && message.equals(last.getMessage());
  }

  private String text(String path) throws ModuleException {
    if (path.equals(EsModuleRewriter.HOST_MODULE)) {
      return "export const host=globalThis[\"" + HOST_GLOBAL + "\"];delete globalThis[\"" + HOST_GLOBAL + "\"];";
    }
    if (path.startsWith(BUILTIN)) {
      String name = path.substring(BUILTIN.length());
      return wrapper("$intarsia.builtin(" + JsStrings.quote(name) + ")", realm.builtin(name));
    }
    Path file = file(path);
    if (path.endsWith("?text")) {
      return "export default " + JsStrings.quote(read(file));
    }
    if (path.endsWith("?bytes")) {
      return "import{host as $intarsia}from\"" + EsModuleRewriter.HOST_MODULE + "\";export default $intarsia.bytes("
          + JsStrings.quote(file.toString()) + ")";
    }
    if (path.endsWith("?json")) {
      return "export default JSON.parse(" + JsStrings.quote(read(file)) + ")";
    }
    LoadedText loaded = load(file);
    return switch (loaded.format()) {
      case ES_MODULE ->
          EsModuleRewriter.rewrite(loaded.text(), file.toString(), (specifier, type) -> resolve(specifier, type, file));
      case COMMON_JS -> commonJsWrapper(file);
      case JSON, TEXT ->
          throw new ModuleException(
              "ERR_UNKNOWN_FILE_EXTENSION",
              "Unknown file extension \"." + SourceFormat.extension(file) + "\" for " + file
                  + "; add `with { type: \"text\" }` to import it as a string");
    };
  }

  private String commonJsWrapper(Path file) {
    Value exports = requireFrom(file.toString()).execute(file.toString());
    return wrapper("$intarsia.require(" + JsStrings.quote(file.toString()) + ")", exports);
  }

  /** A module whose default export is a value and whose named exports are that value's own keys. */
  private static String wrapper(String expression, Value exports) {
    StringBuilder out = new StringBuilder("import{host as $intarsia}from\"").append(EsModuleRewriter.HOST_MODULE);
    out.append("\";const $m=").append(expression).append(";export{$m as default};");
    if (exports.hasMembers()) {
      String[] names =
          exports.getMemberKeys().stream().filter(name -> !name.equals("default")).toArray(String[]::new);
      if (names.length > 0) {
        out.append("const ");
        out.append(
            IntStream.range(0, names.length)
                .mapToObj(i -> "$" + i + "=$intarsia.get($m," + JsStrings.quote(names[i]) + ")")
                .collect(Collectors.joining(",")));
        out.append(";export{");
        out.append(
            IntStream.range(0, names.length)
                .mapToObj(i -> "$" + i + " as " + JsStrings.quote(names[i]))
                .collect(Collectors.joining(",")));
        out.append("};");
      }
    }
    return out.toString();
  }

  /** A file's text as JavaScript, and its format. */
  LoadedText load(Path file) throws ModuleException {
    LoadedText known = texts.get(file);
    if (known == null) {
      String text = read(file);
      SourceFormat format = SourceFormat.of(file, resolver.scope(file), text, this::parsesAsScript);
      if (SourceFormat.needsTranspiling(file)) {
        text = transpiler.transpile(file, text, format == SourceFormat.COMMON_JS);
      }
      known = new LoadedText(format, text);
      texts.put(file, known);
    }
    return known;
  }

  private boolean parsesAsScript(String text) {
    String wrapped = "(function (exports, require, module, __filename, __dirname) {" + text + "\n})";
    try {
      realm.context().parse(Source.newBuilder("js", wrapped, "script").cached(false).buildLiteral());
      return true;
    } catch (PolyglotException wrong) {
      return !wrong.isSyntaxError();
    }
  }

  String read(Path file) throws ModuleException {
    Path real = jail.file(file);
    if (real == null) {
      throw new ModuleException("ERR_MODULE_NOT_FOUND", "Cannot read " + file);
    }
    try {
      String text = Files.readString(real);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (IOException | UncheckedIOException broken) {
      throw new ModuleException("ERR_MODULE_NOT_FOUND", "Cannot read " + file + ": " + broken.getMessage());
    }
  }

  byte[] readBytes(Path file) throws ModuleException {
    Path real = jail.file(file);
    try {
      if (real != null) {
        return Files.readAllBytes(real);
      }
      throw new IOException("it is not there");
    } catch (IOException broken) {
      throw new ModuleException("ERR_MODULE_NOT_FOUND", "Cannot read " + file + ": " + broken.getMessage());
    }
  }

  /** The wrapper function of a CommonJS file. */
  Value compile(Path file) throws ModuleException {
    String text = load(file).text();
    String body = text.contains("import") || text.contains("using ") ? EsModuleRewriter.rewriteDynamic(text, file.toString()) : text;
    if (body.startsWith("#!")) {
      body = "//" + body.substring(2);
    }
    String wrapped =
        "(function (exports, require, module, __filename, __dirname, $intarsia) {" + body + "\n})";
    return realm.context().eval(Source.newBuilder("js", wrapped, file.toString()).cached(true).buildLiteral());
  }

  /** An ES module's namespace, evaluated now: Node's {@code require(esm)}. */
  Value requireEsModule(String path) {
    String text = "export * from " + JsStrings.quote(path) + ";import*as $n from " + JsStrings.quote(path) + ";export{$n as \"$namespace\"};";
    Source source =
        Source.newBuilder("js", text, "require-" + path + ".mjs").mimeType("application/javascript+module").buildLiteral();
    return realm.context().eval(source).getMember("$namespace");
  }

  /**
   * A file's text.
   *
   * @param text JavaScript, JSON or text
   */
  record LoadedText(SourceFormat format, String text) {}
}
