package dev.intarsia.js.api;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.realm.CheckedFiles;
import dev.intarsia.js.realm.JsRealm;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
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
        .function("read", a -> files.io("open", a, () -> files.read(a)))
        .function("stat", a -> files.io(a[1].asBoolean() ? "stat" : "lstat", a, () -> files.stat(a)))
        .function("list", a -> files.io("scandir", a, () -> files.list(a)))
        .function("access", a -> files.io("access", a, () -> files.reach(a)))
        .function(
            "realpath",
            a -> files.io(
                "realpath", a, () -> files.access.read(a[0], true).toRealPath().toString()))
        .function(
            "readlink",
            a -> files.io(
                "readlink",
                a,
                () -> Files.readSymbolicLink(files.access.read(a[0], false)).toString()))
        .function(
            "mkdir",
            a -> files.io(
                "mkdir",
                a,
                () -> Files.createDirectory(files.access.write(a[0], true), FileMode.attributes(a[1].asInt()))
                    .toString()))
        .function("remove", a -> files.io(a[1].asBoolean() ? "rmdir" : "unlink", a, () -> files.remove(a)))
        .function("rename", a -> files.io("rename", a, () -> files.rename(a)))
        .function("copy", a -> files.io("copyfile", a, () -> files.copy(a)))
        .function("utimes", a -> files.io("utime", a, () -> files.utimes(a)))
        .function("chmod", a -> files.io("chmod", a, () -> files.chmod(a)))
        .function("chown", a -> files.io("chown", a, () -> files.chown(a)))
        .function("statfs", a -> files.io("statfs", a, () -> files.statfs(a)))
        .function("symlink", a -> files.io("symlink", a, () -> files.symlink(a)))
        .function("link", a -> files.io("link", a, () -> files.link(a)))
        .function("open", a -> files.io("open", a, () -> OpenFile.open(group.realm(), files.access, a)));
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

  private Object read(Value[] a) throws IOException {
    Path path = access.read(a[0], true);
    FileAccess.refuseBlocking(path);
    return CheckedFiles.readAllBytes(path);
  }

  private Object stat(Value[] a) throws IOException {
    return access.stat(access.read(a[0], a[1].asBoolean()), a[1].asBoolean());
  }

  /** Names and kinds, flat. */
  private Object list(Value[] a) throws IOException {
    List<Object> list = new ArrayList<>();
    for (Path entry : CheckedFiles.list(access.read(a[0], true))) {
      list.add(String.valueOf(entry.getFileName()));
      list.add(FileAccess.kind(entry));
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
    Files.move(access.moved(a[0]), access.write(a[1], false), StandardCopyOption.REPLACE_EXISTING);
    return realm.undefined();
  }

  /** Arguments: from, to, whether to may not exist. */
  private Object copy(Value[] a) throws IOException {
    CopyOption[] options =
        a[2].asBoolean() ? new CopyOption[0] : new CopyOption[] {StandardCopyOption.REPLACE_EXISTING};
    Files.copy(access.read(a[0], true), access.write(a[1], true), options);
    return realm.undefined();
  }

  /** Arguments: path, whether a link is followed, accessed and modified in milliseconds. */
  private Object utimes(Value[] a) throws IOException {
    FileMode.setTimes(access.write(a[0], a[1].asBoolean()), a[1].asBoolean(), a[2].asDouble(), a[3].asDouble());
    return realm.undefined();
  }

  /** Arguments: path, whether a link is followed, owner, group. */
  private Object chown(Value[] a) throws IOException {
    boolean follow = a[1].asBoolean();
    FileMode.setOwner(access.write(a[0], follow), follow, (int) a[2].asLong(), (int) a[3].asLong());
    return realm.undefined();
  }

  /** Type, block size twice, blocks in all, free and usable, then what is not known: the numbers of inodes. */
  private Object statfs(Value[] a) throws IOException {
    FileStore store = Files.getFileStore(access.read(a[0], true));
    double block = store.getBlockSize();
    return ProcessFunctions.array(
        realm,
        List.of(
            0.0,
            block,
            block,
            Math.floor(store.getTotalSpace() / block),
            Math.floor(store.getUnallocatedSpace() / block),
            Math.floor(store.getUsableSpace() / block),
            0.0,
            0.0));
  }

  private Object chmod(Value[] a) throws IOException {
    FileMode.set(access.write(a[0], true), a[1].asInt());
    return realm.undefined();
  }

  /**
   * Arguments: what the link names, the link. As in Node it needs the permissions to read and write everything: what a
   * relative link names changes when the link or a folder above it is moved.
   */
  private Object symlink(Value[] a) throws IOException {
    if (!mayUseEverything(realm.permissions())) {
      throw realm.error(
          "Error", "fs.symlink needs the permissions \"read\" and \"write\" for everything", "ERR_ACCESS_DENIED");
    }
    Files.createSymbolicLink(access.write(a[1], false), Path.of(a[0].asString()));
    return realm.undefined();
  }

  private static boolean mayUseEverything(Permissions permissions) {
    Permissions limit = permissions.limit();
    return permissions.rules(Permissions.Area.READ).all()
        && permissions.rules(Permissions.Area.WRITE).all()
        && (limit == null || mayUseEverything(limit));
  }

  /** A second name gives every right of its folder: the file itself must be readable and writable. */
  private Object link(Value[] a) throws IOException {
    access.read(a[0], false);
    Files.createLink(access.write(a[1], false), access.write(a[0], false));
    return realm.undefined();
  }
}
