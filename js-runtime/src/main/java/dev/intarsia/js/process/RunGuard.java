package dev.intarsia.js.process;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.host.permission.Permissions.Area;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file that a command names, and decides whether it may be run. A rule is a path or a name; a name is the file that
 * this process's own PATH has for it, so that code can't give another file an allowed name.
 */
final class RunGuard {
  private static final String DEFAULT_PATH = "/bin:/usr/bin";
  /** Variables by which a program loads code that its caller names. */
  private static final List<String> LOADER_VARIABLES = List.of("LD_", "DYLD_", "GCONV_PATH=");

  private final Permissions permissions;

  RunGuard(Permissions permissions) {
    this.permissions = permissions;
  }

  /**
   * The file that a command names.
   *
   * @param environment of the command, whose PATH is searched
   * @param folder where the command starts
   * @return its path, or null where there is none
   */
  static @Nullable Path find(String command, List<String> environment, Path folder) {
    if (command.indexOf('/') >= 0) {
      Path file = folder.resolve(command);
      return Files.exists(file) ? file : null;
    }
    String path = environment.stream()
        .filter(pair -> pair.startsWith("PATH="))
        .map(pair -> pair.substring("PATH=".length()))
        .findFirst()
        .orElse(DEFAULT_PATH);
    Path denied = null;
    for (String part : path.split(File.pathSeparator, -1)) {
      Path file = folder.resolve(part).resolve(command);
      if (Files.isRegularFile(file)) {
        if (Files.isExecutable(file)) {
          return file;
        }
        denied = denied == null ? file : denied;
      }
    }
    return denied;
  }

  /** Whether everything may be run. */
  boolean allowsAll() {
    for (Permissions level = permissions; level != null; level = level.limit()) {
      Permissions.Rules rules = level.rules(Area.RUN);
      if (!rules.all() || !rules.denied().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Checks a file, and what it is given.
   *
   * @throws dev.intarsia.host.permission.PermissionDeniedException naming {@code run}
   */
  void check(String command, Path file, List<String> environment) {
    if (!allows(file)) {
      Permissions.builder(permissions.cwd()).build().checkRun(command);
    }
    if (!allowsAll()) {
      environment.stream()
          .filter(pair -> LOADER_VARIABLES.stream().anyMatch(pair::startsWith))
          .findFirst()
          .ifPresent(pair -> Permissions.builder(permissions.cwd())
              .build()
              .checkRun(command + " with a variable that loads code, " + pair));
    }
  }

  /**
   * Checks a name that leads to no file.
   *
   * @throws dev.intarsia.host.permission.PermissionDeniedException naming {@code run}
   */
  void checkNamed(String command) {
    permissions.checkRun(command);
  }

  /**
   * Checks this runtime's own command, which keeps to the permissions of its caller: the rule is {@code intarsia}.
   *
   * @throws dev.intarsia.host.permission.PermissionDeniedException naming {@code run}
   */
  void checkOwn() {
    permissions.checkRun("intarsia");
  }

  /**
   * Checks sending signals to processes that this realm has not started.
   *
   * @throws dev.intarsia.host.permission.PermissionDeniedException naming {@code run}
   */
  void checkSignals(int pid) {
    if (!allowsAll()) {
      Permissions.builder(permissions.cwd()).build().checkRun("a signal to process " + pid);
    }
  }

  private boolean allows(Path file) {
    for (Permissions level = permissions; level != null; level = level.limit()) {
      Permissions.Rules rules = level.rules(Area.RUN);
      Path cwd = level.cwd();
      if (rules.denied().stream().anyMatch(rule -> denies(rule, file, cwd))) {
        return false;
      }
      if (!rules.all() && rules.allowed().stream().noneMatch(rule -> names(rule, file, cwd))) {
        return false;
      }
    }
    return true;
  }

  /** The last name counts, not what it links to: one file may be many commands. */
  private static boolean names(String rule, Path file, Path cwd) {
    Path named = ruled(rule, cwd);
    return named != null && place(named).equals(place(file));
  }

  private static boolean denies(String rule, Path file, Path cwd) {
    Path named = ruled(rule, cwd);
    return file.endsWith(rule)
        || real(file).endsWith(rule)
        || (named != null && real(named).equals(real(file)));
  }

  private static @Nullable Path ruled(String rule, Path cwd) {
    String path = System.getenv().getOrDefault("PATH", DEFAULT_PATH);
    return find(rule, List.of("PATH=" + path), cwd);
  }

  private static Path place(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file : real(parent).resolve(file.getFileName());
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException missing) {
      return file.toAbsolutePath().normalize();
    }
  }
}
