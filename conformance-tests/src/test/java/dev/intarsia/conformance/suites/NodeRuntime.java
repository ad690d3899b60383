package dev.intarsia.conformance.suites;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of Node for each program. */
final class NodeRuntime implements SuiteRuntime {
  private final Path folder;

  /**
   * @param folder the working folder, which also holds the files that tests make
   */
  NodeRuntime(Path folder) {
    this.folder = folder;
  }

  @Override
  public Ran run(Path program, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(System.getProperty("intarsia.node", "node"), program.toString()));
    command.addAll(arguments);
    Path out = folder.resolve("node.out");
    Path err = folder.resolve("node.err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("NODE_TEST_DIR", folder.toString());
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process process =
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return new Ran(ended ? process.exitValue() : Ran.TIMED_OUT, Ran.text(out), Ran.text(err));
  }

  @Override
  public void close() {}
}
