package dev.intarsia.js.task;

import dev.intarsia.js.module.ModuleException;
import dev.intarsia.js.module.ModuleLoader;
import dev.intarsia.js.payload.JsValues;
import java.nio.file.Path;

/** What a worker runs before its task modules are imported. */
@FunctionalInterface
public interface Bootstrap {
  /** Runs it, with the realm entered. */
  void run(TaskLoader loader);

  /**
   * The hook of these options, if any.
   *
   * @throws ModuleException when its module is missing
   */
  static Bootstrap of(JsWorkerOptions options, ModuleLoader modules, JsValues values) throws ModuleException {
    JsBootstrap hook = options.bootstrap();
    if (hook == null) {
      return loader -> {};
    }
    Path cwd = options.permissions().cwd();
    String path = modules.resolve(cwd.resolve(hook.module()).normalize().toString(), "", cwd.resolve("host"));
    String context = "{\"thread\":" + (options.threadId() - 1) + ",\"totalNumberOfThread\":" + hook.workers()
        + ",\"runtime\":\"node\"}";
    return loader -> loader.callExport(path, hook.export(), hook.data().open(values), values.json(context));
  }
}
