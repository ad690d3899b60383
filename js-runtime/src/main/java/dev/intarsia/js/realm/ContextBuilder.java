package dev.intarsia.js.realm;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Builds contexts that can compute and nothing else: no host classes, no threads, no processes, no
 * environment, no native code, no files but those of the given file system. See docs/decisions for why
 * this is spelled out instead of {@code SandboxPolicy.CONSTRAINED}.
 */
final class ContextBuilder {
  /** Host buffers may be wrapped, nothing of any host object may be called. One instance for all contexts. */
  private static final HostAccess HOST_ACCESS =
      HostAccess.newBuilder(HostAccess.CONSTRAINED).allowBufferAccess(true).build();

  /** As {@code js.max-apply-argument-length}: spreading takes as many arguments as {@code apply}. */
  private static final String MOST_ARGUMENTS = "10000000";

  /** As V8's, which {@code buffer.constants.MAX_STRING_LENGTH} tells. */
  private static final String LONGEST_STRING = "536870888";

  private ContextBuilder() {}

  static Context build(FileSystem files) {
    boolean wasm = SharedEngine.webAssembly();
    String[] languages = wasm ? new String[] {"js", "wasm"} : new String[] {"js"};
    Context.Builder builder = Context.newBuilder(languages)
        .engine(SharedEngine.engine())
        .allowHostAccess(HOST_ACCESS)
        .allowIO(IOAccess.newBuilder().fileSystem(files).build())
        .allowPolyglotAccess(wasm ? PolyglotAccess.ALL : PolyglotAccess.NONE)
        .allowEnvironmentAccess(EnvironmentAccess.NONE)
        .allowHostClassLookup(name -> false)
        .allowHostClassLoading(false)
        .allowCreateThread(false)
        .allowCreateProcess(false)
        .allowNativeAccess(false)
        .allowInnerContextOptions(false)
        .allowValueSharing(false)
        .allowExperimentalOptions(true);
    languageOptions(builder, wasm);
    return builder.build();
  }

  private static void languageOptions(Context.Builder builder, boolean wasm) {
    builder
        .option("js.polyglot-builtin", "false")
        .option("js.java-package-globals", "false")
        .option("js.load", "false")
        .option("js.print", "false")
        .option("js.console", "false")
        .option("js.global-property", "false")
        .option("js.function-arguments-limit", MOST_ARGUMENTS)
        .option("js.string-length-limit", LONGEST_STRING)
        .option("js.ecmascript-version", "staging")
        .option("js.shebang", "true")
        .option("js.esm-eval-returns-exports", "true")
        .option("js.unhandled-rejections", "handler")
        .option("js.async-context", "true")
        .option("js.text-encoding", "true")
        .option("js.stack-trace-api", "true")
        .option("js.lazy-translation", "true")
        .option("js.use-utc-for-legacy-dates", "false");
    if (wasm) {
      builder.option("js.webassembly", "true");
    }
  }
}
