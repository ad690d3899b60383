package dev.intarsia.conformance.architecture;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds source files of more than 400 lines: Java, JavaScript, TypeScript and shell. Bundles that tools made do not count. */
final class FileLengths {
  static final int MOST = 400;
  private static final Pattern SOURCE = Pattern.compile(".*\\.(java|js|mjs|cjs|ts|mts|sh)|intarsia|run");
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git", "bundles");

  private FileLengths() {}

  /** The path below the folder, with slashes, and the number of lines of every file that is too long. */
  static Map<String, Integer> tooLong(Path folder) throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
        return SKIPPED.contains(inner.getFileName().toString())
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (SOURCE.matcher(file.getFileName().toString()).matches()) {
          int lines = Files.readAllLines(file).size();
          if (lines > MOST) {
            found.put(folder.relativize(file).toString().replace('\\', '/'), lines);
          }
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return found;
  }
}
