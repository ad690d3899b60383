package dev.intarsia.host.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The flags with which every JVM of this library should run. None is needed for it to work. */
public final class JvmFlags {
  private static final String RESOURCE = "jvm.options";
  static final String NATIVE_ACCESS = "--enable-native-access=";

  /** Read once: a worker that is started later must not need a file for it. */
  private static final List<String> ALL = read();

  private JvmFlags() {}

  /** One flag each, in the form of {@code java}'s command line, for a program that runs from a class path. */
  public static List<String> all() {
    return ALL;
  }

  private static List<String> read() {
    try (InputStream in = JvmFlags.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("intarsia-host is not whole: it lacks " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that have nothing to do with the form of the class path. */
  static List<String> ofAnyPath() {
    return all().stream().filter(flag -> !flag.startsWith(NATIVE_ACCESS)).toList();
  }
}
