package dev.intarsia.js.module;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites an ES module so that each specifier is the path it resolves to, and dynamic imports and
 * {@code import.meta} ask the loader. Lines stay where they are.
 */
final class EsModuleRewriter {
  /** The path of the module that holds the loader's functions. No resolution leads to it. */
  static final String HOST_MODULE = "/@intarsia/host";

  private static final Pattern TYPE = Pattern.compile("[\"']?type[\"']?\\s*:\\s*[\"']([^\"']*)[\"']");

  private EsModuleRewriter() {}

  /** Turns a specifier and its {@code type} attribute ("" without) into a path. */
  @FunctionalInterface
  interface Resolve {
    String path(String specifier, String type) throws ModuleException;
  }

  static String rewrite(String text, String path, Resolve resolve) throws ModuleException {
    List<ModuleFind> finds = EsModuleLexer.scan(text);
    StringBuilder out = new StringBuilder(text.length() + 256);
    boolean needsHost = false;
    boolean resources = false;
    boolean awaited = false;
    int done = 0;
    for (ModuleFind find : finds) {
      switch (find.kind()) {
        case IMPORT, EXPORT_FROM -> {
          String specifier = JsStrings.unquote(text.substring(find.start(), find.end()));
          out.append(text, done, find.start());
          out.append(JsStrings.quote(resolve.path(specifier, type(find))));
          keepLines(text, find.end(), find.attributesEnd(), out);
          done = find.attributesEnd();
        }
        case DYNAMIC -> {
          out.append(text, done, find.start()).append("$intarsia.from(");
          out.append(JsStrings.quote(path)).append(')');
          done = find.end();
          needsHost = true;
        }
        case META -> {
          out.append(text, done, find.start()).append("$intarsia.meta(import.meta,");
          out.append(JsStrings.quote(path)).append(')');
          keepLines(text, find.start(), find.end(), out);
          done = find.end();
          needsHost = true;
        }
        case EXPORT -> {
          // Nothing to change.
        }
        case USING, USING_VALUE, USING_OPEN, USING_CLOSE -> {
          out.append(text, done, find.start()).append(UsingLowering.replacement(find));
          done = find.end();
          needsHost = true;
          resources |= UsingLowering.isOfModule(find);
          awaited |= UsingLowering.isAwaited(find);
        }
      }
    }
    out.append(text, done, text.length());
    if (resources) {
      out.append(UsingLowering.atModuleEnd(awaited));
    }
    if (out.indexOf("#!") == 0) {
      out.replace(0, 2, "//");
      return needsHost
          ? out.append("\n;import{host as $intarsia}from").append(hostModule()).toString()
          : out.toString();
    }
    String prelude = needsHost ? "import{host as $intarsia}from" + hostModule() + ";" : "";
    return prelude + (resources ? UsingLowering.AT_MODULE_START : "") + out;
  }

  /** Rewrites only dynamic imports and {@code using}, for a CommonJS module, whose wrapper has the parameter {@code $intarsia}. */
  static String rewriteDynamic(String text, String path) {
    StringBuilder out = new StringBuilder(text.length() + 64);
    boolean resources = false;
    int done = 0;
    for (ModuleFind find : EsModuleLexer.scan(text)) {
      if (find.kind() == ModuleFind.Kind.DYNAMIC) {
        out.append(text, done, find.start())
            .append("$intarsia.from(")
            .append(JsStrings.quote(path))
            .append(')');
        done = find.end();
      } else if (UsingLowering.applies(find)) {
        out.append(text, done, find.start()).append(UsingLowering.replacement(find));
        done = find.end();
        resources |= UsingLowering.isOfModule(find);
      }
    }
    out.append(text, done, text.length());
    return resources ? UsingLowering.AT_MODULE_START + out + UsingLowering.atModuleEnd(false) : out.toString();
  }

  private static String hostModule() {
    return "\"" + HOST_MODULE + "\"";
  }

  private static void keepLines(String text, int from, int to, StringBuilder out) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        out.append('\n');
      }
    }
  }

  static String type(ModuleFind find) {
    String attributes = find.attributes();
    if (attributes == null) {
      return "";
    }
    Matcher matcher = TYPE.matcher(attributes);
    return matcher.find() ? matcher.group(1) : "";
  }
}
