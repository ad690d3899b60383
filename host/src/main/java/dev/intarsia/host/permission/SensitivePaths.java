package dev.intarsia.host.permission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Paths that the strict mode denies even where a wider rule would allow them. */
final class SensitivePaths {
  private static final List<String> PROJECT = List.of(".env", ".git", ".npmrc", ".docker", ".secrets");
  private static final List<String> HOME = List.of(".ssh", ".gnupg", ".aws", ".azure", ".config/gcloud", ".kube");
  private static final List<String> SYSTEM = List.of("/proc", "/sys", "/dev", "/etc");

  private SensitivePaths() {}

  static List<Path> of(Path cwd) {
    List<Path> paths = new ArrayList<>();
    PROJECT.forEach(name -> paths.add(cwd.resolve(name)));
    String home = System.getProperty("user.home", "");
    if (!home.isEmpty()) {
      HOME.forEach(name -> paths.add(Path.of(home, name)));
    }
    SYSTEM.forEach(name -> paths.add(Path.of(name)));
    return paths;
  }
}
