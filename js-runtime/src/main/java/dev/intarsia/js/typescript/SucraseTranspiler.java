package dev.intarsia.js.typescript;

import dev.intarsia.js.JsEngine;
import dev.intarsia.js.module.ModuleException;
import dev.intarsia.js.module.Transpiler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Sucrase in a context and engine of its own, one for all workers of this JVM. It keeps every line where it is, so
 * stack traces name the lines of the TypeScript file. See docs/decisions for what it was measured against.
 */
public final class SucraseTranspiler implements Transpiler {
  /** Part of the cache's key: raise it with the bundle or the options. */
  private static final String VERSION = "sucrase 3.35.0 / 1";

  private static final SucraseTranspiler SHARED = new SucraseTranspiler(TranspileCache.open());

  private final TranspileCache cache;
  private volatile @Nullable Value transform;

  SucraseTranspiler(TranspileCache cache) {
    this.cache = cache;
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
      Thread.ofPlatform().daemon(true).name("intarsia-transpiler").start(SHARED::warmUp);
    }
  }

  private boolean misses(Path file) {
    String name = String.valueOf(file.getFileName());
    if (transform != null || !name.matches(".*\\.([cm]?ts|tsx|jsx)")) {
      return false;
    }
    try {
      String text = Files.readString(file);
      return cache.get(TranspileCache.key(VERSION + options(file, text, false), text)) == null;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private synchronized void warmUp() {
    transform().execute("const warm: number = 1;", "{\"transforms\":[\"typescript\"]}");
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

  private synchronized String run(Path file, String text, String options) throws ModuleException {
    try {
      return transform().execute(text, options).asString();
    } catch (PolyglotException wrong) {
      throw new ModuleException("ERR_INVALID_TYPESCRIPT_SYNTAX", position(file, String.valueOf(wrong.getMessage())));
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

  private Value transform() {
    Value ready = transform;
    if (ready == null) {
      Context.Builder builder =
          Context.newBuilder("js").allowHostAccess(HostAccess.NONE).option("engine.WarnInterpreterOnly", "false");
      if (JsEngine.jit()) {
        // A few files are over before compiled code would pay, and its making takes the processors from everybody.
        builder.allowExperimentalOptions(true).option("engine.Compilation", "false");
      }
      Context context = builder.build();
      context.eval(bundle());
      ready = context.eval("js", "(text, options) => $transform(text, JSON.parse(options))");
      transform = ready;
    }
    return ready;
  }

  private static Source bundle() {
    try (InputStream in = SucraseTranspiler.class.getResourceAsStream("sucrase.js")) {
      if (in == null) {
        throw new IllegalStateException("the resource sucrase.js is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Source.newBuilder("js", text, "intarsia:sucrase.js").internal(true).build();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
