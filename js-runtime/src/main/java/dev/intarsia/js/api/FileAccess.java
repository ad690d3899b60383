package dev.intarsia.js.api;

import dev.intarsia.host.permission.PermissionDeniedException;
import dev.intarsia.js.realm.JsRealm;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Which file a path means, whether it may be used, and what a failure looks like. */
final class FileAccess {
  /** Calls that name a second path. */
  private static final Set<String> SECOND_PATH = Set.of("rename", "copyfile", "link", "symlink");

  /** What the JDK only says in words. */
  private static final Map<String, String> REASONS = Map.ofEntries(
      Map.entry("Is a directory", "EISDIR"),
      Map.entry("Not a directory", "ENOTDIR"),
      Map.entry("Operation not supported", "ENOTSUP"),
      Map.entry("No space left", "ENOSPC"),
      Map.entry("Too many levels", "ELOOP"),
      Map.entry("File name too long", "ENAMETOOLONG"),
      Map.entry("Operation not permitted", "EPERM"),
      Map.entry("Invalid argument", "EINVAL"),
      Map.entry("Too many open files", "EMFILE"),
      Map.entry("cross-device", "EXDEV"),
      Map.entry("Illegal seek", "ESPIPE"));

  private static final int FORMAT_MASK = 0xf000;
  private static final int FIFO = 0x1000;
  private static final int SOCKET = 0xc000;

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

  /** The file or folder that gets another name, or a link itself. */
  Path moved(Value given) throws IOException {
    Path path = write(given, false);
    try {
      realm.permissions().checkMove(path);
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
      if (given.asString().isEmpty()) {
        throw new NoSuchFileException("");
      }
      path = realm.cwd().resolve(given.asString()).normalize();
    } catch (InvalidPathException e) {
      throw new NoSuchFileException(given.asString());
    }
    Path parent = path.getParent();
    if (follow) {
      return existing(path);
    }
    if (parent == null) {
      return path;
    }
    Path folder = existing(parent);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(path.toString());
    }
    return folder.resolve(path.getFileName());
  }

  /**
   * Opening a FIFO or a socket waits for its other end, in the operating system, where no limit of a task reaches.
   *
   * @throws FileSystemException when the path names one
   */
  static void refuseBlocking(Path path) throws IOException {
    if (Files.exists(path)) {
      int format = ((Number) unix(path, new LinkOption[0]).getOrDefault("mode", 0)).intValue() & FORMAT_MASK;
      if (format == FIFO || format == SOCKET) {
        throw new FileSystemException(path.toString(), null, "Operation not supported");
      }
    }
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

  /**
   * Device, mode, links, owner, group, special device, block size, inode, size and blocks, then the times of access,
   * change of content, change of the entry and making, each in seconds and further nanoseconds.
   */
  Value stat(Path path, boolean follow) throws IOException {
    LinkOption[] options = follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, options);
    Map<String, Object> unix = unix(path, options);
    double size = attributes.size();
    FileTime changed = unix.get("ctime") instanceof FileTime time ? time : attributes.lastModifiedTime();
    List<Object> numbers = new ArrayList<>(List.of(
        number(unix, "dev", 0),
        number(unix, "mode", plainMode(attributes)),
        number(unix, "nlink", 1),
        number(unix, "uid", 0),
        number(unix, "gid", 0),
        number(unix, "rdev", 0),
        4096.0,
        number(unix, "ino", 0),
        size,
        Math.ceil(size / 512)));
    for (FileTime time :
        List.of(attributes.lastAccessTime(), attributes.lastModifiedTime(), changed, attributes.creationTime())) {
      Instant instant = time.toInstant();
      numbers.add((double) instant.getEpochSecond());
      numbers.add((double) instant.getNano());
    }
    return ProcessFunctions.array(realm, numbers);
  }

  /** Empty where the file system has no such attributes. */
  private static Map<String, Object> unix(Path path, LinkOption[] options) throws IOException {
    try {
      return Files.readAttributes(path, "unix:dev,mode,nlink,uid,gid,rdev,ino,ctime", options);
    } catch (UnsupportedOperationException e) {
      return Map.of();
    }
  }

  private static double number(Map<String, Object> attributes, String name, double missing) {
    return attributes.get(name) instanceof Number number ? number.doubleValue() : missing;
  }

  private static double plainMode(BasicFileAttributes attributes) {
    return attributes.isSymbolicLink()
        ? 0120777
        : attributes.isDirectory() ? 040755 : attributes.isRegularFile() ? 0100644 : 020644;
  }

  /** The bits of its mode that say what it is, as {@code S_IFMT} has them. */
  static int kind(Path path) throws IOException {
    LinkOption[] options = {LinkOption.NOFOLLOW_LINKS};
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, options);
    boolean usual = attributes.isRegularFile() || attributes.isDirectory() || attributes.isSymbolicLink();
    return 0170000 & (int) (usual ? plainMode(attributes) : number(unix(path, options), "mode", plainMode(attributes)));
  }

  /** An error as Node has it; the script adds errno, syscall and path. */
  RuntimeException failure(String call, Value[] a, IOException e) {
    String code = code(e);
    String path = a[0].isString() ? a[0].asString() : "";
    String second =
        a.length > 1 && a[1].isString() && SECOND_PATH.contains(call) ? " -> '" + a[1].asString() + "'" : "";
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
      default ->
        REASONS.entrySet().stream()
            .filter(reason -> contains(e.getMessage(), reason.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("EIO");
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
      case "ENOTSUP" -> "operation not supported on socket";
      case "EINVAL" -> "invalid argument";
      case "EACCES" -> "permission denied";
      case "ELOOP" -> "too many symbolic links encountered";
      case "EISDIR" -> "illegal operation on a directory";
      case "EBADF" -> "bad file descriptor";
      case "ENOSPC" -> "no space left on device";
      case "ENAMETOOLONG" -> "name too long";
      case "EPERM" -> "operation not permitted";
      case "EMFILE" -> "too many open files";
      case "EXDEV" -> "cross-device link not permitted";
      case "ESPIPE" -> "invalid seek";
      default -> "i/o error: " + e.getMessage();
    };
  }
}
