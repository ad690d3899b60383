package dev.intarsia.host.permission;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An allow list of folders and files and a deny list that overrules it, symlinks resolved. */
final class PathRules {
  private final boolean all;
  private final List<Path> allowed;
  private final List<Path> denied;

  PathRules(boolean all, List<Path> allowed, List<Path> denied) {
    this.all = all;
    this.allowed = allowed.stream().map(PathRules::canonical).distinct().toList();
    this.denied = denied.stream().map(PathRules::canonical).distinct().toList();
  }

  Permissions.Rules rules() {
    return new Permissions.Rules(
        all, allowed.stream().map(Path::toString).toList(), denied.stream().map(Path::toString).toList());
  }

  boolean allows(Path path) {
    Path real = canonical(path);
    if (denied.stream().anyMatch(real::startsWith)) {
      return false;
    }
    return all || allowed.stream().anyMatch(real::startsWith);
  }

  boolean denies(Path path) {
    return denied.stream().anyMatch(canonical(path)::startsWith);
  }

  boolean holdsDenied(Path path) {
    Path parent = path.toAbsolutePath().normalize().getParent();
    // A link is moved itself, not what it names.
    Path real = parent == null ? path : canonical(parent).resolve(path.getFileName());
    return denied.stream().anyMatch(each -> each.startsWith(real));
  }

  /** The real path of the longest part that exists, with the rest appended. */
  static Path canonical(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (Path part = absolute; part != null; part = part.getParent()) {
      try {
        return part.toRealPath().resolve(part.relativize(absolute)).normalize();
      } catch (IOException missing) {
        // The parent is tried.
      }
    }
    return absolute;
  }
}
