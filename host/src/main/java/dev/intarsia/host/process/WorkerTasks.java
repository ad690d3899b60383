package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.TaskNames;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a process worker serves: functions that modules export under these names.
 *
 * @param modules URLs of the modules
 * @param names export names in the order of their function ids
 */
public record WorkerTasks(List<String> modules, List<String> names) {
  public WorkerTasks {
    modules = List.copyOf(modules);
    names = TaskNames.sorted(names);
  }

  /** Functions of files. */
  public static WorkerTasks ofFiles(List<Path> files, List<String> names) {
    return new WorkerTasks(files.stream().map(file -> file.toAbsolutePath().toUri().toString()).toList(), names);
  }

  /**
   * The id that a frame carries for a name.
   *
   * @throws IllegalArgumentException when it is none of the names
   */
  public int functionId(String name) {
    int id = names.indexOf(name);
    if (id < 0) {
      throw new IllegalArgumentException("no task is called '" + name + "': there are " + String.join(", ", names));
    }
    return id;
  }

  /** The modules that are files, to look for packages above them. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (String module : modules) {
      if (module.startsWith("file:")) {
        files.add(Path.of(URI.create(module)));
      }
    }
    return files;
  }

  /** Plain exported functions have no id of their own. */
  List<Integer> ids() {
    return Collections.nCopies(names.size(), -1);
  }
}
