package dev.intarsia.host.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code intarsia worker} takes from its command line: Java methods to serve. All else is ignored, since hosts
 * append the command that they would have run.
 *
 * @param javaTasks {@code CLASS::METHOD} by the name it is served under
 * @param classPath where those classes are, besides this program's own class path; may be empty
 * @param exportsOf modules whose exports are to be told; empty to serve
 * @param versionAsked whether the host only asks for Node's version
 */
public record WorkerArguments(
    Map<String, String> javaTasks, String classPath, List<String> exportsOf, boolean versionAsked) {
  static final String JAVA = "--java";
  /** Before modules: tells what they export, and ends. */
  static final String EXPORTS = "--exports";

  static final String CLASS_PATH = "--class-path";

  public WorkerArguments {
    javaTasks = Map.copyOf(javaTasks);
    exportsOf = List.copyOf(exportsOf);
  }

  /**
   * @throws IllegalArgumentException when {@code --java} has no {@code NAME=CLASS::METHOD} after it
   */
  public static WorkerArguments parse(List<String> arguments) {
    Map<String, String> javaTasks = new LinkedHashMap<>();
    String classPath = "";
    List<String> rest = new ArrayList<>();
    if (!arguments.isEmpty() && arguments.getFirst().equals(EXPORTS)) {
      return new WorkerArguments(javaTasks, classPath, arguments.subList(1, arguments.size()), false);
    }
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals(JAVA)) {
        add(javaTasks, i + 1 < arguments.size() ? arguments.get(++i) : "");
      } else if (argument.startsWith(JAVA + "=")) {
        add(javaTasks, argument.substring(JAVA.length() + 1));
      } else if (argument.equals(CLASS_PATH) && i + 1 < arguments.size()) {
        classPath = arguments.get(++i);
      } else if (argument.startsWith(CLASS_PATH + "=")) {
        classPath = argument.substring(CLASS_PATH.length() + 1);
      } else {
        rest.add(argument);
      }
    }
    return new WorkerArguments(
        javaTasks, classPath, List.of(), !rest.isEmpty() && rest.getLast().equals("--version"));
  }

  private static void add(Map<String, String> javaTasks, String binding) {
    int equals = binding.indexOf('=');
    int colons = binding.indexOf("::");
    if (equals <= 0 || colons < equals + 2 || colons + 2 >= binding.length()) {
      throw new IllegalArgumentException("--java takes NAME=CLASS::METHOD, not '" + binding + "'");
    }
    javaTasks.put(binding.substring(0, equals), binding.substring(equals + 1));
  }
}
