package dev.intarsia.host.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where another JVM finds this program: on a class path, on a module path or in the image that runs, or in a jar that holds
 * jars, as Spring Boot packs them. Paths are absolute, as a worker may have another working directory.
 *
 * @param inherits options of this JVM that the other one needs besides
 * @param arguments what follows the JVM's flags, the main class included
 */
record WorkerProgram(List<String> inherits, List<String> arguments) {
  private static final String MAIN_CLASS = WorkerProcess.class.getName();
  private static final List<String> NATIVE_MODULES = List.of("dev.intarsia.bridge", "org.graalvm.truffle");
  private static final List<String> LAUNCHERS = List.of(
      "org.springframework.boot.loader.launch.PropertiesLauncher",
      "org.springframework.boot.loader.PropertiesLauncher");

  /** Options that make a module graph what it is. */
  private static final List<String> OF_MODULES =
      List.of("--add-opens", "--add-exports", "--add-reads", "--limit-modules");

  private static final List<String> OF_CLASS_PATH = List.of("--module-path", "--add-modules");

  /**
   * As this JVM was started.
   *
   * @throws WorkerStartException when the classes are where no other JVM can read them
   */
  static WorkerProgram current() {
    return current(WorkerProcess.class);
  }

  /**
   * As this JVM was started, but for the main class.
   *
   * @throws WorkerStartException when the classes are where no other JVM can read them
   */
  static WorkerProgram current(Class<?> main) {
    String modulePath = System.getProperty("jdk.module.path", "");
    String classPath = System.getProperty("java.class.path", "");
    if (main.getModule().isNamed()) {
      List<String> modules =
          ModuleLayer.boot().modules().stream().map(Module::getName).sorted().toList();
      return ofModules(main.getModule().getName(), modulePath, classPath, modules)
          .starting(main);
    }
    String place = String.valueOf(main.getResource(main.getSimpleName() + ".class"));
    String outer = outerJar(place);
    return (outer == null ? ofClassPath(classPath) : ofNestedJar(outer, launcher())).starting(main);
  }

  private WorkerProgram starting(Class<?> main) {
    return new WorkerProgram(
        inherits,
        arguments.stream()
            .map(argument -> argument.replace(MAIN_CLASS, main.getName()))
            .toList());
  }

  static WorkerProgram ofClassPath(String classPath) {
    return new WorkerProgram(
        OF_CLASS_PATH, List.of("--enable-native-access=ALL-UNNAMED", "-cp", absolute(classPath), MAIN_CLASS));
  }

  /**
   * @param own the module of the worker's main class
   * @param modules all that this JVM has; those that services bring are named too
   */
  static WorkerProgram ofModules(String own, String modulePath, String classPath, List<String> modules) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--enable-native-access="
        + Stream.concat(Stream.of("ALL-UNNAMED"), NATIVE_MODULES.stream().filter(modules::contains))
            .collect(Collectors.joining(",")));
    if (!modulePath.isEmpty()) {
      arguments.addAll(List.of("--module-path", absolute(modulePath)));
    }
    if (!classPath.isEmpty()) {
      arguments.addAll(List.of("-cp", absolute(classPath)));
    }
    arguments.addAll(List.of("--add-modules", String.join(",", modules), "-m", own + "/" + MAIN_CLASS));
    return new WorkerProgram(OF_MODULES, arguments);
  }

  /**
   * The class loader that the outer jar brings finds the jars in it, in the other JVM as in this one.
   *
   * @param launcher its main class that starts any class of them; null where the jar has none
   */
  static WorkerProgram ofNestedJar(String jar, @Nullable String launcher) {
    if (launcher == null) {
      throw new WorkerStartException("this library is in a jar within " + jar
          + ", where another JVM can't find it, so no intarsia worker can be started: unpack the"
          + " jar (java -Djarmode=tools -jar " + jar + " extract), or set " + ProcessRuntime.INTARSIA.variable()
          + " to the intarsia command");
    }
    return new WorkerProgram(
        OF_CLASS_PATH,
        List.of("--enable-native-access=ALL-UNNAMED", "-cp", jar, "-Dloader.main=" + MAIN_CLASS, launcher));
  }

  /** The jar on the disk that holds the jar of a class; null where the class is in a jar or folder of its own. */
  static @Nullable String outerJar(String place) {
    int nested = place.indexOf("nested:");
    int end = place.indexOf("/!");
    if (nested >= 0 && end > nested) { // jar:nested:/app.jar/!BOOT-INF/lib/host.jar!/…
      return decoded(place.substring(nested + "nested:".length(), end));
    }
    int first = place.indexOf("!/");
    if (place.startsWith("jar:file:")
        && first >= 0
        && place.indexOf("!/", first + 1) >= 0) { // jar:file:/app.jar!/BOOT-INF/lib/host.jar!/…
      return decoded(place.substring("jar:file:".length(), first));
    }
    return null;
  }

  private static String decoded(String path) {
    return Path.of(java.net.URI.create("file://" + path)).toString();
  }

  private static @Nullable String launcher() {
    for (String launcher : LAUNCHERS) {
      if (ClassLoader.getSystemResource(launcher.replace('.', '/') + ".class") != null) {
        return launcher;
      }
    }
    return null;
  }

  private static String absolute(String path) {
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
