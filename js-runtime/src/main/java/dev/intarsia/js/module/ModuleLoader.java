package dev.intarsia.js.module;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.realm.CheckedFiles;
import dev.intarsia.js.realm.GraalRealm;
import java.io.IOException;
import java.net.URI;
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
  private final ModuleFiles modules;
  private final NodeResolver resolver;
  private final Transpiler transpiler;
  private final Map<Path, LoadedText> texts = new HashMap<>();
  private final ModuleKeys keys = new ModuleKeys();
  private final Map<String, Value> failures = new HashMap<>();
  private final Value importer;
  private final Value requireFactory;
  private final Value requireFile;
  private final Value isNamespace;

  /**
   * @param files the realm's file system
   * @param root modules come from below it
   */
  public ModuleLoader(
      GraalRealm realm, ModuleFileSystem files, Path root, Permissions permissions, Transpiler transpiler)
      throws IOException {
    this.realm = realm;
    this.modules = new ModuleFiles(root, permissions);
    this.resolver = new NodeResolver(modules, name -> builtinName(name) != null);
    this.transpiler = transpiler;
    files.setLoader(this);
    Value parts = realm.script(ModuleLoader.class, "loader.js").execute(new LoaderHost(this, realm).object());
    realm.globals().putMember(HOST_GLOBAL, parts.getMember("host"));
    this.importer = parts.getMember("importer");
    this.requireFactory = parts.getMember("requireFrom");
    this.requireFile = parts.getMember("requireFile");
    this.isNamespace = parts.getMember("isNamespace");
    importer.executeVoid(EsModuleRewriter.HOST_MODULE);
    realm.setRequireFactory(this::requireFrom);
  }

  Path root() {
    return modules.root();
  }

  /** Imports a module by a path that {@link #resolve} gave: a promise of its namespace. */
  public Value importPath(String path) {
    return importer.execute(path);
  }

  /** The {@code require} of a file; for {@code node:module} the class of CommonJS modules. */
  private Value requireFrom(String file) {
    return requireFactory.execute(file);
  }

  /**
   * What an ES module's specifier stands for.
   *
   * @param type the import attribute, "" without
   * @param importer the importing module's key, or the path of a file
   * @return a path that the file system serves
   */
  public String resolve(String specifier, String type, Path importer) throws ModuleException {
    ModuleKeys.Target from = keys.target(importer.toString());
    String builtin = builtinName(specifier);
    if (builtin != null) {
      return BUILTIN + builtin;
    }
    if (specifier.startsWith("data:")) {
      return keys.ofData(specifier, type);
    }
    if (from.data() != null && !specifier.startsWith("file:")) {
      throw new ModuleException(
          "ERR_UNSUPPORTED_RESOLVE_REQUEST",
          "Failed to resolve module specifier \"" + specifier + "\" from a data: URL: it has no folder");
    }
    NodeResolver.Resolution found = resolver.resolve(plain(specifier), from.file(), false);
    Path file = found.file();
    if (file == null) {
      return BUILTIN + builtinName(String.valueOf(found.builtin()));
    }
    boolean json = SourceFormat.extension(file).equals("json");
    if (json && type.isEmpty() && !SourceFormat.needsTranspiling(from.file())) {
      throw new ModuleException(
          "ERR_IMPORT_ATTRIBUTE_MISSING",
          "Module \"" + file.toUri()
              + "\" needs an import attribute of \"type: json\": import it with { type: \"json\" }");
    }
    // GraalJS takes a path that ends with .json for a JSON module and then wants its own attribute.
    return keys.of(file, json && type.isEmpty() ? "json" : type, found.suffix());
  }

  /** What {@code require} gets: a real path. */
  String resolveRequire(String specifier, Path importingFile) throws ModuleException {
    NodeResolver.Resolution found = resolver.resolve(plainRequire(specifier), importingFile, true);
    Path file = found.file();
    return file == null ? String.valueOf(found.builtin()) : file.toString();
  }

  /** The name of the built-in module that a specifier names, or null. */
  @Nullable String builtinName(String specifier) {
    return BuiltinNames.find(specifier, realm::hasBuiltin);
  }

  /** What stack traces call the code with this name: an ES module by its URL, everything else by its path. */
  String frameName(String path) {
    ModuleKeys.Target target = keys.target(path);
    LoadedText loaded = texts.get(target.file());
    boolean esModule = target.data() != null || (loaded != null && loaded.format() == SourceFormat.ES_MODULE);
    return esModule ? target.url() : path;
  }

  ModuleKeys keys() {
    return keys;
  }

  /** The URL of a file that may not be there: what {@code import.meta.resolve} gives. */
  String urlOf(String specifier, Path importer) {
    Path base = NodeResolver.folderOf(keys.target(importer.toString()).file());
    int suffix = FileUrl.suffixAt(specifier);
    Path path = specifier.startsWith("file:")
        ? Path.of(URI.create(specifier.substring(0, suffix)))
        : base.resolve(specifier.substring(0, suffix));
    return path.normalize().toUri() + specifier.substring(suffix);
  }

  private static String plainRequire(String specifier) throws ModuleException {
    return specifier.startsWith("npm:") || specifier.startsWith("jsr:") || specifier.startsWith("node:")
        ? plain(specifier)
        : specifier;
  }

  private static String plain(String specifier) throws ModuleException {
    if (specifier.startsWith("npm:") || specifier.startsWith("jsr:")) {
      return PackageName.withoutRegistry(specifier);
    }
    if (specifier.startsWith("node:")) {
      throw new ModuleException("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: " + specifier);
    }
    if (specifier.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.*") && !specifier.startsWith("file:")) {
      throw new ModuleException(
          "ERR_UNSUPPORTED_ESM_URL_SCHEME",
          "Cannot import " + specifier
              + ": modules come from files, data: and node: URLs; install the package below node_modules");
    }
    return specifier;
  }

  /** The key of an absolute URL that the engine itself asks for: from code that was made at run time. */
  String keyOf(URI url) {
    String builtin = builtinName(url.toString());
    return builtin != null ? BUILTIN + builtin : keys.ofData(url.toString(), "");
  }

  boolean serves(String path) {
    return path.equals(EsModuleRewriter.HOST_MODULE)
        || path.startsWith(BUILTIN)
        || keys.knowsData(path)
        || modules.file(keys.target(path).file()) != null;
  }

  /** The ES module text of a path. What goes wrong is kept for {@link #failure}. */
  String source(String path) throws ModuleException {
    try {
      return text(path);
    } catch (ModuleException missing) {
      RuntimeException error = realm.error(missing.errorClass(), String.valueOf(missing.getMessage()), missing.code());
      failures.put(String.valueOf(missing.getMessage()), realm.guestError(error));
      throw missing;
    } catch (PolyglotException thrown) {
      if (thrown.isInterrupted() || thrown.isCancelled()) {
        throw thrown;
      }
      ModuleException failure =
          new ModuleException("ERR_MODULE_THREW", "While loading " + path + ": " + thrown.getMessage());
      failures.put(String.valueOf(failure.getMessage()), realm.guestError(thrown));
      throw failure;
    }
  }

  /** The error behind the failure with this message, or null: the engine gives the message alone. */
  @Nullable Value failure(String message) {
    return failures.get(message);
  }

  private String text(String path) throws ModuleException {
    if (path.equals(EsModuleRewriter.HOST_MODULE)) {
      return "export const host=globalThis[\"" + HOST_GLOBAL + "\"];delete globalThis[\"" + HOST_GLOBAL + "\"];";
    }
    if (path.startsWith(BUILTIN)) {
      String name = path.substring(BUILTIN.length());
      return wrapper("$intarsia.builtin(" + JsStrings.quote(name) + ")", realm.builtin(name), false);
    }
    ModuleKeys.Target target = keys.target(path);
    String data = target.data();
    if (data != null) {
      String text = ModuleKeys.dataText(data, target.type());
      return target.type().equals("json") ? jsonModule(text) : esModule(text, path);
    }
    Path file = target.file();
    return switch (target.type()) {
      case "" -> code(file, path);
      case "json" -> {
        if (!SourceFormat.extension(file).equals("json")) {
          throw new ModuleException(
              "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE", "Module \"" + target.url() + "\" is not of type \"json\"");
        }
        yield jsonModule(read(file));
      }
      case "text" -> "export default " + JsStrings.quote(read(file));
      case "bytes" ->
        "import{host as $intarsia}from\"" + EsModuleRewriter.HOST_MODULE + "\";export default $intarsia.bytes("
            + JsStrings.quote(file.toString()) + ")";
      default ->
        throw new ModuleException(
            "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED",
            "Import attribute \"type\" with value \"" + target.type()
                + "\" is not supported; json, text and bytes are");
    };
  }

  private static String jsonModule(String text) {
    return "export default JSON.parse(" + JsStrings.quote(text) + ")";
  }

  private String code(Path file, String path) throws ModuleException {
    LoadedText loaded = load(file);
    return switch (loaded.format()) {
      case ES_MODULE -> esModule(loaded.text(), path);
      case COMMON_JS -> commonJsWrapper(file);
      case JSON, TEXT ->
        throw new ModuleException(
            "ERR_UNKNOWN_FILE_EXTENSION",
            "Unknown file extension \"." + SourceFormat.extension(file) + "\" for " + file
                + "; add `with { type: \"text\" }` to import it as a string");
    };
  }

  private String esModule(String text, String path) throws ModuleException {
    return EsModuleRewriter.rewrite(text, path, (specifier, type) -> resolve(specifier, type, Path.of(path)));
  }

  private String commonJsWrapper(Path file) {
    Value exports = requireFile.execute(file.toString());
    return wrapper("$intarsia.require(" + JsStrings.quote(file.toString()) + ")", exports, true);
  }

  /**
   * A module whose default export is a value and whose named exports are that value's own keys. Those of a namespace stay hidden, as
   * Node does not look into an ES module that a CommonJS module hands on.
   *
   * @param commonJs whether the value is also exported as {@code module.exports}
   */
  private String wrapper(String expression, Value exports, boolean commonJs) {
    StringBuilder out = new StringBuilder("import{host as $intarsia}from\"").append(EsModuleRewriter.HOST_MODULE);
    out.append("\";const $m=").append(expression).append(";export{$m as default};");
    if (commonJs) {
      out.append("export{$m as \"module.exports\"};");
    }
    if (exports.hasMembers() && !isNamespace.execute(exports).asBoolean()) {
      String[] names = exports.getMemberKeys().stream()
          .filter(name -> !name.equals("default") && !(commonJs && name.equals("module.exports")))
          .toArray(String[]::new);
      if (names.length > 0) {
        out.append("const ");
        out.append(IntStream.range(0, names.length)
            .mapToObj(i -> "$" + i + "=$intarsia.get($m," + JsStrings.quote(names[i]) + ")")
            .collect(Collectors.joining(",")));
        out.append(";export{");
        out.append(IntStream.range(0, names.length)
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
      realm
          .context()
          .parse(Source.newBuilder("js", wrapped, "script").cached(false).buildLiteral());
      return true;
    } catch (PolyglotException wrong) {
      return !wrong.isSyntaxError();
    }
  }

  String read(Path file) throws ModuleException {
    Path real = modules.file(file);
    if (real == null) {
      throw new ModuleException("ERR_MODULE_NOT_FOUND", "Cannot read " + file);
    }
    try {
      String text = CheckedFiles.readString(real);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (IOException broken) {
      throw new ModuleException("ERR_MODULE_NOT_FOUND", "Cannot read " + file + ": " + broken.getMessage());
    }
  }

  byte[] readBytes(Path file) throws ModuleException {
    Path real = modules.file(file);
    try {
      if (real != null) {
        return CheckedFiles.readAllBytes(real);
      }
      throw new IOException("it is not there");
    } catch (IOException broken) {
      throw new ModuleException("ERR_MODULE_NOT_FOUND", "Cannot read " + file + ": " + broken.getMessage());
    }
  }

  /** The wrapper function of a CommonJS module's text. */
  Value compile(String text, String file) throws ModuleException {
    String body =
        text.contains("import") || text.contains("using ") ? EsModuleRewriter.rewriteDynamic(text, file) : text;
    if (body.startsWith("#!")) {
      body = "//" + body.substring(2);
    }
    String wrapped = "(function (exports, require, module, __filename, __dirname, $intarsia) {" + body + "\n})";
    return realm
        .context()
        .eval(Source.newBuilder("js", wrapped, file).cached(true).buildLiteral());
  }

  /** An ES module's namespace, evaluated now: Node's {@code require(esm)}. */
  Value requireEsModule(String path) throws ModuleException {
    AsyncGraph.refuse(path, this);
    String quoted = JsStrings.quote(path);
    return evaluate(path, "import*as $n from " + quoted + ";export{$n as \"$namespace\"};")
        .getMember("$namespace");
  }

  /** What {@code require} gives for an ES module with a default export, so that compiled code takes it for one. */
  Value requireFacade(String path) {
    String quoted = JsStrings.quote(path);
    return evaluate(
        path, "export*from " + quoted + ";export{default}from " + quoted + ";export const __esModule=true;");
  }

  private Value evaluate(String path, String text) {
    Source source = Source.newBuilder("js", text, "require-" + path + ".mjs")
        .mimeType("application/javascript+module")
        .buildLiteral();
    return realm.context().eval(source);
  }

  /**
   * A file's text.
   *
   * @param text JavaScript, JSON or text
   */
  record LoadedText(SourceFormat format, String text) {}
}
