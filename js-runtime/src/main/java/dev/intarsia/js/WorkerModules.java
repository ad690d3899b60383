package dev.intarsia.js;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.permission.PermissionJson;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.host.process.ModuleRuntime;
import dev.intarsia.host.process.ModuleTasks;
import dev.intarsia.host.process.TaskPlace;
import dev.intarsia.host.process.WorkerStartException;
import dev.intarsia.js.payload.NeutralValue;
import dev.intarsia.js.task.JsBootstrap;
import dev.intarsia.js.task.JsWorkerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JS side of a JVM worker process. */
public final class WorkerModules implements ModuleRuntime {
  /** For {@link java.util.ServiceLoader}. */
  public WorkerModules() {}

  @Override
  public void prepare() {
    JsWorker.loadEngine();
  }

  @Override
  public ModuleTasks open(BootPayload boot, Set<String> exports) {
    return new Opened(jsTasks(boot, exports));
  }

  private record Opened(JsWorker worker) implements ModuleTasks {
    @Override
    public TaskExecutor<?> executor() {
      return worker.executor();
    }

    @Override
    public List<String> names() {
      return worker.taskNames();
    }

    @Override
    public boolean owns(Object value) {
      return JsWorker.isJsValue(value);
    }
  }

  @Override
  public List<Export> exports(List<Path> modules) {
    CompletableFuture<List<Export>> found = new CompletableFuture<>();
    Thread asked = JsThreads.newThread("intarsia exports", () -> {
      try (JsWorker worker = JsWorker.open(options(modules, Set.of(), List.of(), Permissions.unsafe(cwd())))) {
        found.complete(worker.taskNames().stream()
            .map(name -> new Export(
                name,
                worker.abortableTasks().contains(name),
                worker.timedTasks().contains(name)))
            .toList());
      } catch (Throwable e) {
        found.completeExceptionally(e);
      }
    });
    asked.start();
    try {
      return found.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static JsWorker jsTasks(BootPayload boot, Set<String> names) {
    List<Path> modules = paths(boot.modules());
    Permissions permissions = PermissionJson.parse(boot.options().permissionJson(), cwd());
    List<TaskPlace> places = places(boot.options().placesJson());
    List<Integer> at = modules.size() == 1 ? boot.positions() : List.of();
    JsWorkerOptions options = places.isEmpty()
        ? options(modules, names, at, permissions)
        : options(modules, Set.of(), List.of(), permissions).withPlaces(places);
    return JsWorker.open(
        options.withThreadId(boot.thread() + 1).withBootstrap(bootstrap(boot)).withLog(WorkerModules::log));
  }

  /** A console's lines go where they would with Node: this process's streams are the host's. */
  private static void log(String level, String text) {
    (level.equals("error") || level.equals("warn") ? System.err : System.out).println(text);
  }

  private static List<TaskPlace> places(@Nullable String json) {
    List<TaskPlace> places = new ArrayList<>();
    if (json != null) {
      for (JsonNode place : new JsonMapper().readTree(json)) {
        places.add(new TaskPlace(
            place.path("name").asString(""),
            place.path("module").asString(""),
            place.path("at").asInt(-1)));
      }
    }
    return places;
  }

  private static @Nullable JsBootstrap bootstrap(BootPayload boot) {
    String json = boot.options().bootstrapJson();
    JsonNode hook = json == null ? null : new JsonMapper().readTree(json);
    if (hook == null || !hook.isObject()) {
      return null;
    }
    String href = hook.path("href").asString("");
    if (href.startsWith("data:") || href.startsWith("http")) {
      throw new WorkerStartException(
          "worker.bootstrap.href is " + href + ", which is no file; put the module into one");
    }
    JsonNode data = hook.get("data");
    return new JsBootstrap(
        paths(List.of(href)).getFirst(),
        hook.path("name").asString("default"),
        data == null ? NeutralValue.Constant.UNDEFINED : NeutralValue.json(data.toString()),
        boot.threads());
  }

  private static JsWorkerOptions options(
      List<Path> modules, Set<String> names, List<Integer> at, Permissions permissions) {
    return JsWorkerOptions.of(modules)
        .withNames(names)
        .withAt(at)
        .withRoot(permissions.isUnsafe() ? Path.of("/") : JsWorkerOptions.defaultRoot(modules, permissions.cwd()))
        .withPermissions(permissions);
  }

  private static List<Path> paths(List<String> modules) {
    return modules.stream()
        .map(m -> m.startsWith("file:") ? Path.of(URI.create(m)) : Path.of(m))
        .toList();
  }

  private static Path cwd() {
    return Path.of("").toAbsolutePath();
  }
}
