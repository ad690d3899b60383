package dev.intarsia.js.module;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths by which the engine knows modules. One file is several modules when it is imported with several queries or types, so a key
 * is the file's path, or the path with type and escaped query behind it; a {@code data:} URL's key is a number.
 */
final class ModuleKeys {
  private static final String DATA = "/@intarsia/data/";

  private final Map<String, Target> targets = new HashMap<>();
  private final Map<String, String> dataKeys = new HashMap<>();

  /**
   * What a key stands for.
   *
   * @param file real path; for a {@code data:} URL its key
   * @param type the import attribute, or ""
   * @param suffix query and fragment
   * @param data the {@code data:} URL, or null
   */
  record Target(
      Path file, String type, String suffix, @Nullable String data) {
    String url() {
      return data != null ? data : file.toUri() + suffix;
    }
  }

  String of(Path file, String type, String suffix) {
    String key = type.isEmpty() && suffix.isEmpty()
        ? file.toString()
        : file + "?" + type + "?"
            + suffix.replace("%", "%25").replace("/", "%2F").replace("?", "%3F");
    targets.putIfAbsent(key, new Target(file, type, suffix, null));
    return key;
  }

  String ofData(String url, String type) {
    return dataKeys.computeIfAbsent(type + " " + url, _ -> {
      String key = DATA + (dataKeys.size() + 1);
      targets.put(key, new Target(Path.of(key), type, "", url));
      return key;
    });
  }

  /** What a key stands for; a path that no resolution gave is that file. */
  Target target(String key) {
    Target known = targets.get(key);
    return known != null ? known : new Target(Path.of(key), "", "", null);
  }

  boolean knowsData(String key) {
    return key.startsWith(DATA) && targets.containsKey(key);
  }

  /**
   * The text of a {@code data:} URL.
   *
   * @throws ModuleException when its type is not the one that its import names
   */
  static String dataText(String url, String type) throws ModuleException {
    int comma = url.indexOf(',');
    String head = comma < 0 ? "" : url.substring("data:".length(), comma);
    String mime = head.split(";", 2)[0].trim();
    String wanted = type.equals("json") ? "application/json" : "text/javascript";
    if (comma < 0 || !mime.equals(wanted)) {
      boolean known = mime.equals("application/json") || mime.equals("text/javascript");
      String code = !known
          ? "ERR_UNKNOWN_MODULE_FORMAT"
          : type.isEmpty() ? "ERR_IMPORT_ATTRIBUTE_MISSING" : "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE";
      throw new ModuleException(
          code, "Cannot import a data: URL of the type '" + mime + "' here; " + wanted + " can be");
    }
    String body = URLDecoder.decode(url.substring(comma + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    return head.endsWith(";base64") ? new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8) : body;
  }
}
