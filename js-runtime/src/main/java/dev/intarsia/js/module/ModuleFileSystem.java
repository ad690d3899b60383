package dev.intarsia.js.module;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * The only files a context sees: modules, read-only, as the loader serves them. Nothing is written,
 * created, deleted, listed or linked, whatever the permissions say.
 */
public final class ModuleFileSystem implements FileSystem {
  private @Nullable ModuleLoader loader;

  void setLoader(ModuleLoader loader) {
    this.loader = loader;
  }

  private ModuleLoader loader(Path path) throws NoSuchFileException {
    ModuleLoader set = loader;
    if (set == null) {
      throw new NoSuchFileException(path.toString());
    }
    return set;
  }

  @Override
  public Path parsePath(URI uri) {
    ModuleLoader set = loader;
    if (set != null && ("data".equals(uri.getScheme()) || "node".equals(uri.getScheme()))) {
      return Path.of(set.keyOf(uri));
    }
    if (!"file".equals(uri.getScheme())) {
      throw new UnsupportedOperationException("only file: URLs can be imported, not " + uri);
    }
    return Path.of(uri);
  }

  @Override
  public Path parsePath(String path) {
    return Path.of(path);
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
    if (modes.contains(AccessMode.WRITE) || modes.contains(AccessMode.EXECUTE)) {
      throw denied(path);
    }
    if (!loader(path).serves(toAbsolutePath(path).toString())) {
      throw new NoSuchFileException(path.toString());
    }
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
    for (OpenOption option : options) {
      if (option != StandardOpenOption.READ) {
        throw denied(path);
      }
    }
    String source = loader(path).source(toAbsolutePath(path).toString());
    return new ByteChannel(source.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Path toAbsolutePath(Path path) {
    ModuleLoader set = loader;
    return path.isAbsolute() || set == null ? path : set.root().resolve(path).normalize();
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) {
    return toAbsolutePath(path).normalize();
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
    checkAccess(path, Set.of());
    return Map.of("isRegularFile", true, "isDirectory", false, "isSymbolicLink", false, "isOther", false);
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    throw denied(folder);
  }

  @Override
  public void delete(Path path) throws IOException {
    throw denied(path);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
      throws IOException {
    throw denied(folder);
  }

  private static AccessDeniedException denied(Path path) {
    return new AccessDeniedException(path.toString(), null, "modules can only be read");
  }
}
