package dev.intarsia.cli.types;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names that Java allows. */
final class JavaNames {
  /** No component of a record may have these names, and no method of an interface should. */
  private static final Set<String> OF_OBJECT =
      Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");
  /** What the made file itself means by these names. */
  private static final Set<String> TAKEN = Set.of(
      "BigInteger",
      "Boolean",
      "CompletableFuture",
      "Double",
      "Instant",
      "List",
      "Map",
      "Object",
      "Optional",
      "Record",
      "String",
      "TaskName",
      "TypeTag",
      "Void");

  private JavaNames() {}

  static boolean isMember(String name) {
    return SourceVersion.isName(name, SourceVersion.RELEASE_25) && name.indexOf('.') < 0 && !OF_OBJECT.contains(name);
  }

  /** Whether these can be the constants of an enum. */
  static boolean areConstants(Set<String> names) {
    return !names.isEmpty() && names.stream().allMatch(name -> SourceVersion.isName(name) && name.indexOf('.') < 0);
  }

  /** {@code price-list.test} as {@code PriceListTest}. */
  static String type(String name) {
    StringBuilder out = new StringBuilder();
    for (String word : name.split("[^\\p{javaJavaIdentifierPart}]+", -1)) {
      out.append(word.substring(0, Math.min(1, word.length())).toUpperCase(Locale.ROOT));
      out.append(word.substring(Math.min(1, word.length())));
    }
    String made = out.isEmpty() || !Character.isJavaIdentifierStart(out.charAt(0)) ? "T" + out : out.toString();
    return TAKEN.contains(made) ? made + "Type" : made;
  }

  /** A method for a task whose name no method may have. */
  static String method(String task) {
    String made = type(task);
    return made.substring(0, 1).toLowerCase(Locale.ROOT) + made.substring(1) + "Task";
  }

  /** A parameter. */
  static String parameter(String name) {
    return isMember(name) ? name : "argument";
  }
}
