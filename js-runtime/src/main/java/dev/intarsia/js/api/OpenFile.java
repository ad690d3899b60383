package dev.intarsia.js.api;

import dev.intarsia.js.realm.CheckedFiles;
import dev.intarsia.js.realm.JsRealm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.graalvm.polyglot.Value;

/** One open file. Flags are the numbers of open(2) on Linux, as {@code fs.constants} has them. */
final class OpenFile {
  private static final int WRITE_ONLY = 1;
  private static final int READ_WRITE = 2;
  private static final int CREATE = 64;
  private static final int EXCLUSIVE = 128;
  private static final int TRUNCATE = 512;
  private static final int APPEND = 1024;
  private static final int DIRECTORY = 65536;
  private static final int NO_FOLLOW = 131072;
  private static final int SYNC = 1052672;

  private final JsRealm realm;
  private final FileAccess access;
  private final FileChannel channel;
  private final Path path;
  private final boolean appends;

  private OpenFile(JsRealm realm, FileAccess access, FileChannel channel, Path path, boolean appends) {
    this.realm = realm;
    this.access = access;
    this.channel = channel;
    this.path = path;
    this.appends = appends;
  }

  /**
   * Opens a file. Arguments: path, flags, mode of a new file. Gives a function (operation, …): read (length, position),
   * write (bytes, position), and so on.
   */
  static Value open(JsRealm realm, FileAccess access, Value[] a) throws IOException {
    int flags = a[1].asInt();
    boolean reads = (flags & 3) != WRITE_ONLY;
    boolean writes = (flags & 3) == WRITE_ONLY || (flags & 3) == READ_WRITE;
    boolean follow = (flags & NO_FOLLOW) == 0 && (flags & (CREATE | EXCLUSIVE)) != (CREATE | EXCLUSIVE);
    boolean changes = writes || (flags & (CREATE | TRUNCATE)) != 0;
    Path path = changes ? access.write(a[0], follow) : access.read(a[0], follow);
    if (reads) {
      path = access.read(a[0], follow);
    }
    check(path, flags, changes);
    FileChannel channel = CheckedFiles.open(path, options(flags, reads, writes), FileMode.attributes(a[2].asInt()));
    OpenFile file = new OpenFile(realm, access, channel, path, (flags & APPEND) != 0);
    return realm.function("file", b -> file.run(a, b));
  }

  private static void check(Path path, int flags, boolean changes) throws IOException {
    if ((flags & NO_FOLLOW) != 0 && Files.isSymbolicLink(path)) {
      throw new FileSystemLoopException(path.toString());
    }
    FileAccess.refuseBlocking(path);
    boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    if (!folder && (flags & DIRECTORY) != 0) {
      throw Files.exists(path)
          ? new NotDirectoryException(path.toString())
          : new java.nio.file.NoSuchFileException(path.toString());
    }
    if (folder && changes) {
      throw new FileAccess.IsDirectoryException();
    }
  }

  private static Set<OpenOption> options(int flags, boolean reads, boolean writes) {
    Set<OpenOption> options = new HashSet<>();
    // The JDK makes and empties files only when it writes them.
    boolean changes = writes || (flags & (CREATE | TRUNCATE)) != 0;
    if (reads) {
      options.add(StandardOpenOption.READ);
    }
    if (changes) {
      options.add(StandardOpenOption.WRITE);
    }
    if ((flags & CREATE) != 0) {
      options.add((flags & EXCLUSIVE) != 0 ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
    }
    if ((flags & TRUNCATE) != 0) {
      options.add(StandardOpenOption.TRUNCATE_EXISTING);
    }
    if ((flags & APPEND) != 0 && writes && !reads) {
      options.add(StandardOpenOption.APPEND);
    }
    if ((flags & SYNC) == SYNC && changes) {
      options.add(StandardOpenOption.SYNC);
    }
    return options;
  }

  private Object run(Value[] opened, Value[] b) {
    try {
      return operate(opened, b);
    } catch (IOException e) {
      throw access.failure(b[0].asString(), opened, e);
    } catch (java.nio.channels.NonReadableChannelException | java.nio.channels.NonWritableChannelException e) {
      throw realm.error("Error", "EBADF: bad file descriptor, " + b[0].asString(), "EBADF");
    }
  }

  /** A file that is open for reading alone may not be changed through its descriptor: that is asked for again. */
  private Object operate(Value[] opened, Value[] b) throws IOException {
    switch (b[0].asString()) {
      case "read" -> {
        return read(b[1].asInt(), b[2]);
      }
      case "write" -> {
        return write(ByteBuffer.wrap(realm.bytes(b[1])), b[2]);
      }
      case "stat" -> {
        return access.stat(path, true);
      }
      case "truncate" -> truncate(b[1].asLong());
      case "sync" -> channel.force(true);
      case "utimes" -> FileMode.setTimes(access.write(opened[0], true), true, b[1].asDouble(), b[2].asDouble());
      case "chown" -> FileMode.setOwner(access.write(opened[0], true), true, (int) b[1].asLong(), (int) b[2].asLong());
      case "chmod" -> FileMode.set(access.write(opened[0], true), b[1].asInt());
      default -> channel.close();
    }
    return realm.undefined();
  }

  private byte[] read(int length, Value position) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileAccess.IsDirectoryException();
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int count = position.isNull() ? channel.read(buffer) : channel.read(buffer, position.asLong());
    return count <= 0 ? new byte[0] : Arrays.copyOf(buffer.array(), count);
  }

  /** A file that is open for appending takes everything at its end, wherever it should go. */
  private int write(ByteBuffer bytes, Value position) throws IOException {
    if (appends) {
      return channel.write(bytes, channel.size());
    }
    return position.isNull() ? channel.write(bytes) : channel.write(bytes, position.asLong());
  }

  private void truncate(long size) throws IOException {
    if (size < 0) {
      throw new FileSystemException(path.toString(), null, "Invalid argument");
    }
    if (channel.size() < size) {
      channel.write(ByteBuffer.allocate(1), size - 1);
    }
    channel.truncate(size);
  }
}
