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
 * TypeScript and JSX to JavaScript, for all workers of this JVM: by sucrase where it is right, which starts fast, else by TypeScript
 * itself ({@link SucraseSyntax} tells which). Both keep statements on their lines, so stack traces name the lines of the source.
 * See docs/decisions for the measurements.
 */
public final class TypeScriptTranspiler implements Transpiler {
  /** Part of the cache's key: raise it with a bundle or the options. */
  private static final String VERSION = "sucrase 3.35.0, typescript 5.9.3 / 3";

  private static final long SUCRASE_STACK_BYTES = 16L << 20;
  private static final long TYPESCRIPT_STACK_BYTES = 64L << 20;

  private static final TypeScriptTranspiler SHARED =
      new TypeScriptTranspiler(TranspileCache.open(), TranspileLimit.DEFAULT);

  private final TranspileCache cache;
  private final TranspilerThread sucrase;
  private final TranspilerThread typescript;

  TypeScriptTranspiler(TranspileCache cache, TranspileLimit limit) {
    this.cache = cache;
    this.sucrase = new TranspilerThread("sucrase.js", SUCRASE_STACK_BYTES, limit);
    this.typescript = new TranspilerThread("typescript.js", TYPESCRIPT_STACK_BYTES, limit);
  }

  public static TypeScriptTranspiler shared() {
    return SHARED;
  }

  /** Starts the transpilers that these files will need on threads of their own, so that they load beside the first context. */
  public static void prepare(List<Path> files) {
    files.forEach(SHARED::prepare);
  }

  private void prepare(Path file) {
    if (!String.valueOf(file.getFileName()).matches(".*\\.([cm]?ts|tsx|jsx)")) {
      return;
    }
    try {
      String text = Files.readString(file);
      TranspilerThread thread = SucraseSyntax.handles(file, text) ? sucrase : typescript;
      if (!thread.isPrepared() && cache.get(key(file, text, false)) == null) {
        thread.prepare();
      }
    } catch (IOException unreadable) {
      // Loading it will say so.
    }
  }

  private static String key(Path file, String text, boolean commonJs) {
    return TranspileCache.key(
        VERSION + sucraseOptions(file, text, commonJs) + typescriptOptions(file, text, commonJs), text);
  }

  @Override
  public String transpile(Path file, String text, boolean commonJs) throws ModuleException {
    String key = key(file, text, commonJs);
    String known = cache.get(key);
    if (known == null) {
      known = run(file, text, commonJs);
      cache.put(key, known);
    }
    return known;
  }

  private String run(Path file, String text, boolean commonJs) throws ModuleException {
    if (SucraseSyntax.handles(file, text)) {
      try {
        return sucrase.transform(file, text, sucraseOptions(file, text, commonJs));
      } catch (PolyglotException wrong) {
        refuseTooDeep(file, wrong);
        // Whether it is wrong is for TypeScript to say.
      }
    }
    return ask(file, text, typescriptOptions(file, text, commonJs));
  }

  /**
   * What a module says about types, as JSON; see {@code describe-types.js}.
   *
   * @throws ModuleException when it is no TypeScript
   */
  public String describeTypes(Path file, String text) throws ModuleException {
    String name = name(file);
    return ask(
        file,
        text,
        "{\"types\":true,\"fileName\":\"module" + name.substring(Math.max(0, name.lastIndexOf('.'))) + "\"}");
  }

  private String ask(Path file, String text, String options) throws ModuleException {
    try {
      return typescript.transform(file, text, options);
    } catch (PolyglotException wrong) {
      refuseTooDeep(file, wrong);
      throw new ModuleException("ERR_INVALID_TYPESCRIPT_SYNTAX", position(file, String.valueOf(wrong.getMessage())));
    }
  }

  private static void refuseTooDeep(Path file, PolyglotException wrong) throws ModuleException {
    if (String.valueOf(wrong.getMessage()).startsWith("RangeError: Maximum call stack")) {
      throw new ModuleException(
          TranspileLimit.CODE, file + ": it is nested too deeply to be transpiled; 1000 levels can be");
    }
  }

  /** Sucrase's options as JSON. */
  private static String sucraseOptions(Path file, String text, boolean commonJs) {
    String name = name(file);
    boolean jsx = name.endsWith("x");
    StringBuilder out = new StringBuilder("{\"transforms\":[");
    out.append(name.endsWith(".jsx") ? "\"jsx\"" : jsx ? "\"typescript\",\"jsx\"" : "\"typescript\"");
    out.append(commonJs ? ",\"imports\"]" : "]");
    out.append(",\"disableESTransforms\":true,\"preserveDynamicImport\":true,\"production\":true");
    if (jsx) {
      JsxSettings settings = JsxSettings.of(file, text);
      out.append(",\"jsxRuntime\":\"")
          .append(settings.classic() ? "classic" : "automatic")
          .append('"');
      out.append(",\"jsxImportSource\":\"").append(settings.importSource()).append('"');
      out.append(",\"jsxPragma\":\"").append(settings.factory()).append('"');
      out.append(",\"jsxFragmentPragma\":\"").append(settings.fragment()).append('"');
    }
    return out.append('}').toString();
  }

  /** TypeScript's compiler options as JSON; the numbers are those of its enums ModuleKind and JsxEmit. */
  private static String typescriptOptions(Path file, String text, boolean commonJs) {
    String name = name(file);
    // `import x = require()` in an ES module becomes a require of its own in files that are ES modules by their name.
    boolean requires = !commonJs && !name.endsWith("x") && SucraseSyntax.hasImportEquals(text);
    int module = commonJs ? 1 : requires ? 199 : 99;
    StringBuilder out = new StringBuilder("{\"fileName\":\"module");
    out.append(requires ? ".mts" : name.substring(Math.max(0, name.lastIndexOf('.'))))
        .append("\",\"module\":")
        .append(module);
    if (name.endsWith("x")) {
      JsxSettings settings = JsxSettings.of(file, text);
      if (settings.classic()) {
        out.append(",\"jsx\":2,\"jsxFactory\":\"").append(settings.factory());
        out.append("\",\"jsxFragmentFactory\":\"").append(settings.fragment()).append('"');
      } else {
        out.append(",\"jsx\":4,\"jsxImportSource\":\"")
            .append(settings.importSource())
            .append('"');
      }
    }
    ClassSettings classes = ClassSettings.of(file);
    out.append(",\"experimentalDecorators\":").append(classes.experimentalDecorators());
    out.append(",\"emitDecoratorMetadata\":").append(classes.emitDecoratorMetadata());
    out.append(",\"useDefineForClassFields\":").append(classes.useDefineForClassFields());
    return out.append('}').toString();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  /** Both transpilers end their messages with {@code (line:column)}. */
  private static String position(Path file, String message) {
    int open = message.lastIndexOf('(');
    int close = message.lastIndexOf(')');
    if (open > 0 && close > open && message.substring(open + 1, close).matches("\\d+:\\d+")) {
      return file + ":" + message.substring(open + 1, close) + " "
          + message.substring(0, open).trim();
    }
    return file + ": " + message;
  }
}
