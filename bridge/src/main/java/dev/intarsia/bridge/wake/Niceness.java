package dev.intarsia.bridge.wake;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.Locale;

/** How far threads stand back where more of them want to run than there are processors. */
public final class Niceness {
  private static final int WORDS = 6;
  private static final long PRIO_PROCESS = 0;
  private static final long OWN_THREAD = 0;

  private Niceness() {}

  /**
   * Makes the calling thread stand back for good, and every thread that it starts from then on. Linux only: its {@code
   * setpriority} is a thread's own, setpriority(2).
   *
   * @param niceness 1 to 19; at 5 a thread gets a third of what another gets
   * @return whether it does
   */
  public static boolean standBack(int niceness) {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")) {
      return false;
    }
    Linker linker = Linker.nativeLinker();
    MemorySegment setPriority = linker.defaultLookup().find("setpriority").orElse(MemorySegment.NULL);
    if (setPriority.equals(MemorySegment.NULL)) {
      return false;
    }
    // The shape of the C calls for memory, whose stub serves this one too.
    Linker.Option errno = Linker.Option.captureCallState("errno");
    MemoryLayout[] words = Collections.nCopies(WORDS, JAVA_LONG).toArray(MemoryLayout[]::new);
    @SuppressWarnings("restricted") // setpriority takes three words
    MethodHandle call = linker.downcallHandle(FunctionDescriptor.of(JAVA_LONG, words), errno);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      return (int) (long) call.invokeExact(setPriority, state, PRIO_PROCESS, OWN_THREAD, (long) niceness, 0L, 0L, 0L)
          == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("setpriority can't be called: " + e.getMessage(), e);
    }
  }
}
