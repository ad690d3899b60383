package dev.intarsia.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a JS or TS module comes from: a file, the class path, or a text. Engines and runtimes load files, so what is none becomes one
 * in a temporary folder of its own, once, and is deleted when this JVM ends.
 */
public final class ModuleSource {
  private final String description;
  private final Supplier<Path> source;
  /** Names of its path below its temporary folder; 0 for a file. */
  private final int depth;

  private @Nullable Path path;

  private ModuleSource(String description, int depth, Supplier<Path> source) {
    this.description = description;
    this.source = source;
    this.depth = depth;
  }

  /** A file. */
  public static ModuleSource file(Path file) {
    Path absolute = file.toAbsolutePath();
    return new ModuleSource(file.toString(), 0, () -> absolute);
  }

  /** A file, relative to the working directory. */
  public static ModuleSource file(String file) {
    return file(Path.of(file));
  }

  /** A resource of the class path, found by the calling thread's context class loader. */
  public static ModuleSource resource(String name) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return resource(Objects.requireNonNullElse(context, ModuleSource.class.getClassLoader()), name);
  }

  /**
   * A resource, in a folder or in a jar. Its whole folder comes with it, so that it can import its neighbours, and so do {@code
   * node_modules} and {@code package.json} of the folders above, as far as they lie in the same folder or jar of the class path.
   *
   * @param name such as {@code tasks/resize.mjs}
   */
  public static ModuleSource resource(ClassLoader loader, String name) {
    return new ModuleSource(
        "class path: " + name, Path.of(name).getNameCount(), () -> ResourceFolder.extract(loader, name));
  }

  /**
   * A text.
   *
   * @param fileName what it is to be called in messages; its ending says what it is: {@code rules.ts}
   */
  public static ModuleSource text(String fileName, String text) {
    if (fileName.isEmpty() || fileName.indexOf('/') >= 0 || fileName.startsWith("..")) {
      throw new IllegalArgumentException(
          "ModuleSource.text: '" + fileName + "' is no plain file name, such as rules.ts");
    }
    return new ModuleSource(fileName, 1, () -> write(fileName, text));
  }

  private static Path write(String fileName, String text) {
    try {
      return Files.write(TemporaryFolder.create().resolve(fileName), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("module " + fileName + " can't be written to a temporary file", e);
    }
  }

  /**
   * The module as a file.
   *
   * @throws IllegalArgumentException when the class path has no such resource
   * @throws UncheckedIOException when it can't be read, or its file not be written
   */
  public synchronized Path path() {
    Path known = path;
    if (known == null) {
      known = source.get();
      path = known;
    }
    return known;
  }

  /** The temporary folder that it and what it imports lie in; null for a file, which is where it is. */
  public @Nullable Path root() {
    Path root = path();
    for (int i = 0; i < depth && root != null; i++) {
      root = root.getParent();
    }
    return depth == 0 ? null : root;
  }

  @Override
  public String toString() {
    return description;
  }
}
