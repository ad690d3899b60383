package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.BootPayload;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Runs JS and TS modules in a JVM worker process. {@link ServiceLoader} finds it; without one on the class path a worker
 * process serves Java methods only. {@code intarsia-js-runtime} brings one.
 */
public interface ModuleRuntime {
  /** What a module exports as a task. */
  record Export(String name, boolean abortSignal, boolean timed) {}

  /**
   * The runtime on the class path.
   *
   * @throws WorkerStartException when there is none
   */
  static ModuleRuntime find() {
    return ServiceLoader.load(ModuleRuntime.class).stream()
        .min(Comparator.comparing(provider -> provider.type().getName()))
        .map(ServiceLoader.Provider::get)
        .orElseThrow(() -> new WorkerStartException(
            "this worker is to run JS modules and has no JS runtime on its class path: add intarsia-js-runtime"));
  }

  /** Begins to load what all modules need, and returns at once. */
  void prepare();

  /**
   * Loads the modules that a host names, on the calling thread, which then runs their tasks.
   *
   * @param exports the tasks wanted, where the payload has no places for them
   * @throws RuntimeException when a module is missing, throws while it loads, or does not export a task
   */
  ModuleTasks open(BootPayload boot, Set<String> exports);

  /**
   * What modules export.
   *
   * @throws RuntimeException when a module is missing or throws while it loads
   */
  List<Export> exports(List<Path> modules);
}
