package dev.intarsia.bridge.spawn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Functions of the C library by name, on Linux. A failure is a negative error number. */
final class SystemCalls {
  static final int EINTR = 4;
  private static final int WORDS = 6;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
  /** One shape for all calls, as for those of shared memory: Linux passes six words in registers. */
  @SuppressWarnings("restricted") // calls C functions by a shape that all of them bear
  private static final MethodHandle CALL = LINKER.downcallHandle(
      FunctionDescriptor.of(JAVA_LONG, Collections.nCopies(WORDS, JAVA_LONG).toArray(MemoryLayout[]::new)),
      Linker.Option.captureCallState("errno"));

  private static final Map<String, Optional<MemorySegment>> FOUND = new ConcurrentHashMap<>();

  private SystemCalls() {}

  static boolean has(String name) {
    return find(name).isPresent();
  }

  private static Optional<MemorySegment> find(String name) {
    return FOUND.computeIfAbsent(name, key -> LINKER.defaultLookup().find(key));
  }

  /** Calls a function that returns -1 and sets errno when it fails. */
  static int call(String name, long... words) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      int result = (int) invoke(name, state, words);
      return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
    }
  }

  /** Calls a function that returns an error number, 0 for none, as those of {@code posix_spawn} do. */
  static int failure(String name, long... words) {
    try (Arena arena = Arena.ofConfined()) {
      return -(int) invoke(name, arena.allocate(Linker.Option.captureStateLayout()), words);
    }
  }

  private static long invoke(String name, MemorySegment state, long... words) {
    MemorySegment function =
        find(name).orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
    long[] all = Arrays.copyOf(words, WORDS);
    try {
      return (long) CALL.invokeExact(function, state, all[0], all[1], all[2], all[3], all[4], all[5]);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
