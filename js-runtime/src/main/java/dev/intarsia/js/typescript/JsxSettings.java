package dev.intarsia.js.typescript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How JSX is compiled: by the file's pragma comments, else by the nearest tsconfig.json or deno.json, else
 * React's automatic runtime.
 *
 * @param classic whether elements become calls of {@code factory}
 * @param importSource where the automatic runtime comes from
 */
record JsxSettings(boolean classic, String importSource, String factory, String fragment) {
  private static final JsxSettings DEFAULT = new JsxSettings(false, "react", "React.createElement", "React.Fragment");

  static JsxSettings of(Path file, String text) {
    String head = text.substring(0, Math.min(text.length(), 2000));
    JsxSettings project = project(file);
    String source = find("@jsxImportSource\\s+([^\\s*]+)", head, "");
    String runtime = find("@jsxRuntime\\s+(\\w+)", head, "");
    String factory = find("@jsx\\s+([\\w.$]+)", head, "");
    String fragment = find("@jsxFrag\\s+([\\w.$]+)", head, project.fragment);
    if (!source.isEmpty()) {
      return new JsxSettings(false, source, project.factory, fragment);
    }
    boolean classic = runtime.isEmpty() ? project.classic || !factory.isEmpty() : runtime.equals("classic");
    return new JsxSettings(classic, project.importSource, factory.isEmpty() ? project.factory : factory, fragment);
  }

  private static JsxSettings project(Path file) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      for (String name : List.of("tsconfig.json", "deno.json", "deno.jsonc")) {
        Path config = folder.resolve(name);
        if (Files.isRegularFile(config)) {
          return parse(config);
        }
      }
      if (Files.isRegularFile(folder.resolve("package.json"))) {
        break;
      }
    }
    return DEFAULT;
  }

  /** These files may hold comments, so only the few settings needed are looked for. */
  private static JsxSettings parse(Path config) {
    try {
      String text = Files.readString(config);
      return new JsxSettings(
          find("\"jsx\"\\s*:\\s*\"([^\"]+)\"", text, "react-jsx").equals("react"),
          find("\"jsxImportSource\"\\s*:\\s*\"([^\"]+)\"", text, DEFAULT.importSource),
          find("\"jsxFactory\"\\s*:\\s*\"([^\"]+)\"", text, DEFAULT.factory),
          find("\"jsxFragmentFactory\"\\s*:\\s*\"([^\"]+)\"", text, DEFAULT.fragment));
    } catch (IOException unreadable) {
      return DEFAULT;
    }
  }

  private static String find(String pattern, String text, String otherwise) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }
}
