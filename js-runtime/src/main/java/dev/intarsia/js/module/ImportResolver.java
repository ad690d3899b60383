package dev.intarsia.js.module;

import dev.intarsia.js.module.NodeResolver.Resolution;
import dev.intarsia.js.module.PackageTarget.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code import} finds: Node's ESM_RESOLVE. Files that are transpiled may leave extensions out and name folders, as TypeScript's
 * own resolution for bundlers allows.
 */
final class ImportResolver {
  /** Of a package's main: as Node tries them. */
  private static final List<String> MAIN = List.of("", ".js", ".json", "/index.js", "/index.json");

  private static final List<String> INDEX = List.of(".js", ".json");
  private static final List<String> GUESSED =
      List.of(".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx", ".json");

  private final NodeResolver resolver;
  private final NodeResolver.Search search;

  ImportResolver(NodeResolver resolver, NodeResolver.Search search) {
    this.resolver = resolver;
    this.search = search;
  }

  Resolution resolve() throws ModuleException {
    String specifier = search.specifier;
    Path folder = NodeResolver.folderOf(search.importer);
    if (specifier.startsWith("file:")) {
      return file(Path.of("/"), specifier.replaceFirst("file:/*", "/"));
    }
    if (specifier.startsWith("/")
        || specifier.matches("\\.{1,2}(/.*|\\\\.*)?")
        || specifier.matches("\\.{1,2}[?#].*")) {
      return file(folder, specifier);
    }
    if (specifier.startsWith("#")) {
      return module(resolver.imported(search, specifier));
    }
    return module(inPackages(specifier, search.importer));
  }

  private Resolution module(Outcome found) throws ModuleException {
    return switch (found) {
      case Outcome.Inside(Path folder, String url) -> file(folder, url);
      case Outcome.Main(Path file) -> new Resolution(null, file, "");
      case Outcome.Builtin(String name) -> new Resolution(name, null, "");
      case Outcome.Blocked _, Outcome.None _ -> throw search.notFound();
    };
  }

  /** PACKAGE_RESOLVE: where the file would be; only a package's main is looked for. */
  Outcome inPackages(String specifier, Path importer) throws ModuleException {
    if (resolver.isBuiltin(specifier)) {
      return new Outcome.Builtin(specifier);
    }
    PackageName name = PackageName.parse(specifier);
    if (name == null) {
      throw search.failure("ERR_INVALID_MODULE_SPECIFIER", "it is not a valid package name");
    }
    PackageJson self = resolver.scope(importer);
    if (self != null && self.hasExports() && name.name().equals(self.string("name"))) {
      return resolver.exported(search, self, name.subpath());
    }
    for (Path folder = importer.getParent(); folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve("node_modules").resolve(name.name());
      if (search.folder(candidate)) {
        return inPackage(candidate, name.subpath());
      }
      if (resolver.isRoot(folder)) {
        break;
      }
    }
    throw search.notFound();
  }

  private Outcome inPackage(Path folder, String subpath) throws ModuleException {
    PackageJson json = resolver.packageJson(folder);
    if (json != null && json.hasExports()) {
      return resolver.exported(search, json, subpath);
    }
    if (!subpath.equals(".")) {
      return new Outcome.Inside(folder, subpath);
    }
    String main = json == null ? null : json.string("main");
    Path found = main == null ? null : main(folder, main);
    found = found == null ? search.first(folder.resolve("index"), INDEX) : found;
    found = found == null ? guess(folder) : found;
    if (found == null) {
      throw search.notFound();
    }
    return new Outcome.Main(found);
  }

  private @Nullable Path main(Path folder, String main) {
    for (String ending : MAIN) {
      Path found = search.file(Path.of(folder + "/" + main + ending).normalize());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * A file by a URL's path below a folder.
   *
   * @throws ModuleException when it is a folder, or is not there
   */
  private Resolution file(Path folder, String url) throws ModuleException {
    String suffix = url.substring(FileUrl.suffixAt(url));
    String path = FileUrl.path(url, search);
    Path candidate = folder.resolve(path).normalize();
    boolean slash = path.endsWith("/");
    Path found = slash ? null : search.file(candidate);
    found = found == null ? guess(candidate) : found;
    if (found != null) {
      return new Resolution(null, found, suffix);
    }
    if (slash || search.folder(candidate)) {
      throw search.failure(
          "ERR_UNSUPPORTED_DIR_IMPORT",
          "Directory import '" + candidate + "' is not supported; name the file, for example its index.js");
    }
    throw search.notFound();
  }

  /** For files that are transpiled, and for what the host names: extensions, the source of a .js file, a folder's index. */
  private @Nullable Path guess(Path candidate) {
    boolean lenient = SourceFormat.needsTranspiling(search.importer) || search.importer.endsWith("host");
    if (!lenient || candidate.getFileName() == null) {
      return null;
    }
    Path found = search.first(candidate, GUESSED);
    found = found == null ? sourceOfJs(candidate) : found;
    return found == null && resolver.isFolder(candidate) ? search.first(candidate.resolve("index"), GUESSED) : found;
  }

  /** TypeScript writes {@code ./x.js} for what is {@code ./x.ts} on disk. */
  private @Nullable Path sourceOfJs(Path candidate) {
    String name = String.valueOf(candidate.getFileName());
    if (!name.matches(".*\\.([cm]?js|jsx)")) {
      return null;
    }
    int dot = name.lastIndexOf('.');
    Path stem = candidate.resolveSibling(name.substring(0, dot));
    return search.first(stem, List.of(name.substring(dot).replace("js", "ts"), ".ts", ".tsx"));
  }
}
