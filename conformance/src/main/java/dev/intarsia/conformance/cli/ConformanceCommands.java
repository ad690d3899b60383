package dev.intarsia.conformance.cli;

import java.util.List;

/** This module's commands, for a command line to add. */
public final class ConformanceCommands {
  private ConformanceCommands() {}

  /** New picocli command objects, in the order in which help lists them. */
  public static List<Object> commands() {
    return List.of(new ConformCommand(), new EncodeCommand(), new DecodeCommand());
  }
}
