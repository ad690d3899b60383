package dev.intarsia.conformance.suites;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs programs one after another in this JVM, each in a context of its own. Its argument is their working folder. A line of standard input is a JSON list: a program's
 * file and its arguments. Its output goes to two files of the working folder, its exit code to a line of standard output.
 */
final class ProgramBatch {
  static final String REPLY = "\u0001reply ";
  static final String OUT = "program.out";
  static final String ERR = "program.err";
  private static final int FAILED = 70;

  private ProgramBatch() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    PrintStream replies = System.out;
    System.setOut(System.err);
    JsonMapper json = new JsonMapper();
    var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      List<String> words = new ArrayList<>();
      for (JsonNode word : json.readTree(line)) {
        words.add(word.asString());
      }
      replies.println("\n" + REPLY + run(folder, words));
      replies.flush();
    }
    System.exit(0);
  }

  private static int run(Path folder, List<String> words) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(OUT));
        OutputStream err = Files.newOutputStream(folder.resolve(ERR))) {
      try {
        Path file = Path.of(words.getFirst());
        return Program.run(file, words.subList(1, words.size()), Permissions.unsafe(folder), out, err);
      } catch (RuntimeException | Error thrown) {
        err.write(("\n" + thrown).getBytes(StandardCharsets.UTF_8));
        return FAILED;
      }
    }
  }
}
