package dev.intarsia.js.realm;

import dev.intarsia.host.PoolStartException;
import dev.intarsia.host.permission.PermissionDeniedException;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.loop.WorkerEventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/** A realm over one context of the shared engine. */
public final class GraalRealm implements JsRealm, AutoCloseable {
  private final Context context;
  private final SharedWaits waits = new SharedWaits();
  private final WorkerEventLoop loop;
  private final Permissions permissions;
  private final JsLog log;
  private final List<BuiltinLibrary> libraries;
  private final @Nullable ProgramRole program;
  private final Map<Class<?>, Object> states = new HashMap<>();
  private final Map<String, Value> modules = new HashMap<>();
  private final Helpers helpers;
  private final Value ticks;
  private final Value prototypes;
  private @Nullable Function<String, Value> requireFactory;
  private String firstModule = "";

  /**
   * @param files what ES modules are loaded through
   * @param program its part as a whole program; null in a worker
   */
  public GraalRealm(
      FileSystem files,
      Permissions permissions,
      JsLog log,
      List<BuiltinLibrary> libraries,
      @Nullable ProgramRole program) {
    this(new FreshContext(files), permissions, log, libraries, program);
  }

  /**
   * @param fresh no other realm's
   * @param program its part as a whole program; null in a worker
   */
  public GraalRealm(
      FreshContext fresh,
      Permissions permissions,
      JsLog log,
      List<BuiltinLibrary> libraries,
      @Nullable ProgramRole program) {
    this.program = program;
    this.permissions = permissions;
    this.log = log;
    this.libraries = List.copyOf(libraries);
    this.loop = new WorkerEventLoop(this::reportUncaught);
    this.context = fresh.context;
    this.helpers = fresh.helpers;
    context.enter();
    try {
      helpers.onUnhandledRejection(proxy(this::reportRejection));
      this.ticks = script(GraalRealm.class, "ticks.js").execute(proxy(this::reportThrown));
      this.prototypes = script(GraalRealm.class, "harden.js").execute(!permissions.mayChangePrototypes());
      for (BuiltinLibrary library : this.libraries) {
        library.installGlobals(this);
      }
    } finally {
      context.leave();
    }
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public WorkerEventLoop loop() {
    return loop;
  }

  @Override
  public Permissions permissions() {
    return permissions;
  }

  @Override
  public JsLog log() {
    return log;
  }

  @Override
  public @Nullable ProgramRole program() {
    return program;
  }

  @Override
  public String firstModule() {
    return firstModule;
  }

  /** Sets {@link #firstModule}. */
  public void setFirstModule(String file) {
    firstModule = file;
  }

  /** Closes the prototypes of the language to all code from here on, unless permissions leave them open. */
  public void harden() {
    prototypes.getMember("close").executeVoid();
  }

  @Override
  public Value sharedClasses() {
    return prototypes.getMember("add");
  }

  @Override
  public Value globals() {
    return context.getBindings("js");
  }

  @Override
  public void defineGlobal(String name, Object value) {
    helpers.defineGlobal.executeVoid(name, value);
  }

  @Override
  public Value function(String name, Function<Value[], @Nullable Object> body) {
    return helpers.function.execute(name, proxy(body));
  }

  private ProxyExecutable proxy(Function<Value[], @Nullable Object> body) {
    return arguments -> {
      try {
        return toGuest(body.apply(arguments));
      } catch (PolyglotException guest) {
        throw guest;
      } catch (PermissionDeniedException denied) {
        throw error("Error", String.valueOf(denied.getMessage()), "ERR_ACCESS_DENIED");
      } catch (PoolStartException failed) {
        throw error("Error", "Worker startup failed: " + failed.getMessage(), "");
      } catch (IllegalArgumentException wrong) {
        throw error("TypeError", String.valueOf(wrong.getMessage()), "ERR_INVALID_ARG_VALUE");
      } catch (ClassCastException wrong) {
        throw error(
            "RangeError", "An argument is out of range, or of another type than is taken here", "ERR_OUT_OF_RANGE");
      } catch (OutOfMemoryError exhausted) {
        throw error("RangeError", "There is no memory for that", "ERR_MEMORY_ALLOCATION_FAILED");
      } catch (RuntimeException | LinkageError | InternalError broken) {
        throw error("Error", hostFailure(broken), "");
      }
    };
  }

  /** What tasks may know of a failure in the host: nothing of its classes, nor what a library says of the host. */
  private static String hostFailure(Throwable broken) {
    boolean ours =
        broken instanceof IllegalStateException || broken.getClass().getName().startsWith("dev.intarsia.");
    return ours
        ? String.valueOf(broken.getMessage())
        : "A function of the host failed: " + broken.getClass().getSimpleName();
  }

  private Object toGuest(@Nullable Object value) {
    if (value == null) {
      return helpers.undefined;
    }
    return value instanceof byte[] bytes ? uint8Array(bytes) : value;
  }

  @Override
  public Value script(Class<?> owner, String resource) {
    return context.eval(ScriptResources.source(owner, resource));
  }

  @Override
  public Value runScript(String code, String name) {
    return context.eval(Source.newBuilder("js", code, name).cached(false).buildLiteral());
  }

  @Override
  public SharedWaits waits() {
    return waits;
  }

  @Override
  public <T> T state(Class<T> key, Supplier<T> make) {
    Object found = states.get(key);
    if (found == null) {
      found = make.get();
      states.put(key, found);
    }
    return key.cast(found);
  }

  /** Whether a library offers a module of this name. */
  public boolean hasBuiltin(String name) {
    return libraries.stream().anyMatch(library -> library.moduleNames().contains(name));
  }

  @Override
  public Value builtin(String name) {
    Value made = modules.get(name);
    if (made == null) {
      made = owner(name).module(this, name);
      modules.put(name, made);
    }
    return made;
  }

  private BuiltinLibrary owner(String name) {
    return libraries.stream()
        .filter(library -> library.moduleNames().contains(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no built-in module " + name));
  }

  /** Sets what {@link #requireFrom} asks. */
  public void setRequireFactory(Function<String, Value> factory) {
    requireFactory = factory;
  }

  @Override
  public Value requireFrom(String file) {
    Function<String, Value> factory = requireFactory;
    if (factory == null) {
      throw new IllegalStateException("modules are not set up yet");
    }
    return factory.apply(file);
  }

  @Override
  public RuntimeException error(String type, String message, String code) {
    return caught(helpers.fail, type, message, code);
  }

  @Override
  public RuntimeException thrown(Value value) {
    return caught(helpers.raise, value);
  }

  private static RuntimeException caught(Value thrower, Object... arguments) {
    try {
      thrower.executeVoid(arguments);
      return new IllegalStateException("the helper did not throw");
    } catch (PolyglotException thrown) {
      return thrown;
    }
  }

  @Override
  public Value undefined() {
    return helpers.undefined;
  }

  @Override
  public Value uint8Array(byte[] bytes) {
    return helpers.uint8Array.execute(java.nio.ByteBuffer.wrap(bytes));
  }

  @Override
  public byte[] bytes(Value bufferOrView) {
    Value buffer = helpers.buffer.execute(bufferOrView);
    int offset = helpers.offset.execute(bufferOrView).asInt();
    byte[] copy = new byte[helpers.length.execute(bufferOrView).asInt()];
    buffer.readBuffer(offset, copy, 0, copy.length);
    return copy;
  }

  @Override
  public Deferred deferred() {
    return new ValueDeferred(helpers.deferred.execute());
  }

  @Override
  public Value ticks() {
    return ticks;
  }

  @Override
  public void reportUncaught(RuntimeException thrown) {
    if (thrown instanceof PolyglotException guest && (guest.isInterrupted() || guest.isCancelled())) {
      throw thrown;
    }
    if (program == null) {
      log.write("error", "Uncaught " + describe(thrown));
    } else {
      program.uncaught(guestError(thrown), false, undefined());
    }
  }

  /** What was thrown as JS sees it. */
  public Value guestError(RuntimeException thrown) {
    if (thrown instanceof PolyglotException guest && guest.getGuestObject() != null) {
      return guest.getGuestObject();
    }
    RuntimeException error = error("Error", String.valueOf(thrown.getMessage()), "");
    return error instanceof PolyglotException guest ? guest.getGuestObject() : helpers.undefined;
  }

  private Object reportThrown(Value[] error) {
    reportUncaught(thrown(error[0]));
    return helpers.undefined;
  }

  private Object reportRejection(Value[] reasonAndPromise) {
    if (program != null) {
      program.uncaught(reasonAndPromise[0], true, reasonAndPromise[1]);
      return helpers.undefined;
    }
    log.write(
        "error",
        "Unhandled rejection: " + helpers.describe.execute(reasonAndPromise[0]).asString());
    return helpers.undefined;
  }

  private String describe(RuntimeException thrown) {
    if (thrown instanceof PolyglotException guest && guest.getGuestObject() != null) {
      return helpers.describe.execute(guest.getGuestObject()).asString();
    }
    return thrown.toString();
  }

  @Override
  public void close() {
    loop.close();
    waits.close();
    states.values().forEach(GraalRealm::release);
    context.close(true);
  }

  /** What a library keeps may hold more than memory. */
  private static void release(Object state) {
    if (state instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception failed) {
        throw new IllegalStateException("can't close " + state, failed);
      }
    }
  }

  private record ValueDeferred(Value parts) implements Deferred {
    @Override
    public Value promise() {
      return parts.getMember("promise");
    }

    @Override
    public void resolve(Object value) {
      parts.getMember("resolve").executeVoid(value);
    }

    @Override
    public void reject(Object reason) {
      parts.getMember("reject").executeVoid(reason);
    }
  }
}
