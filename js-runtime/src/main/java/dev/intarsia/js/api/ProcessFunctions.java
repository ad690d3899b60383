package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import dev.intarsia.js.realm.ProgramRole;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.graalvm.polyglot.Value;

/** The harmless part of what a process knows of itself, and the console. */
final class ProcessFunctions {
  /** What {@code process.execPath} says in a worker. */
  private static final String NODE = "/usr/bin/node";

  /** Between a program and the one that started it. */
  private static final Set<String> OWN_VARIABLES =
      Set.of(ProgramRole.PERMISSIONS_VARIABLE, ProgramRole.CHANNEL_VARIABLE, ProgramRole.CHANNEL_FORM_VARIABLE);

  private static final String DROPPED =
      "What tasks print is dropped: their permissions do not have \"console\" (Permissions.builder(folder).console(true)). This is said once for each worker.";

  private ProcessFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    ProgramRole program = realm.program();
    group
        .function("log", a -> {
          if (realm.permissions().console()) {
            realm.log().write(a[0].asString(), a[1].asString());
          }
          return null;
        })
        .function("consoleAllowed", a -> realm.permissions().console())
        .function("consoleDropped", a -> {
          realm.log().write("warn", DROPPED);
          return null;
        })
        .function("env", a -> array(realm, environment(realm)))
        .function("cwd", a -> realm.cwd().toString())
        .function("memory", a -> array(realm, memory()))
        .function("cpuMicros", a -> cpuMicros())
        .function("version", a -> version())
        .function("builtin", a -> builtin(realm, a[0].asString()))
        .constant("pid", (int) ProcessHandle.current().pid())
        .constant(
            "ppid",
            ProcessHandle.current().parent().map(parent -> (int) parent.pid()).orElse(0))
        .constant("processors", Runtime.getRuntime().availableProcessors())
        .function("execPath", a -> program == null ? NODE : program.execPath())
        .function("argv", a -> array(realm, program == null ? List.of(NODE, realm.firstModule()) : program.argv()))
        .function("execArgv", a -> array(realm, program == null ? List.of() : program.engineOptions()))
        .function("uid", a -> owner("unix:uid"))
        .function("gid", a -> owner("unix:gid"))
        .constant("isProgram", realm.program() != null)
        .constant("isThread", program != null && program.isThread())
        .constant("arch", arch())
        .constant("platform", platform());
    if (program != null) {
      define(group, program);
    }
  }

  private static void define(HostGroup group, ProgramRole program) {
    JsRealm realm = group.realm();
    group
        .function("write", a -> {
          program.write(a[0].asInt(), realm.bytes(a[1]));
          return null;
        })
        .function("exit", a -> {
          program.exit(a[0].asInt());
          return null;
        })
        .function("listenTo", a -> {
          program.listenTo(a[0].asString());
          return null;
        })
        .function("stopListeningTo", a -> {
          program.stopListeningTo(a[0].asString());
          return null;
        })
        .function("readInput", a -> program.readInput(a[0].asInt()))
        .function("requestInput", a -> {
          program.requestInput(a[0]);
          return null;
        })
        .function("pauseInput", a -> {
          program.pauseInput();
          return null;
        })
        .function("chdir", a -> {
          program.chdir(realm.cwd().resolve(a[0].asString()).normalize());
          return null;
        })
        .function("setHooks", a -> {
          program.setHooks(a[0]);
          return null;
        });
  }

  static Value array(JsRealm realm, List<?> items) {
    Value array = realm.script(ApiLibrary.class, "array.js");
    for (int i = 0; i < items.size(); i++) {
      array.setArrayElement(i, items.get(i));
    }
    return array;
  }

  private static List<String> environment(JsRealm realm) {
    List<String> given = realm.program() == null ? null : realm.program().environment();
    if (given != null) {
      return given;
    }
    List<String> pairs = new ArrayList<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(System.getenv()).entrySet()) {
      if (!OWN_VARIABLES.contains(entry.getKey()) && realm.permissions().mayReadEnv(entry.getKey())) {
        pairs.add(entry.getKey());
        pairs.add(entry.getValue());
      }
    }
    return pairs;
  }

  /** Total, used and available bytes of the JVM's heap. */
  private static List<Double> memory() {
    Runtime runtime = Runtime.getRuntime();
    double used = runtime.totalMemory() - runtime.freeMemory();
    return List.of((double) runtime.totalMemory(), used, runtime.maxMemory() - used);
  }

  private static double cpuMicros() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e3;
  }

  /** The user or group of this process: that of its own folder under /proc, or 1000 where there is none. */
  private static int owner(String attribute) {
    try {
      return Files.getAttribute(Path.of("/proc/self"), attribute) instanceof Integer id ? id : 1000;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return 1000;
    }
  }

  private static String version() {
    String version = ApiLibrary.class.getPackage().getImplementationVersion();
    return version == null ? "0.0.0" : version;
  }

  private static Object builtin(JsRealm realm, String name) {
    String full = name.startsWith("node:") ? name : "node:" + name;
    return NodeModules.NAMES.contains(full) ? realm.builtin(full) : realm.undefined();
  }

  static String arch() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> "x64";
      case "aarch64" -> "arm64";
      default -> System.getProperty("os.arch", "unknown");
    };
  }

  static String platform() {
    String name = System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT);
    return name.startsWith("windows") ? "win32" : name.startsWith("mac") ? "darwin" : "linux";
  }
}
