package dev.intarsia.js.module;

import dev.intarsia.host.permission.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that modules may come from: those below one root, and those that permissions let code read. */
final class ModuleFiles {
  private static final int MOST_LINKS = 40;

  private final Path root;
  private final Permissions permissions;
  private final Map<Path, Boolean> allowed = new HashMap<>();

  ModuleFiles(Path root, Permissions permissions) throws IOException {
    this.root = root.toRealPath();
    this.permissions = permissions;
  }

  Path root() {
    return root;
  }

  /**
   * The real path of a regular file that may be read.
   *
   * @return null when there is none, or when it lies outside
   */
  @Nullable Path file(Path candidate) {
    Path real = real(candidate);
    return real != null && Files.isRegularFile(real) ? real : null;
  }

  /** The real path of a folder that may be read, or null. */
  @Nullable Path folder(Path candidate) {
    Path real = real(candidate);
    return real != null && Files.isDirectory(real) ? real : null;
  }

  private @Nullable Path real(Path candidate) {
    try {
      Path real = candidate.toRealPath();
      return allows(real) ? real : null;
    } catch (IOException missing) {
      return null;
    }
  }

  /**
   * @param real with symlinks resolved
   */
  boolean allows(Path real) {
    return allowed.computeIfAbsent(real, this::decide);
  }

  private boolean decide(Path real) {
    return permissions.mayRead(real) || (real.startsWith(root) && !permissions.deniesRead(real));
  }

  /** Whether a path leaves the root, so that a message can say so; the same whether or not there is something. */
  boolean leadsOut(Path candidate) {
    return !decide(resolved(candidate.toAbsolutePath().normalize(), MOST_LINKS));
  }

  /** The path with its links followed as far as it exists. */
  private static Path resolved(Path path, int linksLeft) {
    try {
      return path.toRealPath();
    } catch (IOException missing) {
      Path parent = path.getParent();
      if (parent == null) {
        return path;
      }
      Path folder = resolved(parent, linksLeft);
      Path here = folder.resolve(path.getFileName());
      if (linksLeft > 0 && Files.isSymbolicLink(here)) {
        try {
          return resolved(folder.resolve(Files.readSymbolicLink(here)).normalize(), linksLeft - 1);
        } catch (IOException unreadable) {
          return here;
        }
      }
      return here;
    }
  }
}
