package dev.intarsia.conformance.cli;

import picocli.CommandLine;

/**
 * The conformance kit as a program of its own, for implementers without a checkout: one jar with everything in it, {@code
 * java -jar intarsia-conformance-VERSION-kit.jar worker -- ./mine worker}.
 */
public final class KitMain {
  private static final String NAME = "intarsia-conform";

  private KitMain() {}

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new ConformCommand());
    line.setCommandName(NAME);
    line.addSubcommand(new EncodeCommand());
    line.addSubcommand(new DecodeCommand());
    line.addSubcommand(new CommandLine.HelpCommand());
    CommandErrors.install(line, NAME);
    int exitCode = line.execute(args);
    System.out.flush();
    System.exit(exitCode);
  }
}
