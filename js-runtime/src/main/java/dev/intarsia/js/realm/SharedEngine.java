package dev.intarsia.js.realm;

import java.io.InputStream;
import java.io.OutputStream;
import org.graalvm.polyglot.Engine;

/** The one engine of this JVM. */
public final class SharedEngine {
  /** All contexts use it: code is parsed and compiled once. */
  public static final Engine ENGINE =
      Engine.newBuilder()
          .option("engine.WarnInterpreterOnly", "false")
          .in(InputStream.nullInputStream())
          .out(OutputStream.nullOutputStream())
          .err(OutputStream.nullOutputStream())
          .build();

  private SharedEngine() {}

  /** Whether JS is compiled to machine code. */
  public static boolean jit() {
    return !"Interpreted".equals(ENGINE.getImplementationName());
  }

  /** Whether the WebAssembly language is on the class path. */
  public static boolean webAssembly() {
    return ENGINE.getLanguages().containsKey("wasm");
  }
}
