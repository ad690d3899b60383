package dev.intarsia.bridge.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One memory shared between processes, mapped here. Anonymous memory travels as a file descriptor,
 * named memory as a name below {@code /dev/shm}, where it is unlinked by {@link #unlink} or {@link #close}
 * of its creator.
 *
 * <p>After {@link #close} every access to {@link #segment} is an {@link IllegalStateException}, never a
 * read of foreign memory; or, with {@link Unmapping#WHEN_UNREACHABLE}, a read of zeros.
 */
public final class SharedMemory implements AutoCloseable {
  private static final String ANONYMOUS_LABEL = "intarsia";

  /** What {@link #close} does to the mapping. */
  public enum Unmapping {
    /** It ends: later access throws. */
    ON_CLOSE,
    /**
     * Its pages are given back at once, and its addresses when nobody refers to the segment any more: for lanes that
     * some thread may just be looking at. To be closed when the peer is dead.
     */
    WHEN_UNREACHABLE
  }

  private final int fd;
  private final boolean linkable;
  private volatile @Nullable String name;
  private final boolean owner;
  private final Unmapping unmapping;
  private final Arena arena;
  private final MemorySegment segment;
  private boolean linked;
  private boolean closed;

  private SharedMemory(
      int fd, @Nullable String name, boolean owner, long sizeBytes, boolean writable, Unmapping unmapping) {
    this(fd, name, owner, sizeBytes, writable, unmapping, false);
  }

  private SharedMemory(
      int fd,
      @Nullable String name,
      boolean owner,
      long sizeBytes,
      boolean writable,
      Unmapping unmapping,
      boolean linkable) {
    this.linkable = linkable;
    this.unmapping = unmapping;
    this.fd = fd;
    this.name = name;
    this.owner = owner;
    this.linked = owner && name != null;
    this.arena = unmapping == Unmapping.ON_CLOSE ? Arena.ofShared() : Arena.ofAuto();
    try {
      MemorySegment mapped = map(fd, sizeBytes, writable, arena);
      this.segment = writable ? mapped : mapped.asReadOnly();
    } catch (RuntimeException | Error e) {
      if (unmapping == Unmapping.ON_CLOSE) {
        arena.close();
      }
      throw e;
    }
  }

  @SuppressWarnings("restricted") // it is as long as what was mapped there
  private static MemorySegment map(int fd, long sizeBytes, boolean writable, Arena arena) {
    long address = Libc.mmap(fd, sizeBytes, writable);
    try {
      return MemorySegment.ofAddress(address).reinterpret(sizeBytes, arena, s -> Libc.munmap(address, sizeBytes));
    } catch (RuntimeException | Error e) {
      Libc.munmap(address, sizeBytes);
      throw e;
    }
  }

  /** Undoes the making of a named file that failed. */
  private static void undo(String name, int fd) {
    try {
      unlinkName(name);
    } finally {
      Libc.close(fd);
    }
  }

  /** Takes a name away, in another way where the first fails: a name that stays is memory that stays. */
  private static void unlinkName(String name) {
    try {
      Libc.shmUnlink(SharedMemoryNames.path(name));
    } catch (SharedMemoryException e) {
      SharedMemoryNames.unlinkForOwner(name);
    }
  }

  /** Memory without a name that is unmapped on close. */
  public static SharedMemory anonymous(long sizeBytes) {
    return anonymous(sizeBytes, Unmapping.ON_CLOSE);
  }

  /** Memory with a fresh name that is unmapped on close. */
  public static SharedMemory named(long sizeBytes, String prefix) {
    return named(sizeBytes, prefix, Unmapping.ON_CLOSE, name -> {});
  }

  /**
   * Memory without a name, zeroed, its size sealed. A child inherits it as a file descriptor.
   *
   * @throws SharedMemoryException when there is no room or no right
   */
  public static SharedMemory anonymous(long sizeBytes, Unmapping unmapping) {
    checkSize(sizeBytes);
    int fd = Libc.memfdCreate(ANONYMOUS_LABEL);
    try {
      Libc.ftruncate(fd, sizeBytes);
      Libc.sealSize(fd);
      return new SharedMemory(fd, null, true, sizeBytes, true, unmapping);
    } catch (RuntimeException | Error e) {
      Libc.close(fd);
      throw e;
    }
  }

  /**
   * Memory without a name that {@link #link} can give one, zeroed; unmapped on close. Where {@code /dev/shm} is missing
   * it can't.
   */
  public static SharedMemory linkable(long sizeBytes) {
    checkSize(sizeBytes);
    int fd = SharedMemoryNames.nameless();
    if (fd < 0) {
      return anonymous(sizeBytes);
    }
    try {
      Libc.reserve(fd, sizeBytes);
      return new SharedMemory(fd, null, true, sizeBytes, true, Unmapping.ON_CLOSE, true);
    } catch (RuntimeException | Error e) {
      Libc.close(fd);
      throw e;
    }
  }

  /**
   * Memory with a fresh, unguessable name, zeroed, open to this user alone.
   *
   * @param prefix what a human may recognise the name by; letters, digits, {@code _} and {@code -}; may be empty
   * @param announce told the name before anything bears it, so that no death of this process leaves it unknown
   * @throws SharedMemoryException when {@code /dev/shm} has no room for all of it
   */
  public static SharedMemory named(long sizeBytes, String prefix, Unmapping unmapping, Consumer<String> announce) {
    checkSize(sizeBytes);
    SharedMemoryNames.Taken taken = SharedMemoryNames.take(prefix, announce);
    try {
      Libc.reserve(taken.fd(), sizeBytes);
      return new SharedMemory(taken.fd(), taken.name(), true, sizeBytes, true, unmapping);
    } catch (RuntimeException | Error e) {
      undo(taken.name(), taken.fd());
      throw e;
    }
  }

  /**
   * Memory under a name of the caller's choosing, zeroed, open to this user alone.
   *
   * @throws SharedMemoryException when the name is taken
   */
  public static SharedMemory create(String name, long sizeBytes) {
    checkSize(sizeBytes);
    String path = SharedMemoryNames.path(name);
    int fd = Libc.shmOpen(path, Libc.O_RDWR | Libc.O_CREAT | Libc.O_EXCL);
    try {
      Libc.reserve(fd, sizeBytes);
      return new SharedMemory(fd, name, true, sizeBytes, true, Unmapping.ON_CLOSE);
    } catch (RuntimeException | Error e) {
      undo(name, fd);
      throw e;
    }
  }

  /**
   * Memory that another process made under a name.
   *
   * @throws SharedMemoryException when there is none, it belongs to another user, or it is smaller than promised
   */
  public static SharedMemory open(String name, long sizeBytes) {
    return open(name, sizeBytes, true);
  }

  /** The same, to look at only. */
  public static SharedMemory openReadOnly(String name, long sizeBytes) {
    return open(name, sizeBytes, false);
  }

  private static SharedMemory open(String name, long sizeBytes, boolean writable) {
    checkSize(sizeBytes);
    int fd = Libc.shmOpen(SharedMemoryNames.path(name), writable ? Libc.O_RDWR : 0);
    return adopt(fd, name, sizeBytes, writable);
  }

  /**
   * Memory whose file descriptor this process inherited or was given; the descriptor itself stays open.
   *
   * @throws SharedMemoryException when it is not open for reading and writing, belongs to another user, or is smaller
   *     than promised
   */
  public static SharedMemory inherit(int fd, long sizeBytes) {
    checkSize(sizeBytes);
    return adopt(Libc.dup(fd), null, sizeBytes, true);
  }

  /** Memory behind a path such as {@code /proc/PID/fd/N}, to look at only, as large as the file is. */
  public static SharedMemory viewFile(Path path) {
    int fd = Libc.openReadOnly(path.toString());
    long sizeBytes;
    try {
      sizeBytes = Libc.status(fd).sizeBytes();
      if (sizeBytes <= 0) {
        throw new SharedMemoryException(path + " is empty: it is no shared memory");
      }
    } catch (RuntimeException | Error e) {
      Libc.close(fd);
      throw e;
    }
    return adopt(fd, null, sizeBytes, false);
  }

  /**
   * Memory that a peer names: it must be a file of {@code /dev/shm} that is this user's and nobody else's.
   *
   * @throws SharedMemoryException when it is not, or smaller than promised
   */
  static SharedMemory openReceived(String name, long sizeBytes) {
    checkSize(sizeBytes);
    int fd = Libc.shmOpen(SharedMemoryNames.receivedPath(name), Libc.O_RDWR);
    return adoptReceived(fd, name, sizeBytes);
  }

  /**
   * Memory without a name that a peer has open under a number of its own.
   *
   * @throws SharedMemoryException when it is no such memory, or smaller than promised
   */
  static SharedMemory openReceived(MemoryPeer peer, int fd, long sizeBytes) {
    checkSize(sizeBytes);
    return adoptReceived(Libc.openReadWrite(peer.descriptorPath(fd)), null, sizeBytes);
  }

  private static SharedMemory adoptReceived(int fd, @Nullable String name, long sizeBytes) {
    try {
      SharedMemoryNames.checkReceived(fd, name);
    } catch (RuntimeException | Error e) {
      Libc.close(fd);
      throw e;
    }
    return adopt(fd, name, sizeBytes, true);
  }

  private static SharedMemory adopt(int fd, @Nullable String name, long sizeBytes, boolean writable) {
    try {
      checkSize(sizeBytes);
      checkStatus(fd, name == null ? "file descriptor " + fd : name, sizeBytes);
      return new SharedMemory(fd, name, false, sizeBytes, writable, Unmapping.ON_CLOSE);
    } catch (RuntimeException | Error e) {
      Libc.close(fd);
      throw e;
    }
  }

  private static void checkStatus(int fd, String what, long sizeBytes) {
    Libc.FileStatus status = Libc.status(fd);
    int user = Libc.effectiveUserId();
    if (user != 0 && status.ownerId() != user) {
      throw new SharedMemoryException(
          "shared memory " + what + " belongs to user " + status.ownerId() + ", not to " + user + ": refused");
    }
    if (status.sizeBytes() < sizeBytes) {
      throw new SharedMemoryException(
          "shared memory " + what + " has " + status.sizeBytes() + " bytes, " + sizeBytes + " were promised");
    }
  }

  private static void checkSize(long sizeBytes) {
    if (sizeBytes <= 0) {
      throw new IllegalArgumentException("shared memory needs a size of at least 1 byte, not " + sizeBytes);
    }
  }

  /** The whole mapping; access to it ends with {@link #close}. */
  public MemorySegment segment() {
    return segment;
  }

  public long sizeBytes() {
    return segment.byteSize();
  }

  /** The name without a slash, or null for anonymous memory. */
  public @Nullable String name() {
    return name;
  }

  /**
   * Whether the file still has all the bytes that are mapped here. A peer can shorten a file that bears a name; an anonymous
   * one is sealed. Not to be asked after {@link #close}.
   */
  public boolean isWhole() {
    return Libc.status(fd).sizeBytes() >= sizeBytes();
  }

  /** This process's descriptor of the memory; closed by {@link #close}. */
  public int fd() {
    return fd;
  }

  /**
   * The name, which memory of {@link #linkable} is given now; {@link #unlink} and {@link #close} take it away.
   *
   * @throws SharedMemoryException when it has none and can't have one
   */
  synchronized String link(String prefix) {
    String given = name;
    if (given != null) {
      return given;
    }
    if (!linkable || closed) {
      throw new SharedMemoryException("this memory has no name and can't be given one: create it with a name");
    }
    given = SharedMemoryNames.give(fd, prefix);
    name = given;
    linked = true;
    return given;
  }

  /** Takes the name away, once; whoever has mapped the memory keeps it. */
  public synchronized void unlink() {
    if (linked) {
      linked = false;
      unlinkName(Objects.requireNonNull(name));
    }
  }

  /** Gives up the name, so that {@link #close} leaves it: someone else unlinks it. */
  public synchronized void keepName() {
    linked = false;
  }

  /** Whether this process made the memory. */
  public boolean owner() {
    return owner;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      unlink();
      if (unmapping == Unmapping.ON_CLOSE) {
        arena.close();
      } else {
        Libc.dropPages(segment.address(), segment.byteSize());
      }
    } finally {
      Libc.close(fd);
    }
  }
}
