package dev.intarsia.bridge.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The C library calls that shared memory needs, on Linux. Each returns what the call returns; a
 * failure is an {@link SharedMemoryException} with errno's name.
 */
final class Libc {
  static final int O_RDWR = 2;
  static final int O_CREAT = 0x40;
  static final int O_EXCL = 0x80;
  private static final int O_CLOEXEC = 0x80000;
  private static final int O_TMPFILE = 0x410000;
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_FOLLOW = 0x400;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int STATFS_BYTES = 256;
  private static final long TMPFS_MAGIC = 0x01021994;
  static final int ENOENT = 2;
  static final int EEXIST = 17;
  private static final int EINTR = 4;

  private static final int MODE_OWNER_ONLY = 0600;
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;
  private static final int MADV_REMOVE = 9;
  private static final int MFD_CLOEXEC = 1;
  private static final int MFD_ALLOW_SEALING = 2;
  private static final int F_ADD_SEALS = 1033;
  /** No more seals, no shrinking, no growing: a peer can't pull the mapping from under us. */
  private static final int SEAL_SIZE = 1 | 2 | 4;

  private static final int LOCK_EXCLUSIVE_NOW = 2 | 4;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_BASIC = 0x7ff;
  private static final int STATX_BYTES = 256;
  private static final int STATX_NLINK = 16;
  private static final int STATX_UID = 20;
  private static final int STATX_MODE = 28;
  private static final int STATX_SIZE = 40;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LOOKUP = LINKER.defaultLookup();
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  /** A function of the C library. */
  private record Function(String name, MemorySegment address) {}

  /** What a test has the calls of this process end with. */
  @FunctionalInterface
  interface Faults {
    /** The error number with which this call of a function fails; 0 where it is to be made. */
    int errno(String function);
  }

  /**
   * Set by tests of this package alone. No option, property or public method leads here.
   */
  static volatile @Nullable Faults faults;

  private static final int WORDS = 6;
  /**
   * The shape of every call: Linux passes six words in registers, and a function looks at those that it knows. One shape
   * for all of them costs a start one stub, where a shape each costs a tenth of a second.
   */
  @SuppressWarnings("restricted") // calls C functions by a shape that all of them bear
  private static final MethodHandle CALL = LINKER.downcallHandle(
      FunctionDescriptor.of(JAVA_LONG, Collections.nCopies(WORDS, JAVA_LONG).toArray(MemoryLayout[]::new)),
      Linker.Option.captureCallState("errno"));

  private static final Function MEMFD_CREATE = find("memfd_create");
  private static final Function SHM_OPEN = find("shm_open");
  private static final Function OPEN = find("open");
  private static final Function SHM_UNLINK = find("shm_unlink");
  private static final Function FTRUNCATE = find("ftruncate");
  private static final Function POSIX_FALLOCATE = find("posix_fallocate");
  private static final Function FCNTL = find("fcntl");
  private static final Function MMAP = find("mmap");
  private static final Function MUNMAP = find("munmap");
  private static final Function MADVISE = find("madvise");
  private static final Function CLOSE = find("close");
  private static final Function LINKAT = find("linkat");
  private static final Function FSTATFS = find("fstatfs");
  private static final Function FLOCK = find("flock");
  private static final Function STATX = find("statx");
  private static final Function GETEUID = find("geteuid");

  /** What an open file is: read from the file itself, not from what a peer said about it. */
  record FileStatus(int links, int ownerId, int mode, long sizeBytes) {}

  private Libc() {}

  /** Sealing is asked for, and done without where the kernel has none. */
  static int memfdCreate(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int fd = (int) call(MEMFD_CREATE, state, arena.allocateFrom(name).address(), MFD_CLOEXEC | MFD_ALLOW_SEALING);
      return checked(fd, state, "memfd_create");
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Fixes the size of an anonymous memory; whether the kernel did is all one to the caller. */
  static boolean sealSize(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) call(FCNTL, arena.allocate(STATE), fd, F_ADD_SEALS, SEAL_SIZE) == 0;
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static int shmOpen(String name, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int fd = (int) call(SHM_OPEN, state, arena.allocateFrom(name).address(), flags, MODE_OWNER_ONLY);
      return checked(fd, state, "shm_open " + name);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static int openReadOnly(String path) {
    return open(path, O_CLOEXEC);
  }

  static int openReadWrite(String path) {
    return open(path, O_CLOEXEC | O_RDWR);
  }

  /** A file without a name in a directory, which {@link #link} can give one. */
  static int openNameless(String directory) {
    return open(directory, O_CLOEXEC | O_RDWR | O_TMPFILE);
  }

  /** Gives a file of {@link #openNameless} a name, once. */
  static void link(int fd, String path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment from = arena.allocateFrom("/proc/self/fd/" + fd);
      MemorySegment to = arena.allocateFrom(path);
      checked(
          (int) call(LINKAT, state, AT_FDCWD, from.address(), AT_FDCWD, to.address(), AT_SYMLINK_FOLLOW),
          state,
          "link to " + path);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Whether a file lives in memory: an anonymous one, or one of a tmpfs. */
  static boolean livesInMemory(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment out = arena.allocate(STATFS_BYTES, Long.BYTES);
      checked((int) call(FSTATFS, state, fd, out.address()), state, "fstatfs of file descriptor " + fd);
      return out.get(JAVA_LONG, 0) == TMPFS_MAGIC;
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static int open(String path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int fd = (int) call(OPEN, state, arena.allocateFrom(path).address(), flags, MODE_OWNER_ONLY);
      return checked(fd, state, "open of " + path);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** False when there was no such name. */
  static boolean shmUnlink(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int result = (int) call(SHM_UNLINK, state, arena.allocateFrom(name).address());
      if (result == 0 || errno(state) == ENOENT) {
        return result == 0;
      }
      throw failure(state, "shm_unlink " + name);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static void ftruncate(int fd, long sizeBytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      checked((int) call(FTRUNCATE, state, fd, sizeBytes), state, "ftruncate to " + sizeBytes + " bytes");
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /**
   * Allocates every page of a file, which gets that size. Without it the first write to a page for which there is no room
   * is a SIGBUS.
   */
  static void reserve(int fd, long sizeBytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int error = EINTR;
      while (error == EINTR) {
        error = (int) call(POSIX_FALLOCATE, state, fd, 0L, sizeBytes);
      }
      if (error != 0) {
        throw new SharedMemoryException("allocating " + sizeBytes + " bytes of shared memory failed", error);
      }
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** The address of a shared mapping, readable and, where asked, writable. */
  static long mmap(int fd, long sizeBytes, boolean writable) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
      long address = call(MMAP, state, 0L, sizeBytes, protection, MAP_SHARED, fd, 0L);
      if (address == -1) {
        throw failure(state, "mmap of " + sizeBytes + " bytes");
      }
      return address;
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static void munmap(long address, long sizeBytes) {
    try (Arena arena = Arena.ofConfined()) {
      int ignored = (int) call(MUNMAP, arena.allocate(STATE), address, sizeBytes);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Gives the pages of a shared mapping back, for every process that maps it; it reads as zeros. */
  static void dropPages(long address, long sizeBytes) {
    try (Arena arena = Arena.ofConfined()) {
      int ignored = (int) call(MADVISE, arena.allocate(STATE), address, sizeBytes, MADV_REMOVE);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static void close(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      int ignored = (int) call(CLOSE, arena.allocate(STATE), fd);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static int dup(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      return checked((int) call(FCNTL, state, fd, F_DUPFD_CLOEXEC, 0), state, "dup of file descriptor " + fd);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Takes the lock that says "the owner lives"; the kernel drops it with the owner's last descriptor. */
  static boolean tryLock(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) call(FLOCK, arena.allocate(STATE), fd, LOCK_EXCLUSIVE_NOW) == 0;
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static FileStatus status(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment out = arena.allocate(STATX_BYTES, Long.BYTES);
      int result =
          (int) call(STATX, state, fd, arena.allocateFrom("").address(), AT_EMPTY_PATH, STATX_BASIC, out.address());
      checked(result, state, "statx of file descriptor " + fd);
      return new FileStatus(
          out.get(JAVA_INT, STATX_NLINK),
          out.get(JAVA_INT, STATX_UID),
          Short.toUnsignedInt(out.get(JAVA_SHORT, STATX_MODE)),
          out.get(JAVA_LONG, STATX_SIZE));
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static int effectiveUserId() {
    try (Arena arena = Arena.ofConfined()) {
      return (int) call(GETEUID, arena.allocate(STATE));
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static long call(Function function, MemorySegment state, long... words) throws Throwable {
    Faults injected = faults;
    int fault = injected == null ? 0 : injected.errno(function.name);
    if (fault != 0) {
      ERRNO.set(state, 0L, fault);
      return POSIX_FALLOCATE.equals(function) ? fault : -1;
    }
    long[] all = Arrays.copyOf(words, WORDS);
    return (long) CALL.invokeExact(function.address, state, all[0], all[1], all[2], all[3], all[4], all[5]);
  }

  private static Function find(String name) {
    return LOOKUP
        .find(name)
        .map(address -> new Function(name, address))
        .orElseThrow(() -> new SharedMemoryException(
            "the C library has no " + name + ": shared memory needs Linux with glibc 2.34 or musl"));
  }

  private static int checked(int result, MemorySegment state, String call) {
    if (result < 0) {
      throw failure(state, call);
    }
    return result;
  }

  private static SharedMemoryException failure(MemorySegment state, String call) {
    return new SharedMemoryException(call + " failed", errno(state));
  }

  private static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  private static RuntimeException rethrow(Throwable e) {
    if (e instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (e instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(e);
  }
}
