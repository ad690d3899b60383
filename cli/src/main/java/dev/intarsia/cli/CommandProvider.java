package dev.intarsia.cli;

import dev.intarsia.conformance.cli.ExitCode;
import java.util.List;

/**
 * Adds subcommands from a module above this one, found by {@link java.util.ServiceLoader}.
 *
 * <p>A command is an object annotated with picocli's {@code @Command} that is a {@code Callable<Integer>};
 * it returns an {@link ExitCode} and throws {@link CliException} for a user's mistake.
 */
public interface CommandProvider {
  /** New command objects, in the order in which help lists them. */
  List<Object> commands();
}
