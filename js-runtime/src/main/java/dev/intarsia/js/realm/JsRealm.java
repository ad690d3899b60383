package dev.intarsia.js.realm;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.loop.EventLoop;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One GraalJS context and what belongs to it. Only its owner thread uses it. */
public interface JsRealm {
  Context context();

  EventLoop loop();

  Permissions permissions();

  /** The folder that relative paths start from: the permissions' own, or where a program has gone since. */
  default Path cwd() {
    ProgramRole role = program();
    return role == null ? permissions().cwd() : role.cwd();
  }

  /** What it waits for on shared memory. */
  SharedWaits waits();

  /** Where console output and reports go. */
  JsLog log();

  /** Its part as a whole program; null in a worker. */
  @Nullable ProgramRole program();

  /** The file of the first task module, for {@code process.argv}; "" before it is known. */
  String firstModule();

  /** {@code globalThis}. */
  Value globals();

  /** Defines a global that scripts can replace and that does not show in {@code for in}. */
  void defineGlobal(String name, Object value);

  /**
   * A host function as a genuine JS function, with a name and {@code Function.prototype}.
   *
   * @param body gets the arguments; returns null for undefined, a {@link Value}, or a Java primitive,
   *     String or {@code byte[]} (a new Uint8Array)
   */
  Value function(String name, Function<Value[], @Nullable Object> body);

  /**
   * Runs a script resource and returns its completion value. The parsed source is shared by all realms.
   *
   * @param owner the class next to which the resource lies
   * @param resource file name, or a path below it, for example {@code "web/url.js"}
   */
  Value script(Class<?> owner, String resource);

  /** Runs code as a script of this realm: what it declares at its top level, later scripts see. */
  Value runScript(String code, String name);

  /** What a library keeps for this realm: made at the first call, the same object afterwards. */
  <T> T state(Class<T> key, Supplier<T> make);

  /**
   * The exports of another built-in module, as {@code require(name)} gives them.
   *
   * @throws IllegalArgumentException when there is no such built-in module
   */
  Value builtin(String name);

  /**
   * A JS error to throw out of a host function: it arrives in JS as a genuine error of that class.
   *
   * @param type a global error class, for example {@code "TypeError"}
   * @param code its {@code code} property; "" for none
   */
  RuntimeException error(String type, String message, String code);

  /** A value as a host exception to throw out of a host function: JS catches that very value. */
  RuntimeException thrown(Value value);

  /**
   * The {@code require} function of a file, as Node's {@code createRequire} makes it.
   *
   * @param file an absolute path or a file URL; need not exist
   */
  Value requireFrom(String file);

  Value undefined();

  /** A new Uint8Array that holds a copy. */
  Value uint8Array(byte[] bytes);

  /** A copy of the bytes of an ArrayBuffer, typed array or DataView, honouring its offset and length. */
  byte[] bytes(Value bufferOrView);

  /** A promise that is settled by {@link Deferred}, from the owner thread. */
  Deferred deferred();

  /**
   * The queue of {@code process.nextTick}: its JS functions {@code nextTick}, and {@code drain} for code that the host
   * calls to call at its end.
   */
  Value ticks();

  /** The JS function that takes a class whose prototype is closed to tasks, as those of the language are. */
  Value sharedClasses();

  /** Reports an exception no JS code can catch, thrown by a callback. */
  void reportUncaught(RuntimeException thrown);

  /** A promise and its two functions. */
  interface Deferred {
    Value promise();

    void resolve(Object value);

    void reject(Object reason);
  }
}
