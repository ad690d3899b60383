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
        all,
        allowed.stream().map(Path::toString).toList(),
        denied.stream().map(Path::toString).toList());
  }

  boolean allows(Path path) {
    return !denies(path) && (all || (includes(allowed, canonical(path)) && includes(allowed, place(path))));
  }

  /** A link is judged by where it lies, as it can be read or removed itself, and by what it names. */
  boolean denies(Path path) {
    return includes(denied, canonical(path)) || includes(denied, place(path));
  }

  boolean holdsDenied(Path path) {
    Path place = place(path);
    return denied.stream().anyMatch(each -> each.startsWith(place));
  }

  private static boolean includes(List<Path> rules, Path path) {
    return rules.stream().anyMatch(path::startsWith);
  }

  /** The path with all links followed but one at its end. */
  private static Path place(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return parent == null ? absolute : canonical(parent).resolve(absolute.getFileName());
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
