package dev.intarsia.js.realm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine unpacks the native part of its compiler. It takes the user's cache folder; where there is no home or it can't
 * be written, as in a container with a read-only root, it would quietly run without a compiler. Then it gets a temporary folder.
 */
final class EngineCache {
  private static final String PROPERTY = "polyglot.engine.userResourceCache";

  private EngineCache() {}

  /** Before the engine is loaded. */
  static void prepare() {
    if (System.getProperty(PROPERTY) != null
        || writable(folder(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home")))) {
      return;
    }
    try {
      Path temporary = Files.createTempDirectory("intarsia-engine");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(temporary), "intarsia engine cache"));
      System.setProperty(PROPERTY, temporary.toString());
    } catch (IOException | RuntimeException nowhere) {
      // Nothing can be written anywhere: the engine interprets.
    }
  }

  /** The user's cache folder; null where there is none to be. */
  static @Nullable Path folder(@Nullable String cacheHome, @Nullable String home) {
    if (cacheHome != null && !cacheHome.isEmpty()) {
      return Path.of(cacheHome);
    }
    return home == null || home.isEmpty() || home.equals("?") ? null : Path.of(home, ".cache");
  }

  /** Whether a folder can be written, or made. */
  static boolean writable(@Nullable Path folder) {
    Path at = folder == null ? null : folder.toAbsolutePath();
    while (at != null && !Files.exists(at)) {
      at = at.getParent();
    }
    return at != null && Files.isDirectory(at) && Files.isWritable(at) && !at.startsWith("/proc");
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException left) {
      // The system's own cleaning of temporary files takes it.
    }
  }
}
