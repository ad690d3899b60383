package dev.intarsia.js;

import dev.intarsia.js.realm.SharedEngine;

/** The one engine that all contexts of this JVM share: code is parsed and compiled once. */
public final class JsEngine {
  private JsEngine() {}

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
