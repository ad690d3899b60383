package dev.intarsia.protocol.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The files that come with the specification: {@code protocol.json}, {@code mailbox.h}, and the byte vectors where their jar
 * is on the class path.
 */
public final class ProtocolFiles {
  private static final String FOLDER = "/dev/intarsia/protocol/";

  private ProtocolFiles() {}

  /**
   * Reads a file.
   *
   * @param name its name, for example {@code protocol.json} or {@code vectors/payloads.jsonl}
   * @throws IllegalArgumentException where there is no such file
   */
  public static String text(String name) {
    try (InputStream in = ProtocolFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalArgumentException("the specification has no file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be read", e);
    }
  }
}
