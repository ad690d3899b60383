package dev.intarsia.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A digest of module sources, for {@link ClusterNode.Builder#digest}: equal on nodes that have equal sources. */
public final class ModuleDigest {
  /** What looks like a relative import. Text that only looks like one does no harm where it names a file. */
  private static final Pattern RELATIVE = Pattern.compile("[\"'`](\\.{1,2}/[^\"'`\\n]{1,512})[\"'`]");

  private static final List<String> ENDINGS =
      List.of("", ".ts", ".mts", ".js", ".mjs", ".cjs", ".tsx", ".jsx", ".json");

  private ModuleDigest() {}

  /**
   * SHA-256 over modules and the files that they import by relative names, wherever the folder lies. Packages are not part
   * of it: name their lock file as one more module.
   *
   * @throws UncheckedIOException when a module can't be read
   */
  public static String of(List<Path> modules) {
    Map<String, byte[]> files = new TreeMap<>();
    Deque<Path> unread = new ArrayDeque<>();
    Path folder = modules.getFirst().toAbsolutePath().normalize().getParent();
    modules.forEach(module -> unread.add(module.toAbsolutePath().normalize()));
    Path next;
    while ((next = unread.poll()) != null) {
      String name = folder == null ? next.toString() : folder.relativize(next).toString();
      if (!files.containsKey(name)) {
        byte[] bytes = read(next);
        files.put(name, bytes);
        Matcher imports = RELATIVE.matcher(new String(bytes, StandardCharsets.UTF_8));
        while (imports.find()) {
          Path imported = resolve(next, imports.group(1));
          if (imported != null) {
            unread.add(imported);
          }
        }
      }
    }
    return digest(files);
  }

  private static @Nullable Path resolve(Path importer, String specifier) {
    for (String ending : ENDINGS) {
      Path path = importer.resolveSibling(specifier + ending).normalize();
      if (Files.isRegularFile(path)) {
        return path;
      }
    }
    return null;
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Map<String, byte[]> files) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      files.forEach((name, bytes) -> {
        sha.update((name.length() + ":" + name + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha.update(bytes);
      });
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
