package dev.intarsia.cli;

import dev.intarsia.cli.option.PermissionOption;
import dev.intarsia.conformance.cli.CliException;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.JsWorkers;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What {@code call} lets a module do. */
final class CallModule {
  @Option(
      names = "--permission",
      paramLabel = "MODE",
      converter = PermissionOption.class,
      description =
          "What the module may do: strict, unsafe, or an object with lists as JSON, as in createPool. Without it, compute.")
  private @Nullable Permissions permission;

  @Option(names = "--console", description = "Prints on stderr what the module writes to its console.")
  private boolean console;

  JsWorkers workers(CommandLine line, String module) {
    Path file = Path.of(module);
    if (!Files.isRegularFile(file)) {
      throw CliException.wrongUsage(
          "no module " + module + ": name an existing file, for example samples/tasks/hello.mjs");
    }
    JsWorkers workers = JsWorkers.of(file);
    Permissions allowed = permissions(file);
    if (allowed != null) {
      workers.permissions(allowed);
    }
    return console || permission != null ? workers.log((level, text) -> write(line.getErr(), text)) : workers;
  }

  /** Null for the default of a pool. */
  private @Nullable Permissions permissions(Path module) {
    if (permission != null || !console) {
      return permission;
    }
    Path root = JsWorkers.defaultRoot(List.of(module), Path.of("").toAbsolutePath());
    return Permissions.builder(root).noRead().console(true).build();
  }

  private static void write(PrintWriter err, String text) {
    err.println(text);
    err.flush();
  }
}
