package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.graalvm.polyglot.Value;

/** Files, each access checked against the permissions {@code read} and {@code write}. */
final class FileFunctions {
  private final JsRealm realm;
  private final FileAccess access;

  private FileFunctions(JsRealm realm) {
    this.realm = realm;
    this.access = new FileAccess(realm);
  }

  static void define(HostGroup group) {
    FileFunctions files = new FileFunctions(group.realm());
    group
        .function("read", a -> files.io("open", a, () -> Files.readAllBytes(files.access.read(a[0], true))))
        .function("write", a -> files.io("open", a, () -> files.write(a)))
        .function("stat", a -> files.io(a[1].asBoolean() ? "stat" : "lstat", a, () -> files.stat(a)))
        .function("list", a -> files.io("scandir", a, () -> files.list(a)))
        .function("access", a -> files.io("access", a, () -> files.reach(a)))
        .function("realpath", a -> files.io("realpath", a, () -> files.access.read(a[0], true).toRealPath().toString()))
        .function("readlink", a -> files.io("readlink", a, () -> Files.readSymbolicLink(files.access.read(a[0], false)).toString()))
        .function("mkdir", a -> files.io("mkdir", a, () -> Files.createDirectory(files.access.write(a[0], true)).toString()))
        .function("remove", a -> files.io(a[1].asBoolean() ? "rmdir" : "unlink", a, () -> files.remove(a)))
        .function("rename", a -> files.io("rename", a, () -> files.rename(a)))
        .function("copy", a -> files.io("copyfile", a, () -> files.copy(a)))
        .function("utimes", a -> files.io("utime", a, () -> files.utimes(a)))
        .function("chmod", a -> files.io("chmod", a, () -> files.chmod(a)))
        .function("open", a -> files.io("open", a, () -> files.open(a)));
  }

  /** An access that may fail as files do. */
  private interface Access {
    Object run() throws IOException;
  }

  private Object io(String call, Value[] a, Access body) {
    try {
      return body.run();
    } catch (IOException e) {
      throw access.failure(call, a, e);
    }
  }

  /** Arguments: path, bytes, flag. */
  private Object write(Value[] a) throws IOException {
    Files.write(access.write(a[0], true), realm.bytes(a[1]), access.options(a[2].asString()));
    return realm.undefined();
  }

  /** Kind, bytes, and times in milliseconds; kind is file, directory, link or other. */
  private Object stat(Value[] a) throws IOException {
    return access.stat(access.read(a[0], a[1].asBoolean()), a[1].asBoolean());
  }

  /** Names and kinds, flat. */
  private Object list(Value[] a) throws IOException {
    List<String> list = new ArrayList<>();
    try (Stream<Path> entries = Files.list(access.read(a[0], true))) {
      for (Path entry : entries.sorted().toList()) {
        list.add(String.valueOf(entry.getFileName()));
        list.add(FileAccess.kind(entry));
      }
    }
    return ProcessFunctions.array(realm, list);
  }

  /** Arguments: path, mode as access(2) has it. */
  private Object reach(Value[] a) throws IOException {
    int mode = a[1].asInt();
    Path path = access.read(a[0], true);
    path.getFileSystem().provider().checkAccess(path);
    if ((mode & 2) != 0) {
      path = access.write(a[0], true);
      path.getFileSystem().provider().checkAccess(path, java.nio.file.AccessMode.WRITE);
    }
    if ((mode & 1) != 0) {
      path.getFileSystem().provider().checkAccess(path, java.nio.file.AccessMode.EXECUTE);
    }
    return realm.undefined();
  }

  /** Arguments: path, whether it is a folder. */
  private Object remove(Value[] a) throws IOException {
    Path path = access.write(a[0], false);
    boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    if (folder != a[1].asBoolean() && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw folder ? new FileAccess.IsDirectoryException() : new java.nio.file.NotDirectoryException(path.toString());
    }
    Files.delete(path);
    return realm.undefined();
  }

  private Object rename(Value[] a) throws IOException {
    access.read(a[0], false);
    Files.move(access.write(a[0], false), access.write(a[1], false), StandardCopyOption.REPLACE_EXISTING);
    return realm.undefined();
  }

  /** Arguments: from, to, whether to may not exist. */
  private Object copy(Value[] a) throws IOException {
    CopyOption[] options = a[2].asBoolean() ? new CopyOption[0] : new CopyOption[] {StandardCopyOption.REPLACE_EXISTING};
    Files.copy(access.read(a[0], true), access.write(a[1], true), options);
    return realm.undefined();
  }

  /** Arguments: path, modified, in milliseconds. */
  private Object utimes(Value[] a) throws IOException {
    Files.setLastModifiedTime(access.write(a[0], true), FileTime.fromMillis((long) a[1].asDouble()));
    return realm.undefined();
  }

  private Object chmod(Value[] a) throws IOException {
    int mode = a[1].asInt();
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mode & (0400 >> i)) != 0) {
        set.add(all[i]);
      }
    }
    Files.setPosixFilePermissions(access.write(a[0], true), set);
    return realm.undefined();
  }

  /** Arguments: path, flag. Gives a function (operation, …): read (length, position), write (bytes, position), and so on. */
  private Object open(Value[] a) throws IOException {
    String flag = a[1].asString();
    boolean writes = !"r".equals(flag) && !"rs".equals(flag);
    Path path = writes ? access.write(a[0], true) : access.read(a[0], true);
    if (!"w".equals(flag) && !"wx".equals(flag) && !"a".equals(flag) && !"ax".equals(flag)) {
      path = access.read(a[0], true);
    }
    Path opened = path;
    OpenOption[] options = writes ? access.options(flag) : new OpenOption[] {StandardOpenOption.READ};
    if (!writes && Files.isDirectory(path)) {
      throw new FileAccess.IsDirectoryException();
    }
    FileChannel channel = FileChannel.open(path, options);
    return realm.function("file", b -> io("file", a, () -> operate(channel, opened, b)));
  }

  private Object operate(FileChannel channel, Path path, Value[] b) throws IOException {
    return switch (b[0].asString()) {
      case "read" -> {
        ByteBuffer buffer = ByteBuffer.allocate(b[1].asInt());
        int count = b[2].isNull() ? channel.read(buffer) : channel.read(buffer, b[2].asLong());
        yield count <= 0 ? new byte[0] : java.util.Arrays.copyOf(buffer.array(), count);
      }
      case "write" -> {
        ByteBuffer buffer = ByteBuffer.wrap(realm.bytes(b[1]));
        yield b[2].isNull() ? channel.write(buffer) : channel.write(buffer, b[2].asLong());
      }
      case "truncate" -> {
        long size = b[1].asLong();
        if (channel.size() < size) {
          channel.write(ByteBuffer.allocate(1), size - 1);
        }
        channel.truncate(size);
        yield realm.undefined();
      }
      case "stat" -> access.stat(path, true);
      case "sync" -> {
        channel.force(true);
        yield realm.undefined();
      }
      default -> {
        channel.close();
        yield realm.undefined();
      }
    };
  }
}
