package dev.intarsia.conformance.cli;

import java.util.List;

import dev.intarsia.host.cli.CommandProvider;

/** Adds this module's commands to the command line. */
public final class ConformanceCommands implements CommandProvider {
  @Override
  public List<Object> commands() {
    return List.of(new ConformCommand(), new EncodeCommand(), new DecodeCommand());
  }
}
