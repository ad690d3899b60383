package dev.intarsia.cli;

import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.memory.SharedMemoryException;
import dev.intarsia.conformance.cli.CliException;
import dev.intarsia.conformance.cli.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "inspect",
    description = "Shows a live mapping of a process worker: its signal words, lock words and what is in flight.",
    footer = {
      "",
      "Examples: intarsia inspect kpw_9wb_0_0_66kig",
      "          intarsia inspect --pid 4711 --watch     (the memory that worker 4711 has on descriptor 0)"
    },
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The memory's name in /dev/shm.")
  private @Nullable String name;

  @Option(names = "--pid", paramLabel = "PID", description = "The process that has the memory open.")
  private @Nullable Long pid;

  @Option(names = "--fd", paramLabel = "N", description = "Its file descriptor there, by default ${DEFAULT-VALUE}.")
  private int fd;

  @Option(names = "--json", description = "Print one JSON object a look.")
  private boolean json;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "1000",
      paramLabel = "MS",
      description = "Look again every MS milliseconds, by default 1000.")
  private @Nullable Long watchMs;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Path path = path();
    try (SharedMemory memory = SharedMemory.viewFile(path)) {
      if (memory.sizeBytes() < MappingView.leastBytes()) {
        throw CliException.failed(path + " has " + memory.sizeBytes()
            + " bytes: a process worker's mapping has at least " + MappingView.leastBytes());
      }
      look(memory);
      while (watchMs != null && (pid == null || ProcessHandle.of(pid).isPresent())) {
        Thread.sleep(Math.max(1, watchMs));
        look(memory);
      }
      return ExitCode.DONE;
    } catch (SharedMemoryException e) {
      throw CliException.failed(path + " can't be looked at: " + e.getMessage());
    }
  }

  private Path path() {
    if ((name == null) == (pid == null)) {
      throw CliException.wrongUsage("say which memory: its NAME in /dev/shm, or --pid PID with --fd N");
    }
    if (name == null) {
      return Path.of("/proc", String.valueOf(pid), "fd", Integer.toString(fd));
    }
    if (name.startsWith("/dev/shm/")) {
      return Path.of(name);
    }
    if (name.isEmpty() || name.indexOf('/') >= 0) {
      throw CliException.wrongUsage("'" + name + "' is no name in /dev/shm");
    }
    return Path.of("/dev/shm", name);
  }

  private void look(SharedMemory memory) {
    MappingView view = MappingView.of(memory);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json ? JsonMapper.shared().writeValueAsString(view) : view.text().stripTrailing());
    out.flush();
  }
}
