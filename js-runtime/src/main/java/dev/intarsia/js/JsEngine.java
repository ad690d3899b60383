package dev.intarsia.js;

import dev.intarsia.js.realm.SharedEngine;

/** The one engine that all contexts of this JVM share: code is parsed and compiled once. */
public final class JsEngine {
  private JsEngine() {}

  /**
   * Begins to load the engine, and what the first worker needs besides its modules, on a thread of its own. Returns at once. A
   * program that knows early that it will call JS has its first result sooner then.
   */
  public static void prepare() {
    EarlyContext.prepare();
  }

  /** The Truffle runtime in use, for example {@code GraalVM CE} with the JIT or {@code Interpreted} without. */
  public static String implementationName() {
    return SharedEngine.engine().getImplementationName();
  }

  /** Whether JS is compiled to machine code. */
  public static boolean jit() {
    return SharedEngine.jit();
  }

  /** Whether tasks have {@code WebAssembly}: its language is on the class path. */
  public static boolean webAssembly() {
    return SharedEngine.webAssembly();
  }
}
