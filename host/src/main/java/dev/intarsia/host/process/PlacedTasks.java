package dev.intarsia.host.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program's tasks as process workers serve them. {@code intarsia} workers find them by their places. The reference's
 * workers serve what their modules export: they are asked for it, and each place is matched with an export.
 *
 * @param tasks what the workers serve
 * @param names for each place, the name of the served task
 */
public record PlacedTasks(WorkerTasks tasks, List<String> names) {
  public PlacedTasks {
    names = List.copyOf(names);
  }

  /**
   * Finds a program's tasks.
   *
   * @param abortable indexes of the places whose tasks have an abort signal
   * @param timed indexes of the places whose tasks have a time budget
   * @throws WorkerStartException when a module can't be asked, or does not export one of the tasks
   */
  public static PlacedTasks find(
      ProcessRuntime runtime,
      ProcessOptions options,
      List<TaskPlace> places,
      Set<Integer> abortable,
      Set<Integer> timed) {
    if (runtime == ProcessRuntime.INTARSIA) {
      List<WorkerTask> tasks = new ArrayList<>();
      for (int i = 0; i < places.size(); i++) {
        tasks.add(WorkerTask.placed(places.get(i), abortable.contains(i), timed.contains(i)));
      }
      return new PlacedTasks(
          WorkerTasks.ofPlaces(tasks), places.stream().map(TaskPlace::name).toList());
    }
    List<String> modules = places.stream().map(TaskPlace::module).distinct().toList();
    WorkerTasks asked = new WorkerTasks(modules, List.of(), "");
    KnittingPackage.entry(options.knitting(), asked.files());
    return new Exports(modules, TaskQuestion.ask(runtime, options, asked)).matched(places);
  }

  private record Export(String name, String from, String module, int id, int at, boolean abort, boolean timed) {
    boolean plain() {
      return id < 0;
    }

    boolean isAt(TaskPlace place) {
      return plain()
          ? place.at() == TaskPlace.PLAIN_FUNCTION && from.equals(place.module()) && name.equals(place.name())
          : at == place.at() && module.equals(place.module());
    }
  }

  /** What the modules export. */
  private static final class Exports {
    private final List<String> modules;
    private final List<Export> all = new ArrayList<>();

    Exports(List<String> modules, String answer) {
      this.modules = modules;
      for (JsonNode task : new JsonMapper().readTree(answer)) {
        all.add(new Export(
            task.path("name").asString(),
            task.path("from").asString(),
            task.path("module").asString(),
            task.path("id").asInt(),
            task.path("at").asInt(),
            task.path("abort").asBoolean(false),
            task.path("timed").asBoolean(false)));
      }
    }

    PlacedTasks matched(List<TaskPlace> places) {
      List<String> names = new ArrayList<>();
      Set<Export> wanted = new LinkedHashSet<>();
      for (TaskPlace place : places) {
        Export found =
            all.stream().filter(export -> export.isAt(place)).findFirst().orElseThrow(() -> missing(place));
        names.add(found.name());
        wanted.add(found);
      }
      Map<String, Export> byName = new LinkedHashMap<>();
      for (Export export : served(wanted)) {
        Export other = byName.putIfAbsent(export.name(), export);
        if (other != null) {
          throw new WorkerStartException("Two exports are named \"" + export.name() + "\", in " + other.from() + " and "
              + export.from() + ": the workers would mix them up; rename one of them");
        }
      }
      List<WorkerTask> tasks = byName.values().stream()
          .map(e -> new WorkerTask(e.name(), e.id(), e.at(), e.abort(), e.timed(), null, null))
          .toList();
      return new PlacedTasks(new WorkerTasks(modules, tasks, ""), names);
    }

    /** What the reference's workers pick when they are told of these: by position in one module, by id in several. */
    private List<Export> served(Set<Export> wanted) {
      List<String> names = wanted.stream().map(Export::name).toList();
      List<Integer> ids = wanted.stream().map(Export::id).toList();
      List<Integer> positions = wanted.stream().map(Export::at).toList();
      boolean oneModule = modules.size() == 1;
      return all.stream()
          .filter(export -> export.plain()
              ? names.contains(export.name()) && ids.contains(export.id())
              : oneModule
                  ? export.module().equals(modules.getFirst()) && positions.contains(export.at())
                  : ids.contains(export.id()))
          .toList();
    }

    private WorkerStartException missing(TaskPlace place) {
      String exported =
          String.join(", ", all.stream().map(Export::name).distinct().toList());
      return new WorkerStartException("No imports were found: the pool's task " + place.name() + " is not exported by "
          + place.module() + ". Export it from the module that defines it; exported are: "
          + (exported.isEmpty() ? "(none)" : exported));
    }
  }
}
