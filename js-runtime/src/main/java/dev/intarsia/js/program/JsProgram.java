package dev.intarsia.js.program;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.api.ApiLibrary;
import dev.intarsia.js.knitting.KnittingLibrary;
import dev.intarsia.js.module.ModuleException;
import dev.intarsia.js.module.ModuleFileSystem;
import dev.intarsia.js.module.ModuleLoader;
import dev.intarsia.js.realm.GraalRealm;
import dev.intarsia.js.realm.ProgramRole;
import dev.intarsia.js.task.JsWorkerOptions;
import dev.intarsia.js.thread.Seat;
import dev.intarsia.js.thread.Threads;
import dev.intarsia.js.typescript.TypeScriptTranspiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * A whole JS or TS program in a context of its own: it ends when its main module has run and nothing is
 * left to wait for. {@link #run} belongs to one thread, which should be one of {@link dev.intarsia.js.JsThreads}.
 */
public final class JsProgram {
  private static final long LONGEST_PARK_NS = 100_000_000;
  /** How long it looks for results itself before it sleeps until the pool's own thread brings them. */
  private static final long SPIN_NS = 50_000;
  /** Node's exit code for a main module that waits for something that never comes. */
  private static final int UNSETTLED = 13;

  private final ProgramOptions options;
  private final ProgramProcess process;
  private final ProgramBinding binding;
  private final @Nullable Seat seat;
  private final Threads.Program threads;
  private boolean mainDone;
  private volatile boolean stopping;
  private volatile @Nullable GraalRealm running;

  /**
   * @param seat what a thread was started with; null for a program
   * @param threads what the threads of the program share
   */
  JsProgram(ProgramOptions options, @Nullable Seat seat, Threads.Program threads) {
    this.options = options;
    this.seat = seat;
    this.threads = threads;
    this.process = new ProgramProcess(options, seat);
    this.binding = new ProgramBinding(options.pools(), options.main());
  }

  /**
   * Runs a program to its end and shuts down the pools that it left open.
   *
   * @return its exit code: 0, what it set itself, or 1 after an uncaught error
   * @throws IOException when its file is missing or cannot be read
   */
  public static int run(ProgramOptions options) throws IOException {
    return new JsProgram(options, null, new Threads.Program()).run();
  }

  /** Ends it from another thread, whatever it does. */
  void stop(Thread thread) {
    stopping = true;
    LockSupport.unpark(thread);
    GraalRealm realm = running;
    if (realm != null) {
      realm.waits().close();
      // It waits until the thread has left.
      Thread.ofPlatform().daemon().name("end of " + thread.getName()).start(() -> cancel(realm));
    }
  }

  private static void cancel(GraalRealm realm) {
    try {
      realm.context().close(true);
    } catch (RuntimeException _) {
      // The thread has closed it itself meanwhile.
    }
  }

  boolean stopping() {
    return stopping;
  }

  int run() throws IOException {
    ModuleFileSystem files = new ModuleFileSystem();
    Permissions permissions = options.permissions();
    TypeScriptTranspiler.prepare(List.of(options.main()));
    GraalRealm realm = new GraalRealm(
        files,
        permissions,
        process::log,
        List.of(new KnittingLibrary(seat == null ? binding::functions : null), new ApiLibrary()),
        process);
    Threads own = realm.state(
        Threads.class,
        () -> new Threads(
            (arguments, newSeat, shared) -> WorkerThread.start(options, arguments, newSeat, shared), threads, seat));
    process.attach(realm);
    realm.loop().bindOwner();
    running = realm;
    realm.context().enter();
    try {
      if (seat == null) {
        openChannel(realm);
      } else {
        seat.starter().online();
      }
      importMain(realm, files);
      loop(realm);
      if (!stopping) {
        process.end();
      }
    } catch (PolyglotException thrown) {
      if (!process.exited() && !stopping) {
        throw thrown;
      }
    } finally {
      binding.open().forEach(pool -> pool.shutdown(0, () -> {}));
      own.close();
      if (!process.exited()) {
        close(realm);
      }
      process.flush();
    }
    return process.exitCode();
  }

  private void close(GraalRealm realm) {
    try {
      realm.context().leave();
    } catch (RuntimeException ended) {
      if (!stopping) {
        throw ended;
      }
    }
    realm.close();
  }

  /** Opens the channel to the program that has started this one, if one has. */
  private static void openChannel(GraalRealm realm) {
    String descriptor = System.getenv(ProgramRole.CHANNEL_VARIABLE);
    if (descriptor != null && descriptor.matches("\\d{1,4}")) {
      String form = System.getenv().getOrDefault(ProgramRole.CHANNEL_FORM_VARIABLE, "json");
      realm.builtin("node:child_process").getMember("_forkChild").executeVoid(Integer.parseInt(descriptor), form);
    }
  }

  private void importMain(GraalRealm realm, ModuleFileSystem files) throws IOException {
    Path root = JsWorkerOptions.defaultRoot(
        List.of(options.main()), options.permissions().cwd());
    try {
      ModuleLoader modules = new ModuleLoader(realm, files, root, options.permissions(), TypeScriptTranspiler.shared());
      if (seat != null && !seat.source().isEmpty() && !seat.source().startsWith("data:")) {
        runText(realm, seat);
        return;
      }
      String name = seat != null && !seat.source().isEmpty()
          ? seat.source()
          : options.main().toString();
      String path = modules.resolve(name, "", root.resolve("host"));
      process.mainFile(path);
      if (seat == null) {
        ServeGlobals.define(realm, options.main());
      }
      Value promise = modules.importPath(path);
      promise.invokeMember("then", (ProxyExecutable) this::finished, (ProxyExecutable) this::failed);
    } catch (ModuleException missing) {
      throw missing;
    } catch (IOException unreadable) {
      throw new IOException("Cannot read below " + root + ": " + unreadable.getMessage(), unreadable);
    }
  }

  /** Runs a thread's text, as CommonJS. */
  private void runText(GraalRealm realm, Seat given) {
    mainDone = true;
    String name = given.file().toString();
    process.mainFile(name);
    try {
      Value module = realm.runScript("({ exports: {} })", "[worker eval]");
      String head = "(function (require, module, exports, __filename, __dirname) { ";
      realm
          .runScript(head + given.source() + "\n})", "[worker eval]")
          .executeVoid(realm.requireFrom(name), module, module.getMember("exports"), "[worker eval]", ".");
    } catch (PolyglotException thrown) {
      if (process.exited() || stopping || thrown.getGuestObject() == null) {
        throw thrown;
      }
      process.uncaught(thrown.getGuestObject(), false, thrown.getGuestObject());
    }
  }

  private Object finished(Value... namespace) {
    mainDone = true;
    return true;
  }

  private Object failed(Value... reason) {
    mainDone = true;
    process.uncaught(reason[0], false, reason[0]);
    return true;
  }

  private void loop(GraalRealm realm) {
    long idleSince = 0;
    while (!stopping) {
      int work = realm.loop().runDue() + binding.poll();
      if (work > 0) {
        idleSince = 0;
        continue;
      }
      if (!realm.loop().alive() && !(process.beforeExit() && realm.loop().alive())) {
        break;
      }
      long now = System.nanoTime();
      idleSince = idleSince == 0 ? now : idleSince;
      if (now - idleSince < SPIN_NS && !binding.open().isEmpty()) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(this, Math.min(realm.loop().nextDueNs(), LONGEST_PARK_NS));
        idleSince = 0;
      }
    }
    if (!mainDone && !stopping) {
      process.warn("Warning: Detected unsettled top-level await at " + process.mainFile());
      process.exitCodeUnlessSet(UNSETTLED);
    }
  }
}
