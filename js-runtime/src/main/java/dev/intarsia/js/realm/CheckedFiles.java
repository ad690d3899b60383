package dev.intarsia.js.realm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Opens the very file whose path has been checked. Such a path has no links in it, as all were followed before the check; so
 * each of its folders is opened from the one above it, and a link that another process has put there meanwhile is refused.
 */
public final class CheckedFiles {
  private static final int MOST_AT_ONCE = 1 << 16;

  private CheckedFiles() {}

  /** The content of a file. */
  public static byte[] readAllBytes(Path real) throws IOException {
    try (SeekableByteChannel channel = open(real, Set.of(StandardOpenOption.READ))) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.clamp(channel.size() + 1, 1, Integer.MAX_VALUE - 8));
      while (channel.read(bytes) >= 0) {
        if (!bytes.hasRemaining()) { // it grows, or its size is not known, as in /proc
          bytes = ByteBuffer.allocate(Math.addExact(bytes.capacity(), Math.max(bytes.capacity(), MOST_AT_ONCE)))
              .put(bytes.flip());
        }
      }
      byte[] content = new byte[bytes.position()];
      bytes.flip().get(content);
      return content;
    }
  }

  /**
   * The content of a file of text in UTF-8.
   *
   * @throws java.nio.charset.CharacterCodingException where it is not
   */
  public static String readString(Path real) throws IOException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(readAllBytes(real)))
        .toString();
  }

  /**
   * Opens a file as {@link FileChannel#open} does.
   *
   * @throws IOException also where a folder of the path, or its end, has become a link
   */
  public static FileChannel open(Path real, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    Path parent = real.getParent();
    try (DirectoryStream<Path> folder = parent == null ? null : folder(parent)) {
      if (folder instanceof SecureDirectoryStream<Path> above
          && above.newByteChannel(Objects.requireNonNull(real.getFileName()), all, attributes)
              instanceof FileChannel channel) {
        return channel;
      }
    } catch (AccessDeniedException unreadable) {
      return openWhereFoldersAreShut(real, all, attributes);
    }
    return FileChannel.open(real, all, attributes);
  }

  /** Names of a folder's entries, in order. */
  public static List<Path> list(Path real) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> folder = folder(real)) {
      folder.forEach(entry -> entries.add(real.resolve(entry.getFileName())));
    }
    entries.sort(null);
    return entries;
  }

  /** To open a folder one must be allowed to list it; to go through it one need not. */
  private static FileChannel openWhereFoldersAreShut(Path real, Set<OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    FileChannel channel = FileChannel.open(real, options, attributes);
    if (!real.toRealPath().equals(real)) {
      channel.close();
      throw new FileSystemLoopException(real.toString());
    }
    return channel;
  }

  @SuppressWarnings({"resource", "StreamResourceLeak"
  }) // each is closed once the next is open; the last is the caller's
  private static DirectoryStream<Path> folder(Path real) throws IOException {
    DirectoryStream<Path> at = Files.newDirectoryStream(Objects.requireNonNull(real.getRoot()));
    for (Path name : real) {
      DirectoryStream<Path> above = at;
      try (above) {
        if (!(above instanceof SecureDirectoryStream<Path> secure)) { // no such file system here
          return Files.newDirectoryStream(real);
        }
        at = secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
      }
    }
    return at;
  }
}
