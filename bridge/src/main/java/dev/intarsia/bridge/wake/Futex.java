package dev.intarsia.bridge.wake;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's futex on a word of shared memory, between processes or threads. Linux on x86-64 and
 * AArch64; elsewhere {@link #available} is false and nobody waits on it.
 *
 * <p>A wait may block, so it is never a {@code critical} downcall: the thread counts as native meanwhile and a
 * garbage collection does not wait for it. The wake never blocks, and is critical.
 */
public final class Futex {
  private static final int FUTEX_WAIT = 0;
  private static final int FUTEX_WAKE = 1;
  private static final int FUTEX_WAIT_BITSET = 9;
  private static final int FUTEX_WAKE_BITSET = 10;
  private static final long EINTR = 4;
  private static final long EAGAIN = 11;
  private static final long ETIMEDOUT = 110;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final MemoryLayout TIMESPEC = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG);

  private static final long NUMBER = systemCallNumber();
  private static final FunctionDescriptor TYPE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  private static final StructLayout ERRNO = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE = ERRNO.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle WAIT = NUMBER < 0 ? unavailable() : bind(false);
  private static final @Nullable MethodHandle WAIT_TELLING = NUMBER < 0 ? null : bindTelling();
  private static final MethodHandle WAKE = NUMBER < 0 ? unavailable() : bind(true);

  private Futex() {}

  public static boolean available() {
    return NUMBER >= 0;
  }

  /** Binds the system call now, which takes some ten milliseconds, so that the first wait or wake does not. */
  public static void prepare() {
    // The class is initialized by being called.
  }

  /**
   * Waits until the word is woken, or at most {@code timeoutNs}; returns at once when it is not {@code expected}. May
   * also return for no reason.
   *
   * @param word four aligned bytes of native memory
   */
  public static void await(MemorySegment word, int expected, long timeoutNs) {
    if (timeoutNs <= 0) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timeout = arena.allocate(TIMESPEC);
      timeout.set(JAVA_LONG, 0, timeoutNs / NANOS_PER_SECOND);
      timeout.set(JAVA_LONG, Long.BYTES, timeoutNs % NANOS_PER_SECOND);
      long ignored = (long) WAIT.invokeExact(NUMBER, word, FUTEX_WAIT, expected, timeout, MemorySegment.NULL, 0);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** How a wait ended that tells. */
  public enum Awaited {
    WOKEN,
    /** The word was not the value expected. */
    CHANGED,
    TIMED_OUT
  }

  /**
   * Waits as {@link #await} does, and tells how it ended. It listens to {@link #wake} and to {@link #wakeBits} with one of its
   * bits. Never returns for no reason.
   *
   * @param timeoutNs {@link Long#MAX_VALUE} for no limit
   * @throws UnsupportedOperationException where there is no futex
   */
  public static Awaited awaitBits(MemorySegment word, int expected, long timeoutNs, int bits) {
    MethodHandle handle = WAIT_TELLING;
    if (handle == null) {
      throw new UnsupportedOperationException("waiting on shared memory needs Linux on x86-64 or AArch64");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO);
      MemorySegment deadline = timeoutNs == Long.MAX_VALUE ? MemorySegment.NULL : deadline(arena, timeoutNs);
      while (true) {
        long result = (long)
            handle.invokeExact(errno, NUMBER, word, FUTEX_WAIT_BITSET, expected, deadline, MemorySegment.NULL, bits);
        long code = (int) ERRNO_VALUE.get(errno, 0L);
        if (result == 0) {
          return Awaited.WOKEN;
        } else if (code == EAGAIN) {
          return Awaited.CHANGED;
        } else if (code == ETIMEDOUT) {
          return Awaited.TIMED_OUT;
        } else if (code != EINTR) {
          throw new IllegalStateException("futex wait failed with errno " + code);
        }
      }
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** The kernel's monotonic clock is {@link System#nanoTime} on Linux. */
  private static MemorySegment deadline(Arena arena, long timeoutNs) {
    long now = System.nanoTime();
    long end = timeoutNs > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + timeoutNs;
    MemorySegment deadline = arena.allocate(TIMESPEC);
    deadline.set(JAVA_LONG, 0, end / NANOS_PER_SECOND);
    deadline.set(JAVA_LONG, Long.BYTES, end % NANOS_PER_SECOND);
    return deadline;
  }

  /** Wakes waiters of the word that listen to one of the bits. */
  public static void wakeBits(MemorySegment word, int waiters, int bits) {
    try {
      long ignored = (long)
          WAKE.invokeExact(NUMBER, word, FUTEX_WAKE_BITSET, waiters, MemorySegment.NULL, MemorySegment.NULL, bits);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /**
   * Wakes waiters of the word.
   *
   * @return how many
   */
  public static int wake(MemorySegment word, int waiters) {
    try {
      return (int)
          (long) WAKE.invokeExact(NUMBER, word, FUTEX_WAKE, waiters, MemorySegment.NULL, MemorySegment.NULL, 0);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  @SuppressWarnings("restricted") // the C function takes any number of words
  private static MethodHandle bind(boolean critical) {
    Linker linker = Linker.nativeLinker();
    MemorySegment syscall = linker.defaultLookup().findOrThrow("syscall");
    Linker.Option variadic = Linker.Option.firstVariadicArg(1);
    return critical
        ? linker.downcallHandle(syscall, TYPE, variadic, Linker.Option.critical(false))
        : linker.downcallHandle(syscall, TYPE, variadic);
  }

  @SuppressWarnings("restricted") // the C function takes any number of words
  private static MethodHandle bindTelling() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        TYPE,
        Linker.Option.firstVariadicArg(1),
        Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle unavailable() {
    return MethodHandles.empty(TYPE.toMethodType());
  }

  private static long systemCallNumber() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return -1;
    }
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> 202;
      case "aarch64" -> 98;
      default -> -1;
    };
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
