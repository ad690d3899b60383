package dev.intarsia.cli;

import dev.intarsia.cli.cluster.ClusterCommand;
import dev.intarsia.cli.cluster.NodeCommand;
import dev.intarsia.cli.types.TypesCommand;
import dev.intarsia.conformance.cli.CommandErrors;
import dev.intarsia.conformance.cli.ConformanceCommands;
import dev.intarsia.host.Version;
import dev.intarsia.host.process.WorkerProcess;
import dev.intarsia.js.JsEngine;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program behind the {@code intarsia} launcher. */
@Command(
    name = "intarsia",
    description = "Calls JS, TS and Java tasks on shared-memory workers, and speaks knitting's wire format.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Main.ManifestVersion.class,
    footer = {
      "",
      "Results go to stdout, everything else to stderr.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the environment lacks something."
    })
public final class Main implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    // A host appends the command that it would have run: nothing of it is this program's to parse.
    if (args.length > 0 && args[0].equals("worker")) {
      System.exit(WorkerProcess.run(System.getenv(), List.of(args).subList(1, args.length)));
    }
    boolean call = args.length > 0 && args[0].equals("call");
    if (call && !namesOtherWorkers(args)) {
      JsEngine.prepare();
    }
    int exitCode = (call ? callLine() : commandLine()).execute(args);
    System.out.flush();
    System.exit(exitCode);
  }

  private static boolean namesOtherWorkers(String[] args) {
    return Stream.of(args).anyMatch(word -> word.startsWith("--java") || word.startsWith("--cluster"));
  }

  /** What {@code call} needs of the command line: to make all of it takes longer than the call. */
  private static CommandLine callLine() {
    return installed(new CommandLine(new Main()).addSubcommand(new CallCommand()));
  }

  /** The whole command line, with the subcommands of every module on the class path. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    for (Object command : List.of(
        new CallCommand(),
        new TypesCommand(),
        new DoctorCommand(),
        new JvmFlagsCommand(),
        new BenchCommand(),
        new InspectCommand(),
        new NodeCommand(),
        new ClusterCommand())) {
      line.addSubcommand(command);
    }
    line.addSubcommand(RunCommand.commandLine());
    ConformanceCommands.commands().forEach(line::addSubcommand);
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      provider.commands().forEach(line::addSubcommand);
    }
    line.addSubcommand(new ManCommand());
    line.addSubcommand("completion", new CommandLine(new AutoComplete.GenerateCompletion()));
    line.addSubcommand(new CommandLine.HelpCommand());
    return installed(line);
  }

  private static CommandLine installed(CommandLine line) {
    CommandErrors.install(line, "intarsia");
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  /** Without a subcommand there is nothing to do: says what there is. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name a command, for example: intarsia doctor");
  }

  static final class ManifestVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"intarsia " + Version.current()};
    }
  }
}
