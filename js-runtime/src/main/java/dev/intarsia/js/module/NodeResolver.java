package dev.intarsia.js.module;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Node's module resolution inside the files that it may use: what {@link ImportResolver} and {@link RequireResolver} share.
 *
 * <p>Conditions, in the order of preference documented for users: {@code intarsia}, {@code worker},
 * {@code node}, {@code import} or {@code require}, {@code module-sync}, {@code default}. As in Node the
 * package's own order of keys decides among those that apply.
 */
final class NodeResolver {
  private static final Set<String> IMPORT = Set.of("intarsia", "worker", "node", "import", "module-sync");
  private static final Set<String> REQUIRE = Set.of("intarsia", "worker", "node", "require", "module-sync");

  /** {@code exports} leads to no other package. */
  private static final PackageTarget.Others NO_OTHERS = name -> new PackageTarget.Outcome.None();

  private final ModuleFiles files;
  private final Predicate<String> builtins;
  private final Map<Path, Optional<PackageJson>> packages = new HashMap<>();

  /**
   * @param builtins whether a name without scheme is a built-in module's
   */
  NodeResolver(ModuleFiles files, Predicate<String> builtins) {
    this.files = files;
    this.builtins = builtins;
  }

  /**
   * Where a specifier leads.
   *
   * @param builtin a built-in module's name, or null
   * @param file a real path, or null
   * @param suffix the query and the fragment of an import
   */
  record Resolution(@Nullable String builtin, @Nullable Path file, String suffix) {}

  /**
   * @param specifier relative, absolute, {@code file:}, {@code #…} or a package's name and subpath
   * @param importer the importing file
   * @param require whether {@code require} asks
   */
  Resolution resolve(String specifier, Path importer, boolean require) throws ModuleException {
    Search search = new Search(specifier, importer, require);
    return require ? new RequireResolver(this, search).resolve() : new ImportResolver(this, search).resolve();
  }

  boolean isBuiltin(String name) {
    return builtins.test(name);
  }

  boolean isFolder(Path candidate) {
    return files.folder(candidate) != null;
  }

  boolean isRoot(Path folder) {
    return folder.equals(files.root());
  }

  static Path folderOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  PackageTarget.Outcome exported(Search search, PackageJson json, String subpath) throws ModuleException {
    PackageTarget target = new PackageTarget(json, "exports", search.conditions, NO_OTHERS);
    PackageTarget.Outcome found = target.find(json.exports(), subpath);
    if (found instanceof PackageTarget.Outcome.Inside) {
      return found;
    }
    String what = subpath.equals(".")
        ? "No \"exports\" main defined"
        : "Package subpath '" + subpath + "' is not defined by \"exports\"";
    throw search.failure(
        "ERR_PACKAGE_PATH_NOT_EXPORTED",
        what + " in " + json.file() + " for the conditions "
            + String.join(", ", search.conditions.stream().sorted().toList()));
  }

  PackageTarget.Outcome imported(Search search, String specifier) throws ModuleException {
    if (specifier.equals("#") || specifier.endsWith("/")) {
      throw search.failure("ERR_INVALID_MODULE_SPECIFIER", "it is not a valid internal imports specifier name");
    }
    PackageJson scope = scope(search.importer);
    if (scope == null || !(scope.field("imports") instanceof Map<?, ?> map)) {
      throw search.failure("ERR_PACKAGE_IMPORT_NOT_DEFINED", "no package above it defines \"imports\"");
    }
    PackageTarget.Others others = name -> new ImportResolver(this, search).inPackages(name, scope.file());
    PackageTarget target = new PackageTarget(scope, "imports", search.conditions, others);
    PackageTarget.Outcome found = target.find(map, specifier);
    if (found instanceof PackageTarget.Outcome.None || found instanceof PackageTarget.Outcome.Blocked) {
      throw search.failure("ERR_PACKAGE_IMPORT_NOT_DEFINED", "it is not defined by \"imports\" in " + scope.file());
    }
    return found;
  }

  /** The package.json that governs a file: the nearest one above it, up to a node_modules folder. */
  @Nullable PackageJson scope(Path file) throws ModuleException {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (folder.endsWith("node_modules")) {
        return null;
      }
      PackageJson json = packageJson(folder);
      if (json != null) {
        return json;
      }
    }
    return null;
  }

  @Nullable PackageJson packageJson(Path folder) throws ModuleException {
    Optional<PackageJson> known = packages.get(folder);
    if (known == null) {
      Path file = files.file(folder.resolve("package.json"));
      known = file == null ? Optional.empty() : Optional.of(PackageJson.read(file));
      packages.put(folder, known);
    }
    return known.orElse(null);
  }

  /** One resolution: what is asked, by whom, and what was tried. */
  final class Search {
    final String specifier;
    final Path importer;
    final Set<String> conditions;
    private final boolean require;
    private final List<Path> tried = new ArrayList<>();

    Search(String specifier, Path importer, boolean require) {
      this.specifier = specifier;
      this.importer = importer;
      this.require = require;
      this.conditions = require ? REQUIRE : IMPORT;
    }

    /** The real path of a file that may be read, or null. */
    @Nullable Path file(Path candidate) {
      tried.add(candidate);
      return files.file(candidate);
    }

    /** Whether it is a folder; remembered as tried. */
    boolean folder(Path candidate) {
      tried.add(candidate);
      return isFolder(candidate);
    }

    /** The first of several files, or null. */
    @Nullable Path first(Path stem, List<String> extensions) {
      for (String extension : extensions) {
        Path found = file(NodeResolver.folderOf(stem).resolve(stem.getFileName() + extension));
        if (found != null) {
          return found;
        }
      }
      return null;
    }

    ModuleException failure(String code, String why) {
      return new ModuleException(code, "Cannot find module '" + specifier + "' imported from " + importer + ": " + why);
    }

    ModuleException notFound() {
      Optional<Path> outside = tried.stream().filter(files::leadsOut).findFirst();
      if (outside.isPresent()) {
        return failure(
            "ERR_ACCESS_DENIED",
            outside.get() + " is outside of the root " + files.root() + " and not allowed by the permission \"read\"");
      }
      String list = String.join(
          ", ", tried.stream().distinct().limit(12).map(Path::toString).toList());
      return failure(require ? "MODULE_NOT_FOUND" : "ERR_MODULE_NOT_FOUND", "tried " + list);
    }
  }
}
