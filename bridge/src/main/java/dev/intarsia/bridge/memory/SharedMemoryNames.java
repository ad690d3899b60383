package dev.intarsia.bridge.memory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names below {@code /dev/shm}: made so that nobody guesses them, locked while their owner lives, swept
 * when it does not.
 */
public final class SharedMemoryNames {
  private static final Path DIRECTORY = Path.of("/dev/shm");
  private static final String MARK = "isa-";
  private static final Pattern OURS = Pattern.compile("isa-[0-9a-v]{16}(-[A-Za-z0-9_-]{1,8})?");
  private static final int RANDOM_BYTES = 10;
  private static final int RADIX = 32;
  private static final int PREFIX_CAPACITY = 8;
  private static final int ATTEMPTS = 8;
  /** ENOMEM, ENFILE, EMFILE, ENOSPC: another way would not get further. */
  private static final Set<Integer> OUT_OF_SOMETHING = Set.of(12, 23, 24, 28);

  private static final SecureRandom RANDOM = new SecureRandom();

  /** What lanes and other memory of this program are called; buffers to be handed on end in {@link #BUFFER}. */
  static final String BUFFER = "psb";

  /** A plain file name that no semaphore has. */
  private static final Pattern RECEIVED = Pattern.compile("/?(?!sem\\.)[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}");

  private static final int OTHERS_MAY = 077;
  private static final int FILE_TYPE = 0170000;
  private static final int REGULAR_FILE = 0100000;

  record Taken(String name, int fd) {}

  private SharedMemoryNames() {}

  /**
   * A new file of mode 0600 that did not exist, open and locked.
   *
   * @param announce told each name before a file is made under it
   */
  static Taken take(String prefix, Consumer<String> announce) {
    for (int attempt = 0; ; attempt++) {
      String name = fresh(prefix);
      announce.accept(name);
      int fd;
      try {
        fd = Libc.shmOpen(path(name), Libc.O_RDWR | Libc.O_CREAT | Libc.O_EXCL);
      } catch (SharedMemoryException e) {
        if (e.errno() == Libc.EEXIST && attempt < ATTEMPTS) {
          continue;
        }
        throw e;
      }
      if (isOurs(name, fd)) {
        return new Taken(name, fd);
      }
      unlinkForOwner(name);
      Libc.close(fd);
      if (attempt >= ATTEMPTS) {
        throw new SharedMemoryException("another process keeps locking the names taken in " + DIRECTORY);
      }
    }
  }

  /** A sweeper may have taken the file for stale between its making and its locking. */
  private static boolean isOurs(String name, int fd) {
    try {
      return Libc.tryLock(fd) && Libc.status(fd).links() > 0;
    } catch (RuntimeException | Error e) {
      unlinkForOwner(name);
      Libc.close(fd);
      throw e;
    }
  }

  /**
   * Unlinks the memory that dead owners of this user left, and nothing else: the lock tells, not the process id,
   * which is another one in another container.
   *
   * @return names unlinked
   */
  public static int sweep() {
    int swept = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(DIRECTORY, MARK + "*")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (OURS.matcher(name).matches() && sweepOne(name)) {
          swept++;
        }
      }
    } catch (IOException e) {
      return swept;
    }
    return swept;
  }

  /**
   * Takes a name away in place of an owner that has died; whether it was still there is all one. Without the C library, which
   * takes long to reach in a process that has just begun.
   *
   * @throws SharedMemoryException when it is no name for shared memory
   */
  public static void unlinkForOwner(String name) {
    try {
      Files.deleteIfExists(DIRECTORY.resolve(fileName(name)));
    } catch (IOException e) {
      // Another user's: not this one's to take away.
    }
  }

  private static boolean sweepOne(String name) {
    int fd;
    try {
      fd = Libc.shmOpen(path(name), Libc.O_RDWR);
    } catch (SharedMemoryException e) {
      return false;
    }
    try {
      return Libc.status(fd).ownerId() == Libc.effectiveUserId() && Libc.tryLock(fd) && Libc.shmUnlink(path(name));
    } catch (SharedMemoryException e) {
      return false; // the next sweep tries it again
    } finally {
      Libc.close(fd);
    }
  }

  /** A new file without a name, locked, or −1 where the file system has none such. */
  static int nameless() {
    int fd;
    try {
      fd = Libc.openNameless(DIRECTORY.toString());
    } catch (SharedMemoryException e) {
      if (OUT_OF_SOMETHING.contains(e.errno())) {
        throw e;
      }
      return -1;
    }
    Libc.tryLock(fd);
    return fd;
  }

  /** Gives a file of {@link #nameless} a fresh name. */
  static String give(int fd, String prefix) {
    for (int attempt = 0; ; attempt++) {
      String name = fresh(prefix);
      try {
        Libc.link(fd, DIRECTORY.resolve(name).toString());
        return name;
      } catch (SharedMemoryException e) {
        if (e.errno() != Libc.EEXIST || attempt >= ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** The name that a peer gave, as the C library wants it; lanes are nobody's business but their own two sides'. */
  static String receivedPath(String name) {
    if (!RECEIVED.matcher(name).matches()) {
      throw new SharedMemoryException("'" + printable(name) + "' is no name for a ProcessSharedBuffer: refused");
    }
    String path = path(name);
    if (path.startsWith(MARK, 1) && OURS.matcher(path.substring(1)).matches() && !path.endsWith("-" + BUFFER)) {
      throw new SharedMemoryException("'" + name + "' is the memory of a worker, no ProcessSharedBuffer: refused");
    }
    return path;
  }

  /** Checks what a peer's claim led to: the file itself, not what was said of it. */
  static void checkReceived(int fd, @Nullable String name) {
    String what = name == null ? "the peer's file descriptor" : "'" + name + "'";
    Libc.FileStatus status = Libc.status(fd);
    if (!Libc.livesInMemory(fd)
        || (status.mode() & FILE_TYPE) != REGULAR_FILE
        || (name == null && status.links() > 0)) {
      throw new SharedMemoryException(what + " is a file, no ProcessSharedBuffer: refused");
    }
    int user = Libc.effectiveUserId();
    if (status.ownerId() != user) {
      throw new SharedMemoryException(what + " belongs to user " + status.ownerId() + ", not to " + user + ": refused");
    }
    if (name != null && (status.mode() & OTHERS_MAY) != 0) {
      throw new SharedMemoryException(what + " is open to other users: refused; create it with mode 0600");
    }
  }

  private static String printable(String name) {
    return name.length() <= 64
        ? name.replaceAll("[^ -~]", "?")
        : name.substring(0, 64).replaceAll("[^ -~]", "?") + "…";
  }

  /** The name as the C library wants it. */
  static String path(String name) {
    return "/" + fileName(name);
  }

  private static String fileName(String name) {
    String bare = name.startsWith("/") ? name.substring(1) : name;
    if (bare.isEmpty() || bare.indexOf('/') >= 0 || bare.indexOf('\0') >= 0 || bare.equals(".") || bare.equals("..")) {
      throw new SharedMemoryException("'" + name + "' is no name for shared memory: it must be one file name");
    }
    return bare;
  }

  private static String fresh(String prefix) {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    StringBuilder name = new StringBuilder(MARK);
    long bits = 0;
    int held = 0;
    for (byte b : bytes) {
      bits = bits << Byte.SIZE | Byte.toUnsignedLong(b);
      held += Byte.SIZE;
      while (held >= 5) {
        held -= 5;
        name.append(Character.forDigit((int) (bits >>> held) & 31, RADIX));
      }
    }
    String safe = prefix.replaceAll("[^A-Za-z0-9_-]", "_");
    if (!safe.isEmpty()) {
      name.append('-').append(safe, 0, Math.min(safe.length(), PREFIX_CAPACITY));
    }
    return name.toString();
  }
}
