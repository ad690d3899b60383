package dev.intarsia.cli.types;

import dev.intarsia.conformance.cli.CliException;
import dev.intarsia.conformance.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code intarsia types}. */
@Command(
    name = "types",
    description = "Makes a Java interface from a TypeScript module: a method for each task, records for its types.",
    customSynopsis = {
      "intarsia types [OPTIONS] MODULE",
      "intarsia types --knitting [--out FOLDER]",
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Types are read from the text of the module and of the files that it imports: what it does not say is an Object.",
      "",
      "  intarsia types --package com.example --out src/main/java tasks/prices.ts",
      "  Prices prices = pool.as(Prices.class);"
    })
public final class TypesCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "MODULE", description = "A .ts, .mts, .tsx or .d.ts module.")
  private @Nullable String module;

  @Option(
      names = "--knitting",
      description = "Instead of a module: writes knitting.d.ts, so that editors and tsc know what \"knitting\" is.")
  private boolean knitting;

  @Option(names = "--package", paramLabel = "NAME", description = "The package of the interface. Without it, none.")
  private String packageName = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The interface's name. Without it, the module's: Prices for prices.ts.")
  private @Nullable String name;

  @Option(names = "--futures", description = "Methods return a CompletableFuture instead of waiting for the result.")
  private boolean futures;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Writes the file into its package's folder below this one. Without it, to stdout.")
  private @Nullable Path out;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  /** For the command line. */
  public TypesCommand() {}

  @Override
  public Integer call() throws IOException {
    if (knitting) {
      return write(spec.commandLine(), out, "knitting.d.ts", knitting());
    }
    if (module == null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "name a module, for example tasks/prices.ts");
    }
    Path file = Path.of(module).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw CliException.wrongUsage("no module " + module + ": name an existing file, for example tasks/prices.ts");
    }
    String type = name == null ? JavaNames.type(baseName(file)) : name;
    JavaFile java = new JavaFile(file, packageName, type, futures);
    String text = text(java);
    PrintWriter err = spec.commandLine().getErr();
    java.notes().forEach(note -> err.println("intarsia: " + note));
    Path folder = out == null ? null : out.resolve(packageName.replace('.', '/'));
    return write(spec.commandLine(), folder, type + ".java", text);
  }

  private static int write(CommandLine line, @Nullable Path folder, String name, String text) throws IOException {
    if (folder == null) {
      line.getOut().print(text);
      line.getOut().flush();
    } else {
      Path file = Files.createDirectories(folder).resolve(name);
      line.getErr().println("intarsia: wrote " + Files.writeString(file, text));
    }
    return ExitCode.DONE;
  }

  private static String knitting() throws IOException {
    try (InputStream in = TypesCommand.class.getResourceAsStream("knitting.d.ts")) {
      return new String(
          Objects.requireNonNull(in, "the resource knitting.d.ts").readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String text(JavaFile java) {
    try {
      return java.text();
    } catch (IllegalArgumentException wrong) {
      throw CliException.failed(String.valueOf(wrong.getMessage()));
    }
  }

  private static String baseName(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("(\\.d)?\\.[cm]?[jt]sx?$", "");
  }
}
