package dev.intarsia.js.typescript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the nearest tsconfig.json says of classes. */
record ClassSettings(boolean experimentalDecorators, boolean emitDecoratorMetadata, boolean useDefineForClassFields) {
  private static final ClassSettings DEFAULT = new ClassSettings(false, false, true);

  static ClassSettings of(Path file) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      Path config = folder.resolve("tsconfig.json");
      if (Files.isRegularFile(config)) {
        return read(config);
      }
      if (Files.isRegularFile(folder.resolve("package.json"))) {
        break;
      }
    }
    return DEFAULT;
  }

  /** The file may hold comments, so only the few settings needed are looked for. */
  private static ClassSettings read(Path config) {
    try {
      String text = Files.readString(config);
      return new ClassSettings(
          flag("experimentalDecorators", text, false),
          flag("emitDecoratorMetadata", text, false),
          flag("useDefineForClassFields", text, true));
    } catch (IOException unreadable) {
      return DEFAULT;
    }
  }

  private static boolean flag(String name, String text, boolean otherwise) {
    Matcher matcher = Pattern.compile("(?m)^(?!\\s*//).*?\"" + name + "\"\\s*:\\s*(true|false)")
        .matcher(text);
    return matcher.find() ? matcher.group(1).equals("true") : otherwise;
  }
}
