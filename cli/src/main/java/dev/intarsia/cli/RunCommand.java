package dev.intarsia.cli;

import dev.intarsia.cli.option.PermissionOption;
import dev.intarsia.conformance.cli.CliException;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.JsStartException;
import dev.intarsia.js.Program;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = "Runs a JS or TS program that imports knitting and makes its own pools.",
    customSynopsis = "intarsia run [--permission MODE] PROGRAM [ARGS…]",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The program may do what Node would let it do, unless --permission says otherwise; its workers may do what its",
      "pools' own permission option says (strict without one), and never more than the program.",
      "Exits with the program's exit code.",
      "",
      "  intarsia run main.ts --samples 1000",
      "  intarsia run --permission '{\"read\": [\"./data\"], \"net\": [\"api.example.org\"]}' main.mjs"
    })
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--permission",
      paramLabel = "MODE",
      defaultValue = "unsafe",
      converter = PermissionOption.class,
      description = "unsafe (the default), strict, or an object with lists as JSON, as in createPool.")
  private Permissions permission;

  @Parameters(
      arity = "1..*",
      paramLabel = "PROGRAM [ARGS]",
      description = "A .js, .mjs, .cjs, .ts, .mts, .tsx or .jsx file, and its arguments.")
  private List<String> positional = new ArrayList<>();

  /** Everything after the program belongs to it. */
  static CommandLine commandLine() {
    return new CommandLine(new RunCommand()).setStopAtPositional(true);
  }

  @Override
  public Integer call() {
    Path file = Path.of(positional.getFirst());
    if (!Files.isRegularFile(file)) {
      throw CliException.wrongUsage("no program " + file + ": name an existing .js, .mjs or .ts file");
    }
    List<String> arguments = positional.subList(1, positional.size());
    if (!arguments.isEmpty() && arguments.getFirst().equals("--")) {
      arguments = arguments.subList(1, arguments.size());
    }
    try {
      return Program.run(
          file,
          arguments,
          permission,
          new FileOutputStream(FileDescriptor.out),
          new FileOutputStream(FileDescriptor.err));
    } catch (JsStartException missing) {
      throw CliException.failed(String.valueOf(missing.getMessage()));
    }
  }
}
