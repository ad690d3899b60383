package dev.intarsia.js.thread;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a thread was started with, and how it tells its starter of itself.
 *
 * @param file its module, absolute
 * @param source runs instead of a file, as a script, or is imported where it is a {@code data:} URL; "" for none
 * @param folder its working directory
 * @param id its number among the program's threads
 * @param name for {@code threadName}
 * @param engineOptions what its {@code process.execArgv} holds; null for its starter's
 * @param environment names and values by turns; null for this process's own
 * @param data its {@code workerData}
 * @param port its {@code parentPort}
 * @param starter where {@link ThreadEvents} go
 */
public record Seat(
    Path file,
    String source,
    Path folder,
    int id,
    String name,
    @Nullable List<String> engineOptions,
    @Nullable List<String> environment,
    Message data,
    PortEnd port,
    ThreadEvents starter) {
  public Seat {
    engineOptions = engineOptions == null ? null : List.copyOf(engineOptions);
    environment = environment == null ? null : List.copyOf(environment);
  }
}
