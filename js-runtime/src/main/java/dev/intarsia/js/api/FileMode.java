package dev.intarsia.js.api;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Mode bits and times of files. */
final class FileMode {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private FileMode() {}

  /** What a new file or folder is made with: it never exists with more rights than asked for. */
  static FileAttribute<?>[] attributes(int mode) {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(mode))}
        : new FileAttribute<?>[0];
  }

  static void set(Path path, int mode) throws IOException {
    Files.setPosixFilePermissions(path, permissions(mode));
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mode & (0400 >> i)) != 0) {
        set.add(all[i]);
      }
    }
    return set;
  }

  /**
   * Gives a file to another owner and group.
   *
   * @param uid -1 to leave it; gid likewise
   */
  static void setOwner(Path path, boolean follow, int uid, int gid) throws IOException {
    LinkOption[] options = follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    if (uid != -1) {
      Files.setAttribute(path, "unix:uid", uid, options);
    }
    if (gid != -1) {
      Files.setAttribute(path, "unix:gid", gid, options);
    }
  }

  static void setTimes(Path path, boolean follow, double accessedMs, double modifiedMs) throws IOException {
    LinkOption[] options = follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    Files.getFileAttributeView(path, BasicFileAttributeView.class, options)
        .setTimes(FileTime.fromMillis((long) modifiedMs), FileTime.fromMillis((long) accessedMs), null);
  }
}
