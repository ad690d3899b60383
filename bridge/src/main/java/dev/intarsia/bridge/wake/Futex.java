package dev.intarsia.bridge.wake;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Locale;

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
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final MemoryLayout TIMESPEC = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG);

  private static final long NUMBER = systemCallNumber();
  private static final FunctionDescriptor TYPE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle WAIT = NUMBER < 0 ? unavailable() : bind(false);
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
      long ignored =
          (long) WAIT.invokeExact(NUMBER, word, FUTEX_WAIT, expected, timeout, MemorySegment.NULL, 0);
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

  private static MethodHandle bind(boolean critical) {
    Linker linker = Linker.nativeLinker();
    MemorySegment syscall = linker.defaultLookup().findOrThrow("syscall");
    Linker.Option variadic = Linker.Option.firstVariadicArg(1);
    return critical
        ? linker.downcallHandle(syscall, TYPE, variadic, Linker.Option.critical(false))
        : linker.downcallHandle(syscall, TYPE, variadic);
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
