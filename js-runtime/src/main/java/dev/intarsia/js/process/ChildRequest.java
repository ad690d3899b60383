package dev.intarsia.js.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;

/**
 * What a script wants to start, read once.
 *
 * @param folder where it starts
 * @param environment {@code NAME=value}
 * @param stdio what each of its descriptors is
 */
record ChildRequest(
    String command,
    List<String> arguments,
    Path folder,
    List<String> environment,
    List<Stdio> stdio,
    boolean detached) {
  /**
   * What a descriptor of the child is.
   *
   * @param inherited for {@link Kind#INHERIT}, which of this process's
   */
  record Stdio(Kind kind, int inherited) {}

  enum Kind {
    IGNORE,
    PIPE,
    INHERIT
  }

  /**
   * Reads the arguments of a host function.
   *
   * @param a command, arguments, folder or null, environment, one number for each descriptor (−2 ignores it, −1 is a pipe, 0 to 2
   *     is one of this process's), and whether it is detached
   */
  static ChildRequest of(Value[] a, Path cwd) {
    Path folder = a[2].isString() ? cwd.resolve(a[2].asString()) : cwd;
    List<Stdio> stdio = new ArrayList<>();
    for (int i = 0; i < a[4].getArraySize(); i++) {
      int number = a[4].getArrayElement(i).asInt();
      stdio.add(new Stdio(number >= 0 ? Kind.INHERIT : number == -1 ? Kind.PIPE : Kind.IGNORE, number));
    }
    return new ChildRequest(a[0].asString(), texts(a[1]), folder, texts(a[3]), List.copyOf(stdio), a[5].asBoolean());
  }

  private static List<String> texts(Value list) {
    List<String> texts = new ArrayList<>();
    for (long i = 0; i < list.getArraySize(); i++) {
      texts.add(list.getArrayElement(i).asString());
    }
    return List.copyOf(texts);
  }
}
