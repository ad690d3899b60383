package dev.intarsia.js.program;

import dev.intarsia.host.permission.PermissionJson;
import dev.intarsia.js.realm.ProgramRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file that {@code process.execPath} names: it runs a program as this one runs, with no more permissions. */
final class ProgramExecutable {
  private final ProgramOptions options;
  private @Nullable Path file;
  private boolean made;

  ProgramExecutable(ProgramOptions options) {
    this.options = options;
  }

  /** Its path, under a name that nobody can guess. */
  String path() {
    Path known = file;
    if (known == null) {
      known = Path.of(System.getProperty("java.io.tmpdir"))
          .resolve("intarsia-" + UUID.randomUUID())
          .resolve("node");
      file = known;
    }
    return known.toString();
  }

  /** Makes it, in a folder that only this user may enter, until this JVM ends. */
  void make() {
    if (made) {
      return;
    }
    Path script = Path.of(path());
    Path folder = script.resolveSibling("");
    String permissions = ProgramRole.PERMISSIONS_VARIABLE + "=" + quoted(PermissionJson.write(options.permissions()));
    String command =
        options.command().get().stream().map(ProgramExecutable::quoted).collect(Collectors.joining(" "));
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.write(script, List.of("#!/bin/sh", "export " + permissions, "exec " + command + " \"$@\""));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Stream.of(folder, script).forEach(path -> path.toFile().deleteOnExit());
    made = true;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
