package dev.intarsia.js.typescript;

import dev.intarsia.js.module.ModuleException;
import dev.intarsia.js.module.Transpiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.graalvm.polyglot.PolyglotException;

/**
 * Sucrase in a context and engine of its own, one for all workers of this JVM. It keeps every line where it is, so
 * stack traces name the lines of the TypeScript file. See docs/decisions for what it was measured against.
 */
public final class SucraseTranspiler implements Transpiler {
  /** Part of the cache's key: raise it with the bundle or the options. */
  private static final String VERSION = "sucrase 3.35.0 / 1";

  private static final SucraseTranspiler SHARED = new SucraseTranspiler(TranspileCache.open());

  private final TranspileCache cache;
  private final TranspilerThread thread;

  private SucraseTranspiler(TranspileCache cache) {
    this(cache, TranspileLimit.DEFAULT);
  }

  SucraseTranspiler(TranspileCache cache, TranspileLimit limit) {
    this.cache = cache;
    this.thread = new TranspilerThread(limit);
  }

  public static SucraseTranspiler shared() {
    return SHARED;
  }

  /**
   * Starts the transpiler on a thread of its own when one of these files will need it, so that it comes up
   * beside the first context.
   */
  public static void prepare(List<Path> files) {
    boolean needed = files.stream().anyMatch(file -> SHARED.misses(file));
    if (needed) {
      SHARED.thread.prepare();
    }
  }

  private boolean misses(Path file) {
    String name = String.valueOf(file.getFileName());
    if (thread.isPrepared() || !name.matches(".*\\.([cm]?ts|tsx|jsx)")) {
      return false;
    }
    try {
      String text = Files.readString(file);
      return cache.get(TranspileCache.key(VERSION + options(file, text, false), text)) == null;
    } catch (IOException unreadable) {
      return false;
    }
  }

  @Override
  public String transpile(Path file, String text, boolean commonJs) throws ModuleException {
    String options = options(file, text, commonJs);
    String key = TranspileCache.key(VERSION + options, text);
    String known = cache.get(key);
    if (known == null) {
      known = run(file, text, options);
      cache.put(key, known);
    }
    return known;
  }

  /** Sucrase's options as JSON. */
  private static String options(Path file, String text, boolean commonJs) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean jsx = name.endsWith("x");
    StringBuilder out = new StringBuilder("{\"transforms\":[");
    out.append(name.endsWith(".jsx") ? "\"jsx\"" : jsx ? "\"typescript\",\"jsx\"" : "\"typescript\"");
    out.append(commonJs ? ",\"imports\"]" : "]");
    out.append(",\"disableESTransforms\":true,\"preserveDynamicImport\":true,\"production\":true");
    if (jsx) {
      JsxSettings settings = JsxSettings.of(file, text);
      out.append(",\"jsxRuntime\":\"").append(settings.classic() ? "classic" : "automatic").append('"');
      out.append(",\"jsxImportSource\":\"").append(settings.importSource()).append('"');
      out.append(",\"jsxPragma\":\"").append(settings.factory()).append('"');
      out.append(",\"jsxFragmentPragma\":\"").append(settings.fragment()).append('"');
    }
    return out.append('}').toString();
  }

  private String run(Path file, String text, String options) throws ModuleException {
    try {
      return thread.transform(file, text, options);
    } catch (PolyglotException wrong) {
      String message = String.valueOf(wrong.getMessage());
      if (message.startsWith("RangeError: Maximum call stack")) {
        throw new ModuleException(TranspileLimit.CODE, file + ": it is nested too deeply to be transpiled; 1000 levels can be");
      }
      throw new ModuleException("ERR_INVALID_TYPESCRIPT_SYNTAX", position(file, message));
    }
  }

  /** Sucrase ends its messages with {@code (line:column)}. */
  private static String position(Path file, String message) {
    int open = message.lastIndexOf('(');
    int close = message.lastIndexOf(')');
    if (open > 0 && close > open && message.substring(open + 1, close).matches("\\d+:\\d+")) {
      return file + ":" + message.substring(open + 1, close) + " " + message.substring(0, open).trim();
    }
    return file + ": " + message;
  }
}
