package dev.intarsia.js.typescript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Transpiled texts on disk, by the hash of what they were made from. The folder is the owner's alone, and
 * a file counts only when its first line is the hash of the rest. A cache that can't be used is skipped.
 */
final class TranspileCache {
  private static final String OWNER_ONLY = "rwx------";

  private final @Nullable Path folder;

  private TranspileCache(@Nullable Path folder) {
    this.folder = folder;
  }

  /** The folder of the system property {@code intarsia.cache} ("off" for none), else of the user's cache. */
  static TranspileCache open() {
    String set = System.getProperty("intarsia.cache", "");
    if (set.equals("off")) {
      return new TranspileCache(null);
    }
    Path base = set.isEmpty() ? userCache().resolve("intarsia") : Path.of(set);
    return at(base.resolve("transpiled"));
  }

  static TranspileCache at(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
      }
      String owner = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
      boolean mine = Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
      return new TranspileCache(mine && owner.equals(OWNER_ONLY) ? folder : null);
    } catch (IOException | UnsupportedOperationException unusable) {
      return new TranspileCache(null);
    }
  }

  private static Path userCache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && !xdg.isEmpty() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
  }

  boolean usable() {
    return folder != null;
  }

  static String key(String options, String text) {
    return hash(options + "\0" + text);
  }

  @Nullable String get(String key) {
    if (folder == null) {
      return null;
    }
    try {
      String stored = Files.readString(folder.resolve(key));
      int line = stored.indexOf('\n');
      String body = stored.substring(line + 1);
      return line > 0 && stored.substring(0, line).equals(hash(body)) ? body : null;
    } catch (IOException missing) {
      return null;
    }
  }

  void put(String key, String body) {
    if (folder == null) {
      return;
    }
    try {
      Path part = Files.createTempFile(folder, "part", "");
      Files.writeString(part, hash(body) + "\n" + body);
      Files.move(part, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException full) {
      // The next run transpiles again.
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}
