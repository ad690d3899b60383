package dev.intarsia.js.module;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Node's module resolution inside a jail.
 *
 * <p>Conditions, in the order of preference documented for users: {@code intarsia}, {@code worker},
 * {@code node}, {@code import} or {@code require}, {@code module-sync}, {@code default}. As in Node the
 * package's own order of keys decides among those that apply.
 */
final class NodeResolver {
  private static final Set<String> IMPORT =
      Set.of("intarsia", "worker", "node", "import", "module-sync");
  private static final Set<String> REQUIRE =
      Set.of("intarsia", "worker", "node", "require", "module-sync");
  private static final List<String> EXTENSIONS =
      List.of(".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx", ".json");

  private final Jail jail;
  private final Map<Path, Optional<PackageJson>> packages = new HashMap<>();

  NodeResolver(Jail jail) {
    this.jail = jail;
  }

  /**
   * The real path of a module.
   *
   * @param specifier relative, absolute, {@code file:}, {@code #…} or a package's name and subpath
   * @param importer the importing file
   * @param require whether {@code require} asks
   */
  Path resolve(String specifier, Path importer, boolean require) throws ModuleException {
    Search search = new Search(specifier, importer, require ? REQUIRE : IMPORT);
    Path found;
    if (specifier.startsWith("file:")) {
      found = file(search, path(specifier, search), require);
    } else if (specifier.startsWith("/") || isRelative(specifier)) {
      found = file(search, base(importer).resolve(stripQuery(specifier)).normalize(), true);
    } else if (specifier.startsWith("#")) {
      found = internal(search);
    } else {
      found = bare(search);
    }
    if (found == null) {
      throw search.notFound(jail);
    }
    return found;
  }

  private static boolean isRelative(String specifier) {
    return specifier.startsWith("./")
        || specifier.startsWith("../")
        || specifier.equals(".")
        || specifier.equals("..");
  }

  private static Path base(Path importer) {
    Path parent = importer.getParent();
    return parent == null ? importer : parent;
  }

  private static String stripQuery(String specifier) {
    int query = specifier.indexOf('?');
    return query < 0 ? specifier : specifier.substring(0, query);
  }

  private static Path path(String url, Search search) throws ModuleException {
    try {
      return Path.of(URI.create(stripQuery(url)));
    } catch (IllegalArgumentException wrong) {
      throw new ModuleException("ERR_INVALID_MODULE_SPECIFIER", search.text() + " is not a file URL of this machine");
    }
  }

  /** A file as written, then with extensions, then a folder's main or index. */
  private @Nullable Path file(Search search, Path candidate, boolean guess) throws ModuleException {
    Path exact = search.file(jail, candidate);
    if (exact != null || !guess) {
      return exact;
    }
    Path extended = withExtension(search, candidate);
    if (extended != null) {
      return extended;
    }
    Path folder = jail.folder(candidate);
    return folder == null ? null : folderMain(search, folder);
  }

  private @Nullable Path withExtension(Search search, Path candidate) {
    Path fileName = candidate.getFileName();
    if (fileName == null) {
      return null;
    }
    String name = fileName.toString();
    for (String extension : EXTENSIONS) {
      Path found = search.file(jail, candidate.resolveSibling(name + extension));
      if (found != null) {
        return found;
      }
    }
    return sourceOfJs(search, candidate, name);
  }

  /** TypeScript writes {@code ./x.js} for what is {@code ./x.ts} on disk. */
  private @Nullable Path sourceOfJs(Search search, Path candidate, String name) {
    if (!name.endsWith(".js") && !name.endsWith(".mjs") && !name.endsWith(".jsx") && !name.endsWith(".cjs")) {
      return null;
    }
    int dot = name.lastIndexOf('.');
    String stem = name.substring(0, dot);
    String kind = name.substring(dot + 1).replace("js", "ts");
    for (String extension : List.of("." + kind, ".ts", ".tsx")) {
      Path found = search.file(jail, candidate.resolveSibling(stem + extension));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Path folderMain(Search search, Path folder) throws ModuleException {
    PackageJson json = packageJson(folder);
    if (json != null) {
      for (String field : search.conditions.contains("import") ? List.of("main", "module") : List.of("main")) {
        String main = json.string(field);
        if (main != null) {
          Path target = folder.resolve(main).normalize();
          Path found = search.file(jail, target);
          if (found == null) {
            found = withExtension(search, target);
          }
          if (found == null && jail.folder(target) != null) {
            found = withExtension(search, target.resolve("index"));
          }
          if (found != null) {
            return found;
          }
        }
      }
    }
    return withExtension(search, folder.resolve("index"));
  }

  private @Nullable Path internal(Search search) throws ModuleException {
    PackageJson scope = scope(search.importer);
    if (scope == null || !(scope.field("imports") instanceof Map<?, ?> map)) {
      throw search.failure("ERR_PACKAGE_IMPORT_NOT_DEFINED", "no package above it defines \"imports\"");
    }
    String target = ConditionalTarget.find(map, search.specifier, search.conditions);
    if (target == null) {
      throw search.failure("ERR_PACKAGE_IMPORT_NOT_DEFINED", "not in \"imports\" of " + scope.folder().resolve("package.json"));
    }
    if (isRelative(target)) {
      return search.file(jail, scope.folder().resolve(target).normalize());
    }
    return resolve(target, scope.folder().resolve("package.json"), !search.conditions.contains("import"));
  }

  private @Nullable Path bare(Search search) throws ModuleException {
    PackageName name = PackageName.parse(search.specifier);
    if (name == null) {
      throw search.failure("ERR_INVALID_MODULE_SPECIFIER", "it is no package name");
    }
    PackageJson self = scope(search.importer);
    if (self != null && self.field("exports") != null && name.name().equals(self.string("name"))) {
      return exported(search, self, name.subpath());
    }
    for (Path folder = search.importer.getParent(); folder != null; folder = folder.getParent()) {
      if (folder.endsWith("node_modules")) {
        continue;
      }
      Path candidate = folder.resolve("node_modules").resolve(name.name());
      search.tried.add(candidate);
      Path real = jail.folder(candidate);
      if (real != null) {
        Path found = inPackage(search, real, name.subpath());
        if (found != null) {
          return found;
        }
      }
      if (folder.equals(jail.root())) {
        break;
      }
    }
    return null;
  }

  private @Nullable Path inPackage(Search search, Path folder, String subpath) throws ModuleException {
    PackageJson json = packageJson(folder);
    if (json != null && json.field("exports") != null && !(json.field("exports") instanceof Boolean)) {
      return exported(search, json, subpath);
    }
    if (subpath.equals(".")) {
      return folderMain(search, folder);
    }
    return file(search, folder.resolve(subpath).normalize(), true);
  }

  private @Nullable Path exported(Search search, PackageJson json, String subpath) throws ModuleException {
    Object exports = json.field("exports");
    String target;
    if (exports instanceof Map<?, ?> map
        && map.keySet().stream().anyMatch(key -> String.valueOf(key).startsWith("."))) {
      target = ConditionalTarget.find(map, subpath, search.conditions);
    } else {
      target = subpath.equals(".") ? ConditionalTarget.target(exports, "", search.conditions) : null;
    }
    if (target == null) {
      throw search.failure(
          "ERR_PACKAGE_PATH_NOT_EXPORTED",
          "package " + json.folder() + " does not export \"" + subpath + "\" for the conditions "
              + String.join(", ", search.conditions.stream().sorted().toList()));
    }
    Path file = json.folder().resolve(target).normalize();
    if (!file.startsWith(json.folder())) {
      throw search.failure("ERR_INVALID_PACKAGE_TARGET", "\"" + target + "\" leaves the package");
    }
    return search.file(jail, file);
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

  private @Nullable PackageJson packageJson(Path folder) throws ModuleException {
    Optional<PackageJson> known = packages.get(folder);
    if (known == null) {
      Path file = jail.file(folder.resolve("package.json"));
      known = file == null ? Optional.empty() : Optional.of(PackageJson.read(file));
      packages.put(folder, known);
    }
    return known.orElse(null);
  }

  /** One resolution: what is asked, by whom, and what was tried. */
  private static final class Search {
    final String specifier;
    final Path importer;
    final Set<String> conditions;
    final List<Path> tried = new ArrayList<>();

    Search(String specifier, Path importer, Set<String> conditions) {
      this.specifier = specifier;
      this.importer = importer;
      this.conditions = conditions;
    }

    @Nullable Path file(Jail jail, Path candidate) {
      tried.add(candidate);
      return jail.file(candidate);
    }

    String text() {
      return "'" + specifier + "' imported from " + importer;
    }

    ModuleException failure(String code, String why) {
      return new ModuleException(code, "Cannot find module " + text() + ": " + why);
    }

    ModuleException notFound(Jail jail) {
      Optional<Path> outside = tried.stream().filter(jail::exists).findFirst();
      if (outside.isPresent()) {
        return failure(
            "ERR_ACCESS_DENIED",
            outside.get() + " is outside of the root " + jail.root() + " and not allowed by the permission \"read\"");
      }
      String list = String.join(", ", tried.stream().distinct().limit(12).map(Path::toString).toList());
      return failure("ERR_MODULE_NOT_FOUND", "tried " + list);
    }
  }
}
