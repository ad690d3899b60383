package dev.intarsia.js.module;

import dev.intarsia.js.module.NodeResolver.Resolution;
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
      return internal();
    }
    return bare(specifier, search.importer);
  }

  private Resolution internal() throws ModuleException {
    PackageTarget.Outcome found = resolver.imported(search, search.specifier);
    PackageJson scope = resolver.scope(search.importer);
    if (scope != null && found instanceof PackageTarget.Outcome.Inside(String path)) {
      return file(scope.folder(), path);
    }
    if (scope != null && found instanceof PackageTarget.Outcome.Bare(String target)) {
      return bare(target, scope.file());
    }
    throw search.notFound();
  }

  /** PACKAGE_RESOLVE. */
  Resolution bare(String specifier, Path importer) throws ModuleException {
    if (resolver.isBuiltin(specifier)) {
      return new Resolution(specifier, null, "");
    }
    PackageName name = PackageName.parse(specifier);
    if (name == null) {
      throw search.failure("ERR_INVALID_MODULE_SPECIFIER", "it is not a valid package name");
    }
    PackageJson self = resolver.scope(importer);
    if (self != null && self.hasExports() && name.name().equals(self.string("name"))) {
      return exported(self, name.subpath());
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

  private Resolution exported(PackageJson json, String subpath) throws ModuleException {
    if (resolver.exported(search, json, subpath) instanceof PackageTarget.Outcome.Inside(String path)) {
      return file(json.folder(), path);
    }
    throw search.notFound();
  }

  private Resolution inPackage(Path folder, String subpath) throws ModuleException {
    PackageJson json = resolver.packageJson(folder);
    if (json != null && json.hasExports()) {
      return exported(json, subpath);
    }
    if (!subpath.equals(".")) {
      return file(folder, subpath);
    }
    String main = json == null ? null : json.string("main");
    Path found = main == null ? null : main(folder, main);
    found = found == null ? search.first(folder.resolve("index"), INDEX) : found;
    found = found == null ? guess(folder) : found;
    if (found == null) {
      throw search.notFound();
    }
    return new Resolution(null, found, "");
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
