package dev.intarsia.js.module;

import dev.intarsia.js.module.NodeResolver.Resolution;
import dev.intarsia.js.module.PackageTarget.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code require} finds: Node's {@code Module._resolveFilename}. */
final class RequireResolver {
  private static final List<String> EXTENSIONS = List.of(".js", ".json", ".ts", ".cts", ".mts");
  /** For files that are transpiled: what import may leave out there. */
  private static final List<String> GUESSED =
      List.of(".js", ".json", ".ts", ".cts", ".mts", ".tsx", ".jsx", ".mjs", ".cjs");

  private static final Pattern PACKAGE = Pattern.compile("((?:@[^/\\\\%]+/)?[^./\\\\%][^/\\\\%]*)(/.*)?");

  private final NodeResolver resolver;
  private final NodeResolver.Search search;
  private final String request;
  private final List<String> extensions;

  RequireResolver(NodeResolver resolver, NodeResolver.Search search) {
    this.resolver = resolver;
    this.search = search;
    this.request = search.specifier;
    this.extensions = SourceFormat.needsTranspiling(search.importer) ? GUESSED : EXTENSIONS;
  }

  Resolution resolve() throws ModuleException {
    PackageJson scope = resolver.scope(search.importer);
    if (request.startsWith("#") && scope != null && scope.field("imports") != null) {
      return internal();
    }
    Path own = scope == null ? null : self(scope);
    Path found = own != null ? own : lookUp();
    if (found == null) {
      throw search.notFound();
    }
    return new Resolution(null, found, "");
  }

  private Resolution internal() throws ModuleException {
    return switch (resolver.imported(search, request)) {
      case Outcome.Inside(Path folder, String url) -> new Resolution(null, inside(folder, url), "");
      case Outcome.Main(Path file) -> new Resolution(null, file, "");
      case Outcome.Builtin(String name) ->
        throw search.failure(
            "ERR_INVALID_URL_SCHEME",
            "it leads to the module \"" + name + "\", and require takes a file here; import it");
      case Outcome.Blocked _, Outcome.None _ -> throw search.notFound();
    };
  }

  private @Nullable Path self(PackageJson scope) throws ModuleException {
    String name = scope.string("name");
    if (name == null || !scope.hasExports() || !(request.equals(name) || request.startsWith(name + "/"))) {
      return null;
    }
    return exported(scope, "." + request.substring(name.length()));
  }

  private Path exported(PackageJson json, String subpath) throws ModuleException {
    if (resolver.exported(search, json, subpath) instanceof Outcome.Inside(Path folder, String url)) {
      return inside(folder, url);
    }
    throw search.notFound();
  }

  private Path inside(Path folder, String url) throws ModuleException {
    Path found = search.file(folder.resolve(FileUrl.path(url, search)).normalize());
    if (found == null) {
      throw search.notFound();
    }
    return found;
  }

  private @Nullable Path lookUp() throws ModuleException {
    Path folder = NodeResolver.folderOf(search.importer);
    boolean relative =
        request.startsWith("./") || request.startsWith("../") || request.equals(".") || request.equals("..");
    if (relative || request.startsWith("/")) {
      return file(folder.resolve(request).normalize());
    }
    for (; folder != null; folder = folder.getParent()) {
      Path found = folder.endsWith("node_modules") ? null : below(folder.resolve("node_modules"));
      if (found != null) {
        return found;
      }
      if (resolver.isRoot(folder)) {
        break;
      }
    }
    return null;
  }

  private @Nullable Path below(Path modules) throws ModuleException {
    Matcher matcher = PACKAGE.matcher(request);
    if (matcher.matches() && resolver.isFolder(modules)) {
      PackageJson json = resolver.packageJson(modules.resolve(matcher.group(1)));
      if (json != null && json.hasExports()) {
        return exported(json, "." + (matcher.group(2) == null ? "" : matcher.group(2)));
      }
    }
    return file(modules.resolve(request).normalize());
  }

  /** A file as written, then with extensions, then a folder's main or index. */
  private @Nullable Path file(Path candidate) throws ModuleException {
    boolean slash = request.matches("(.*/)?\\.{1,2}|.*/");
    Path found = slash ? null : search.file(candidate);
    if (found == null && !slash) {
      found = search.first(candidate, extensions);
    }
    return found == null && search.folder(candidate) ? main(candidate) : found;
  }

  private @Nullable Path main(Path folder) throws ModuleException {
    PackageJson json = resolver.packageJson(folder);
    String main = json == null ? null : json.string("main");
    Path index = folder.resolve("index");
    if (json == null || main == null || main.isEmpty()) {
      return search.first(index, extensions);
    }
    Path target = folder.resolve(main).normalize();
    Path found = search.file(target);
    for (Path stem : List.of(target, target.resolve("index"), index)) {
      found = found == null ? search.first(stem, extensions) : found;
    }
    if (found == null) {
      throw search.failure("MODULE_NOT_FOUND", "\"main\" of " + json.file() + " is " + target + ", which is not there");
    }
    return found;
  }
}
