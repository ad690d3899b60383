package dev.intarsia.bridge.memory;

/** Shared memory that could not be made, opened or trusted. */
public final class SharedMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  SharedMemoryException(String message) {
    super(message);
    this.errno = 0;
  }

  SharedMemoryException(String call, int errno) {
    super(call + ": " + describe(errno));
    this.errno = errno;
  }

  /** The C library's error number, or 0 where no call failed. */
  public int errno() {
    return errno;
  }

  private static String describe(int errno) {
    return switch (errno) {
      case 1 -> "not permitted (EPERM)";
      case 2 -> "no such name (ENOENT)";
      case 9 -> "not an open file descriptor (EBADF)";
      case 12 -> "out of memory (ENOMEM)";
      case 13 -> "no access (EACCES): is it opened for reading and writing, by its owner?";
      case 17 -> "the name is taken (EEXIST)";
      case 22 -> "invalid argument (EINVAL)";
      case 24 -> "too many open files (EMFILE): raise ulimit -n";
      case 28 -> "no space (ENOSPC): make /dev/shm larger";
      case 36 -> "the name is too long (ENAMETOOLONG)";
      default -> "errno " + errno;
    };
  }
}
