package dev.intarsia.build;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The digests of texts that are formatted, kept in a file. Another version of the formatter starts with none. */
final class FormattedIndex {
  private final Path file;
  private final String version;
  private final Set<String> known;
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  private FormattedIndex(Path file, String version, Set<String> known) {
    this.file = file;
    this.version = version;
    this.known = known;
  }

  /** The index in a file, or an empty one where there is no such file. */
  static FormattedIndex read(Path file) throws IOException {
    String version = version();
    Set<String> known = Files.exists(file) ? Set.copyOf(Files.readAllLines(file)) : Set.of();
    return new FormattedIndex(file, version, known.contains(version) ? known : Set.of());
  }

  boolean knows(String text) {
    String digest = digest(text.getBytes(StandardCharsets.UTF_8));
    if (!known.contains(digest)) {
      return false;
    }
    used.add(digest);
    return true;
  }

  void add(String text) {
    used.add(digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Keeps what this run met, and nothing of texts that are gone. */
  void write() throws IOException {
    Set<String> lines = new TreeSet<>(used);
    lines.add(version);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }

  /** Changes with the formatter's jar and with what this tree asks of it. */
  private static String version() throws IOException {
    StringBuilder version = new StringBuilder("version");
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      if (entry.contains("palantir-java-format")) {
        version.append(' ').append(Path.of(entry).getFileName());
      }
    }
    try (InputStream bytes = JavaFormatter.class.getResourceAsStream("JavaFormatter.class")) {
      return version
          .append(' ')
          .append(bytes == null ? "" : digest(bytes.readAllBytes()))
          .toString();
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
