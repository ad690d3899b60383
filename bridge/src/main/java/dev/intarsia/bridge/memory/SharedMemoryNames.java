package dev.intarsia.bridge.memory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.regex.Pattern;

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
  private static final SecureRandom RANDOM = new SecureRandom();

  record Taken(String name, int fd) {}

  private SharedMemoryNames() {}

  /** A new file of mode 0600 that did not exist, open and locked. */
  static Taken take(String prefix) {
    for (int attempt = 0; ; attempt++) {
      String name = fresh(prefix);
      int fd;
      try {
        fd = Libc.shmOpen(path(name), Libc.O_RDWR | Libc.O_CREAT | Libc.O_EXCL);
      } catch (SharedMemoryException e) {
        if (e.errno() == Libc.EEXIST && attempt < ATTEMPTS) {
          continue;
        }
        throw e;
      }
      // A sweeper may have taken the file for stale between its making and its locking.
      if (Libc.tryLock(fd) && Libc.status(fd).links() > 0) {
        return new Taken(name, fd);
      }
      Libc.close(fd);
      if (attempt >= ATTEMPTS) {
        throw new SharedMemoryException("another process keeps locking the names taken in " + DIRECTORY);
      }
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

  private static boolean sweepOne(String name) {
    int fd;
    try {
      fd = Libc.shmOpen(path(name), Libc.O_RDWR);
    } catch (SharedMemoryException e) {
      return false;
    }
    try {
      return Libc.status(fd).ownerId() == Libc.effectiveUserId()
          && Libc.tryLock(fd)
          && Libc.shmUnlink(path(name));
    } finally {
      Libc.close(fd);
    }
  }

  /** The name as the C library wants it. */
  static String path(String name) {
    String bare = name.startsWith("/") ? name.substring(1) : name;
    if (bare.isEmpty() || bare.indexOf('/') >= 0 || bare.indexOf('\0') >= 0 || bare.equals(".") || bare.equals("..")) {
      throw new SharedMemoryException("'" + name + "' is no name for shared memory: it must be one file name");
    }
    return "/" + bare;
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
