package dev.intarsia.js;

import dev.intarsia.js.api.ApiLibrary;
import dev.intarsia.js.knitting.KnittingLibrary;
import dev.intarsia.js.module.ModuleFileSystem;
import dev.intarsia.js.module.ModuleLoader;
import dev.intarsia.js.payload.JsValues;
import dev.intarsia.js.realm.CompilerStart;
import dev.intarsia.js.realm.FreshContext;
import dev.intarsia.js.task.JsTaskExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A worker's context and the files that it sees. One may be made before there is a worker for it. */
record EarlyContext(ModuleFileSystem files, FreshContext context) {
  private static final AtomicReference<@Nullable CompletableFuture<EarlyContext>> PREPARED = new AtomicReference<>();

  /** Begins to make one for the next worker that asks; returns at once. */
  static void prepare() {
    CompletableFuture<EarlyContext> made = new CompletableFuture<>();
    if (!PREPARED.compareAndSet(null, made)) {
      return;
    }
    Runnable make = () -> {
      try {
        CompilerStart.begin();
        EarlyContext early = make();
        parse(early.context);
        made.complete(early);
      } catch (Throwable failed) {
        // Whoever asks for a context fails in the same way, and says so.
        made.completeExceptionally(failed);
      }
    };
    JsThreads.newThread("intarsia early context", make).start();
  }

  /** The one that was prepared, when it is done; another where it has been given away or could not be made. */
  static EarlyContext take() {
    CompletableFuture<EarlyContext> made = PREPARED.getAndSet(null);
    return made == null ? make() : made.exceptionally(failed -> make()).join();
  }

  private static EarlyContext make() {
    ModuleFileSystem files = new ModuleFileSystem();
    return new EarlyContext(files, new FreshContext(files));
  }

  /** What every worker runs as it starts. */
  private static void parse(FreshContext context) {
    context.parse(ApiLibrary.class, "bootstrap.js", "object.js", "web/dates.js", "web/date-text.js", "web/marks.js");
    context.parse(JsValues.class, "json-shapes.js", "codec.js", "atomics.js");
    context.parse(ModuleLoader.class, "loader.js");
    context.parse(JsTaskExecutor.class, "tasks.js");
    context.parse(KnittingLibrary.class, "knitting.js");
  }
}
