package dev.intarsia.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Checks that every Java file of the tree is formatted, or formats them:
 * {@code JavaFormat check|apply ROOT INDEX}. The index file remembers the texts that were found to be
 * formatted, so that only changed files are looked at again.
 */
public final class JavaFormat {
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");

  private final JavaFormatter formatter = new JavaFormatter();
  private final Path root;
  private final FormattedIndex index;

  JavaFormat(Path root, FormattedIndex index) {
    this.root = root;
    this.index = index;
  }

  /** Exits with 1 if a file is not formatted and was only checked. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3 || !List.of("check", "apply").contains(args[0])) {
      System.err.println("usage: JavaFormat check|apply ROOT INDEX");
      System.exit(2);
    }
    boolean applies = args[0].equals("apply");
    JavaFormat format = new JavaFormat(Path.of(args[1]), FormattedIndex.read(Path.of(args[2])));
    List<Path> changed = format.run(applies);
    if (!applies && !changed.isEmpty()) {
      changed.forEach(file -> System.err.println("[ERROR] not formatted: " + file));
      System.err.println("[ERROR] Format them with: mvn -q -pl build-tools process-classes -Dformat=apply");
      System.exit(1);
    }
    changed.forEach(file -> System.out.println("formatted " + file));
  }

  /** Formats each file, and writes what differs only where it {@code applies}. Gives the files that differ. */
  List<Path> run(boolean applies) throws IOException {
    ConcurrentLinkedQueue<Path> changed = new ConcurrentLinkedQueue<>();
    sources().parallelStream().forEach(file -> {
      try {
        String text = Files.readString(file);
        if (index.knows(text)) {
          return;
        }
        String formatted = formatter.format(file, text);
        if (!formatted.equals(text)) {
          changed.add(root.relativize(file));
          if (!applies) {
            return;
          }
          Files.writeString(file, formatted);
        }
        index.add(formatted);
      } catch (IOException e) {
        throw new UncheckedIOException(file.toString(), e);
      }
    });
    index.write();
    return changed.stream().sorted().toList();
  }

  private List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        Path name = folder.getFileName();
        return name != null && SKIPPED.contains(name.toString()) && !folder.equals(root)
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (file.toString().endsWith(".java")) {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return found;
  }
}
