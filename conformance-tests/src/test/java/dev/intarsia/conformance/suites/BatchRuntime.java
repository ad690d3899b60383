package dev.intarsia.conformance.suites;

import dev.intarsia.host.process.JvmCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One warm JVM that runs many programs; a program that exceeds its time ends the JVM, and the next one starts another. */
final class BatchRuntime implements SuiteRuntime {
  private static final String END = "";
  private static final int PROGRAMS_EACH = 150;

  private final JsonMapper json = new JsonMapper();
  private final Path folder;
  private @Nullable Process process;
  private @Nullable BufferedWriter requests;
  private BlockingQueue<String> replies = new LinkedBlockingQueue<>();
  private int programs;

  /**
   * @param folder the working folder, which also holds the files that tests make
   */
  BatchRuntime(Path folder) {
    this.folder = folder;
  }

  @Override
  public Ran run(Path program, List<String> arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(arguments);
    BufferedWriter writer = writer();
    writer.write(json.writeValueAsString(words) + "\n");
    writer.flush();
    String reply = replies.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    int code = reply == null ? Ran.TIMED_OUT : reply.equals(END) ? Ran.CRASHED : Integer.parseInt(reply);
    if (code < 0 || ++programs >= PROGRAMS_EACH) {
      close();
    }
    return new Ran(code, Ran.text(folder.resolve(ProgramBatch.OUT)), Ran.text(folder.resolve(ProgramBatch.ERR)));
  }

  private BufferedWriter writer() throws IOException {
    BufferedWriter open = requests;
    if (open != null) {
      return open;
    }
    programs = 0;
    List<String> command = new ArrayList<>(JvmCommand.of(ProgramBatch.class));
    command.add(folder.toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("NODE_TEST_DIR", folder.toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process started = builder.start();
    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    Thread.ofPlatform().daemon().start(() -> collect(started, queue));
    process = started;
    replies = queue;
    open = new BufferedWriter(started.outputWriter(StandardCharsets.UTF_8));
    requests = open;
    return open;
  }

  private static void collect(Process started, BlockingQueue<String> queue) {
    try (BufferedReader reader = started.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(ProgramBatch.REPLY)) {
          queue.add(line.substring(ProgramBatch.REPLY.length()));
        }
      }
    } catch (IOException _) {
      // The process was ended.
    }
    queue.add(END);
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
    process = null;
    requests = null;
  }
}
