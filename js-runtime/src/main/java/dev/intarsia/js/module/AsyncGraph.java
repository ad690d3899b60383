package dev.intarsia.js.module;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Looks for a top-level await in an ES module and in what it imports: such modules cannot be required. */
final class AsyncGraph {
  private AsyncGraph() {}

  static void refuse(String path, ModuleLoader loader) throws ModuleException {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(path);
    while (!open.isEmpty()) {
      String key = open.poll();
      ModuleKeys.Target target = loader.keys().target(key);
      if (!seen.add(key) || !target.type().isEmpty() || target.data() != null || key.startsWith("/@intarsia/")) {
        continue;
      }
      ModuleLoader.LoadedText loaded = loader.load(target.file());
      if (loaded.format() != SourceFormat.ES_MODULE) {
        continue;
      }
      if (EsModuleLexer.awaitsAtTopLevel(loaded.text())) {
        throw new ModuleException(
            "ERR_REQUIRE_ASYNC_MODULE",
            "require() cannot be used on an ESM graph with top-level await. Use import() instead. " + target.file()
                + " awaits");
      }
      for (ModuleFind find : EsModuleLexer.scan(loaded.text())) {
        if (find.kind() == ModuleFind.Kind.IMPORT || find.kind() == ModuleFind.Kind.EXPORT_FROM) {
          String specifier = JsStrings.unquote(loaded.text().substring(find.start(), find.end()));
          open.add(loader.resolve(specifier, EsModuleRewriter.type(find), Path.of(key)));
        }
      }
    }
  }
}
