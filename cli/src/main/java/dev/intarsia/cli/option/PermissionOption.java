package dev.intarsia.cli.option;

import dev.intarsia.host.permission.PermissionInput;
import dev.intarsia.host.permission.Permissions;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Permissions on the command line: {@code strict}, {@code unsafe}, or an object with lists as JSON. Paths count from the folder
 * that the command was called in.
 */
public final class PermissionOption implements ITypeConverter<Permissions> {
  /** For picocli, which makes one for each option. */
  public PermissionOption() {}

  @Override
  public Permissions convert(String text) {
    try {
      return PermissionInput.parse(text, Path.of("").toAbsolutePath());
    } catch (IllegalArgumentException wrong) {
      throw new TypeConversionException(String.valueOf(wrong.getMessage()));
    }
  }
}
