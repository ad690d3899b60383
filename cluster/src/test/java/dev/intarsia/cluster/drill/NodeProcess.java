package dev.intarsia.cluster.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link DrillNode} as a process, told and asked over its standard input and output. */
final class NodeProcess implements AutoCloseable {
  private static final int ANSWER_SECONDS = 120;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final String address;
  private volatile boolean out;

  /**
   * Starts a node and waits until it serves.
   *
   * @param prefix what its command is run by; empty for none
   */
  NodeProcess(List<String> prefix, Path errors, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        DrillNode.class.getName()));
    command.addAll(List.of(options));
    process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
        .start();
    Thread.ofPlatform().daemon().start(this::read);
    String line = answer();
    assertThat(line).as("see " + errors).startsWith("serves at ");
    address = line.substring("serves at ".length());
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals("out")) {
          out = true;
        } else {
          lines.add(line);
        }
      }
    } catch (IOException e) { // it was killed
    }
  }

  private String answer() throws InterruptedException {
    @Nullable String line = lines.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
    assertThat(line).as("an answer of " + process).isNotNull();
    return line;
  }

  String address() {
    return address;
  }

  /** Whether it said that it is out of the cluster. */
  boolean out() {
    return out;
  }

  boolean alive() {
    return process.isAlive();
  }

  void tell(String command) throws IOException {
    process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  String ask(String command) throws IOException, InterruptedException {
    tell(command);
    return answer();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Sends a signal by its name: STOP, CONT. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
        .start()
        .waitFor();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
