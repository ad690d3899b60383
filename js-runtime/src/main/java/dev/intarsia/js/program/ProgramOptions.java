package dev.intarsia.js.program;

import dev.intarsia.host.permission.Permissions;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * A program to run.
 *
 * @param main its file, absolute
 * @param engineOptions what {@code process.execArgv} holds: the options before the file
 * @param arguments what {@code process.argv} holds after the file
 * @param permissions what the program itself may do
 * @param pools makes its pools
 * @param command starts another JVM that runs a program, its file and its arguments to follow
 * @param in what {@code process.stdin} reads
 * @param out where {@code console.log} and {@code process.stdout} write
 * @param err where {@code console.error}, {@code process.stderr} and uncaught errors go
 */
public record ProgramOptions(
    Path main,
    List<String> engineOptions,
    List<String> arguments,
    Permissions permissions,
    ProgramPools pools,
    Supplier<List<String>> command,
    InputStream in,
    OutputStream out,
    OutputStream err) {
  public ProgramOptions {
    engineOptions = List.copyOf(engineOptions);
    arguments = List.copyOf(arguments);
  }
}
