package dev.intarsia.cli;

import dev.intarsia.conformance.cli.ExitCode;
import dev.intarsia.host.process.JvmFlags;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "jvm-flags",
    description = "Prints the flags that a JVM with this library should run with, one a line.",
    footer = {"", "  java $(intarsia jvm-flags) -cp ... your.Main"},
    mixinStandardHelpOptions = true)
final class JvmFlagsCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    JvmFlags.all().forEach(out::println);
    out.flush();
    return ExitCode.DONE;
  }
}
