package dev.intarsia.js.api;

import dev.intarsia.host.permission.PermissionDeniedException;
import dev.intarsia.js.realm.JsRealm;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Which file a path means, whether it may be used, and what a failure looks like. */
final class FileAccess {
  private final JsRealm realm;

  FileAccess(JsRealm realm) {
    this.realm = realm;
  }

  /** An operation on files was asked of a folder. */
  static final class IsDirectoryException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The file to read.
   *
   * @param follow whether a link at the end is followed
   */
  Path read(Value given, boolean follow) throws IOException {
    Path path = resolve(given, follow);
    try {
      realm.permissions().checkRead(path);
    } catch (PermissionDeniedException e) {
      throw denied(e);
    }
    return path;
  }

  /** The file to write, as {@link #read}. */
  Path write(Value given, boolean follow) throws IOException {
    Path path = resolve(given, follow);
    try {
      realm.permissions().checkWrite(path);
    } catch (PermissionDeniedException e) {
      throw denied(e);
    }
    return path;
  }

  private RuntimeException denied(PermissionDeniedException e) {
    return realm.error("Error", String.valueOf(e.getMessage()), "ERR_ACCESS_DENIED");
  }

  /** The path with all links followed, as far as it exists: what is checked is what is opened. */
  private Path resolve(Value given, boolean follow) throws IOException {
    Path path;
    try {
      path = realm.permissions().cwd().resolve(given.asString()).normalize();
    } catch (InvalidPathException e) {
      throw new NoSuchFileException(given.asString());
    }
    Path parent = path.getParent();
    if (!follow) {
      return parent == null ? path : existing(parent).resolve(path.getFileName());
    }
    return existing(path);
  }

  private static Path existing(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(path)) {
        // A link to nothing: writing through it would make what it names.
        Path target = Files.readSymbolicLink(path);
        Path parent = path.getParent();
        return existing((parent == null ? target : parent.resolve(target)).normalize());
      }
      Path parent = path.getParent();
      return parent == null ? path : existing(parent).resolve(path.getFileName());
    }
  }

  OpenOption[] options(String flag) {
    return switch (flag) {
      case "a", "as" -> new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.APPEND};
      case "ax" -> new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND};
      case "wx" -> new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
      case "r+", "rs+" -> new OpenOption[] {StandardOpenOption.READ, StandardOpenOption.WRITE};
      case "w+" ->
          new OpenOption[] {
            StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ, StandardOpenOption.WRITE
          };
      case "wx+" ->
          new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE};
      case "a+" ->
          new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE};
      default ->
          new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE};
    };
  }

  /** Kind, size in bytes, mode bits, and the times of access, change of content and making in milliseconds. */
  Value stat(Path path, boolean follow) throws IOException {
    LinkOption[] options = follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, options);
    return ProcessFunctions.array(
        realm,
        List.of(
            kind(attributes),
            (double) attributes.size(),
            mode(path, options),
            attributes.lastAccessTime().toInstant().toEpochMilli() * 1.0,
            attributes.lastModifiedTime().toInstant().toEpochMilli() * 1.0,
            attributes.creationTime().toInstant().toEpochMilli() * 1.0));
  }

  private static int mode(Path path, LinkOption[] options) throws IOException {
    int mode = 0;
    try {
      PosixFilePermission[] all = PosixFilePermission.values();
      for (PosixFilePermission one : Files.readAttributes(path, PosixFileAttributes.class, options).permissions()) {
        mode |= 0400 >> List.of(all).indexOf(one);
      }
    } catch (UnsupportedOperationException e) {
      mode = 0644;
    }
    return mode;
  }

  static String kind(Path path) throws IOException {
    return kind(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  private static String kind(BasicFileAttributes attributes) {
    return attributes.isSymbolicLink() ? "link"
        : attributes.isDirectory() ? "directory" : attributes.isRegularFile() ? "file" : "other";
  }

  /** An error as Node has it; the script adds errno, syscall and path. */
  RuntimeException failure(String call, Value[] a, IOException e) {
    String code = code(e);
    String path = a[0].isString() ? a[0].asString() : "";
    String second = a.length > 1 && a[1].isString() && ("rename".equals(call) || "copyfile".equals(call)) ? " -> '" + a[1].asString() + "'" : "";
    return realm.error("Error", code + ": " + text(code, e) + ", " + call + " '" + path + "'" + second, code);
  }

  private static String code(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "ENOENT";
      case FileAlreadyExistsException _ -> "EEXIST";
      case DirectoryNotEmptyException _ -> "ENOTEMPTY";
      case NotDirectoryException _ -> "ENOTDIR";
      case NotLinkException _ -> "EINVAL";
      case AccessDeniedException _ -> "EACCES";
      case FileSystemLoopException _ -> "ELOOP";
      case IsDirectoryException _ -> "EISDIR";
      case ClosedChannelException _ -> "EBADF";
      default -> contains(e.getMessage(), "Is a directory") ? "EISDIR" : contains(e.getMessage(), "Not a directory") ? "ENOTDIR" : "EIO";
    };
  }

  private static boolean contains(@Nullable String message, String part) {
    return message != null && message.contains(part);
  }

  private static String text(String code, IOException e) {
    return switch (code) {
      case "ENOENT" -> "no such file or directory";
      case "EEXIST" -> "file already exists";
      case "ENOTEMPTY" -> "directory not empty";
      case "ENOTDIR" -> "not a directory";
      case "EINVAL" -> "invalid argument";
      case "EACCES" -> "permission denied";
      case "ELOOP" -> "too many symbolic links encountered";
      case "EISDIR" -> "illegal operation on a directory";
      case "EBADF" -> "bad file descriptor";
      default -> "i/o error: " + e.getMessage();
    };
  }
}
