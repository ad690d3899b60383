package dev.intarsia.cli;

import dev.intarsia.conformance.cli.ExitCode;
import dev.intarsia.host.Version;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

@Command(
    name = "man",
    description = "Prints the manual page of all commands, for man(1).",
    mixinStandardHelpOptions = true,
    footer = {"", "  intarsia man > intarsia.1 && man ./intarsia.1"})
final class ManCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CommandSpec root = spec.root();
    out.println(".TH INTARSIA 1 \"\" \"intarsia " + text(Version.current()) + "\" \"User Commands\"");
    out.println(".SH NAME");
    out.println("intarsia \\- " + text(String.join(" ", root.usageMessage().description())));
    out.println(".SH SYNOPSIS");
    out.println(".B intarsia\n.I COMMAND\n[OPTIONS]");
    out.println(".SH COMMANDS");
    root.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.usageMessage().hidden())
        .forEach(command -> describe(out, command));
    out.println(".SH EXIT STATUS");
    lines(out, List.of(root.usageMessage().footer()));
    out.flush();
    return ExitCode.DONE;
  }

  private static void describe(PrintWriter out, CommandSpec command) {
    out.println(".SS " + text(command.qualifiedName()));
    lines(out, List.of(command.usageMessage().description()));
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      item(out, "\\fI" + text(parameter.paramLabel()) + "\\fR", List.of(parameter.description()));
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        String label = option.arity().max() == 0 ? "" : " \\fI" + text(option.paramLabel()) + "\\fR";
        item(out, "\\fB" + text(String.join(", ", option.names())) + "\\fR" + label, List.of(option.description()));
      }
    }
    List<String> footer = List.of(command.usageMessage().footer());
    if (!footer.isEmpty()) {
      out.println(".PP\n.nf");
      footer.forEach(line -> out.println(text(line)));
      out.println(".fi");
    }
    command.subcommands().values().forEach(below -> describe(out, below.getCommandSpec()));
  }

  private static void item(PrintWriter out, String name, List<String> description) {
    out.println(".TP\n" + name);
    lines(out, description);
  }

  private static void lines(PrintWriter out, List<String> lines) {
    lines.stream().filter(line -> !line.isBlank()).forEach(line -> out.println(text(line)));
  }

  /** A text without picocli's colours, and nothing in it a macro. */
  private static String text(String styled) {
    String plain = Ansi.OFF.string(styled).replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
