package dev.intarsia.js.realm;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleStackTrace;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.instrumentation.Instrumenter;
import com.oracle.truffle.api.instrumentation.SourceSectionFilter;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * Ends code that catches its own stack overflow again and again. The engine looks for interrupts when a function returns, and
 * has to have room on the stack to act on them; such code spends its time where there is none. This throws when a function
 * is entered, and needs less room than the call itself: each frame that still overflows gives up after its two or three
 * calls instead of after a whole tree of them.
 *
 * <p>For that every function of the engine has a barrier at its entry, from {@link #prepare} on, or from the first end of such
 * code. Too late is worse: a function's first look at its barrier takes a lock of the engine, and where an overflow meets that
 * lock, it may stay taken for ever. For the same reason barriers are never taken away: they are compiled to nothing while no
 * thread is to be ended.
 */
public final class RunawayStop extends TruffleInstrument {
  static final String ID = "intarsia-runaway-stop";

  /** Java frames. A worker's stack has room for ten times as many. */
  private static final int DEEP_FRAMES = 20_000;

  private static final long STEP_MS = 500;
  private static final int STEPS = 600;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Those to be ended. Replaced, never changed. */
  private static volatile Thread[] arrested = {};

  /** Valid while there are none. */
  private static volatile Assumption quiet = Truffle.getRuntime().createAssumption("no JS thread is to be ended");

  private static final SourceSectionFilter EVERY_FUNCTION = SourceSectionFilter.newBuilder()
      .tagIs(StandardTags.RootTag.class, StandardTags.RootBodyTag.class)
      .build();

  private @Nullable Instrumenter instrumenter;
  private boolean attached;

  /** Gives every function of the engine its barrier, before there are any that may have to be ended. */
  public static void prepare() {
    RunawayStop stop = instrument();
    if (stop != null) {
      stop.attach(Runnable::run);
    }
  }

  /** Whether a thread is so deep in calls that an interrupt may find no room, and could leave the engine's own tables half written. */
  public static boolean isDeep(Thread thread) {
    ThreadInfo info = THREADS.getThreadInfo(thread.threadId(), DEEP_FRAMES);
    return info != null && info.getStackTrace().length >= DEEP_FRAMES;
  }

  /**
   * Waits for a thread's end, five minutes at most, and ends the JS it runs where that is deep. Interrupts, because loops are
   * left by them alone; does not cancel, because that would make the engine walk the whole stack, which takes long.
   *
   * @return whether the thread has ended
   */
  public static boolean end(Thread thread, Context context) throws InterruptedException {
    boolean stopping = false;
    try {
      for (int step = 0; step < STEPS && thread.isAlive(); step++) {
        if (!stopping && isDeep(thread)) {
          stopping = true;
          arrest(thread);
        }
        if (stopping) {
          Thread.ofVirtual().start(() -> interrupt(context));
        }
        thread.join(STEP_MS);
      }
    } finally {
      if (stopping) {
        release(thread);
      }
    }
    return !thread.isAlive();
  }

  private static void interrupt(Context context) {
    try {
      context.interrupt(Duration.ofMillis(STEP_MS));
    } catch (TimeoutException | RuntimeException late) {
      // The barrier does it, and the context is lost anyway: an overflow may have left it unusable.
    }
  }

  private static void arrest(Thread thread) {
    synchronized (RunawayStop.class) {
      arrested = Stream.concat(Arrays.stream(arrested), Stream.of(thread)).toArray(Thread[]::new);
      quiet.invalidate("a JS thread is to be ended");
    }
    RunawayStop stop = instrument();
    if (stop != null) {
      // The thread to be ended may hold what this waits for.
      stop.attach(
          body -> Thread.ofPlatform().daemon().name("intarsia runaway stop").start(body));
    }
  }

  private static synchronized void release(Thread thread) {
    arrested = Arrays.stream(arrested).filter(other -> !other.equals(thread)).toArray(Thread[]::new);
    if (arrested.length == 0) {
      quiet = Truffle.getRuntime().createAssumption("no JS thread is to be ended");
    }
  }

  private static @Nullable RunawayStop instrument() {
    Instrument found = SharedEngine.engine().getInstruments().get(ID);
    return found == null ? null : found.lookup(RunawayStop.class);
  }

  @Override
  protected void onCreate(Env created) {
    instrumenter = created.getInstrumenter();
    // Filled in while the stack is short: later the engine would walk all of it.
    TruffleStackTrace.fillIn(Ended.NOW);
    created.registerService(this);
  }

  private synchronized void attach(Executor executor) {
    Instrumenter all = instrumenter;
    if (all != null && !attached) {
      attached = true;
      executor.execute(() -> all.attachExecutionEventFactory(EVERY_FUNCTION, context -> new Barrier()));
    }
  }

  private static final class Barrier extends ExecutionEventNode {
    @CompilationFinal
    private Assumption seen = quiet;

    @Override
    protected void onEnter(VirtualFrame frame) {
      if (!seen.isValid()) {
        look();
      }
    }

    private void look() {
      Thread current = Thread.currentThread();
      for (Thread thread : arrested) {
        if (thread.equals(current)) {
          throw Ended.NOW;
        }
      }
      Assumption now = quiet;
      if (now.isValid()) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        seen = now;
      }
    }
  }

  /** JS can't catch it, and the engine passes this class on by the shortest way. Made beforehand: there is no room to make one. */
  @SuppressWarnings({"removal", "serial"})
  private static final class Ended extends ThreadDeath {
    @SuppressWarnings("StaticAssignmentOfThrowable")
    static final Ended NOW = new Ended();

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
