package dev.intarsia.conformance.servers;

import dev.intarsia.cli.Main;
import dev.intarsia.host.process.JvmCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that {@code intarsia run} has started in a process of its own, and that tells the port on which it listens. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("listening on (\\d+)");
  private static final Pattern HEADER = Pattern.compile("^[A-Za-z-]+: ");

  private final Process process;
  private final BufferedReader lines;
  private final int port;

  private ServerProcess(Process process, BufferedReader lines, int port) {
    this.process = process;
    this.lines = lines;
    this.port = port;
  }

  /**
   * Waits until it listens.
   *
   * @throws IOException when it ends before
   */
  static ServerProcess start(Path program, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>(JvmCommand.of(Main.class));
    command.addAll(List.of("run", program.toString()));
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(Objects.requireNonNull(program.getParent()).toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher told = PORT.matcher(line);
      if (told.find()) {
        return new ServerProcess(process, lines, Integer.parseInt(told.group(1)));
      }
    }
    process.destroyForcibly();
    throw new IOException("the program has told no port");
  }

  /** One request on a connection of its own; the answer's lines but the date, names of headers in small letters. */
  List<String> ask(String method, String path, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
          + (bytes.length > 0 ? "Content-Length: " + bytes.length + "\r\n" : "") + "\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer
          .lines()
          .filter(line -> !line.startsWith("Date: "))
          .map(ServerProcess::lowerName)
          .toList();
    }
  }

  /** A header's name may be written in any way. */
  private static String lowerName(String line) {
    Matcher header = HEADER.matcher(line);
    return header.find() ? header.group().toLowerCase(Locale.ROOT) + line.substring(header.end()) : line;
  }

  /** Gives the exit code after a signal as from Ctrl-C. */
  int interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    while (lines.readLine() != null) {
      // It may have more to say.
    }
    return process.waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
