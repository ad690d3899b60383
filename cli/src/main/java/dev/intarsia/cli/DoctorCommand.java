package dev.intarsia.cli;

import dev.intarsia.conformance.cli.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "doctor",
    description = "Says what this machine has, what it lacks, and how to mend it.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON array of checks.")
  private boolean json;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    List<Check> checks = new Doctor(System.getenv()).examine();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(checks));
    } else {
      checks.forEach(check -> print(out, check));
    }
    out.flush();
    boolean lacking = checks.stream().anyMatch(check -> check.state() == Check.State.MISSING);
    return lacking ? ExitCode.ENVIRONMENT : ExitCode.DONE;
  }

  private static void print(PrintWriter out, Check check) {
    out.printf("%-8s %-16s %s%n", check.state().label(), check.name(), check.found());
    if (!check.mend().isEmpty()) {
      out.printf("%-25s mend: %s%n", "", check.mend());
    }
  }
}
