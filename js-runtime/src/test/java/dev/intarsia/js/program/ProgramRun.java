package dev.intarsia.js.program;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a program that was run to its end has left. */
public record ProgramRun(int code, String out, String err) {
  /** Writes a program into a folder and runs it. */
  public static ProgramRun of(Path folder, Permissions permissions, String program) throws IOException {
    Path main = Files.writeString(folder.resolve("main.mjs"), program);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Program.run(main, List.of(), permissions, out, err);
    return new ProgramRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Its lines, unless it failed. */
  public static List<String> lines(Path folder, String program) throws IOException {
    ProgramRun run = of(folder, Permissions.unsafe(folder), program);
    if (run.code != 0 || !run.err.isEmpty()) {
      throw new AssertionError("exit code " + run.code + "\n" + run.err + "\n" + run.out);
    }
    return run.out.lines().toList();
  }
}
