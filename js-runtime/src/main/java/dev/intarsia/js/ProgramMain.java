package dev.intarsia.js;

import dev.intarsia.host.permission.PermissionJson;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.program.ProgramArguments;
import dev.intarsia.js.realm.ProgramRole;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs a program that another program has started through its {@code process.execPath}, within that program's permissions. */
final class ProgramMain {
  private ProgramMain() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> words) {
    Path cwd = Path.of("").toAbsolutePath();
    Permissions permissions = Permissions.unsafe(cwd);
    Permissions limit = PermissionJson.parse(System.getenv(ProgramRole.PERMISSIONS_VARIABLE), cwd);
    if (!limit.isUnsafe()) {
      permissions = permissions.within(limit);
    }
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    try (ProgramArguments arguments = ProgramArguments.parse(words)) {
      return Program.run(arguments, permissions, out, err);
    } catch (IllegalArgumentException | JsStartException | IOException wrong) {
      System.err.println(wrong.getMessage());
      return wrong instanceof IllegalArgumentException ? 9 : 1;
    }
  }
}
