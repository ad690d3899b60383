package dev.intarsia.host.process;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.host.permission.Permissions.Area;
import dev.intarsia.host.permission.Permissions.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Permissions as flags of Node and Deno, the way the reference puts them: what a runtime can't enforce is left out. */
public final class RuntimePermissions {
  /** What the reference's worker reads of its environment before any task. */
  private static final List<String> WORKER_VARIABLES =
      List.of("KNITTING_PROCESS_WORKER", "KNITTING_PROCESS_WORKER_BOOT", "KNITTING_POOL_DEPTH");

  private RuntimePermissions() {}

  /**
   * The flags that a runtime is started with. Each runtime's native code is allowed in any case: workers need it for shared
   * memory.
   *
   * @param modules files that the worker loads, and the package it runs, which it may read
   * @return empty where there are no limits, and for Bun, which has no such flags
   */
  public static List<String> flags(
      ProcessRuntime runtime,
      Permissions permissions,
      ProcessOptions options,
      List<Path> modules,
      Map<String, String> environment) {
    if (permissions.isUnsafe()) {
      return List.of();
    }
    Set<String> readable = new LinkedHashSet<>(permissions.rules(Area.READ).allowed());
    modules.forEach(module -> readable.add(module.toString()));
    // src/runtime/pool.ts: the package is what holds src. It may be a link.
    Path found =
        KnittingPackage.entry(options.knitting(), modules).resolve("../../..").normalize();
    readable.add(found.toString());
    try {
      readable.add(found.toRealPath().toString());
    } catch (IOException e) {
      throw new WorkerStartException(found + " can't be read: " + e.getMessage(), e);
    }
    return switch (runtime) {
      case DENO -> deno(permissions, List.copyOf(readable));
      case NODE -> node(permissions, List.copyOf(readable), options, environment);
      default -> List.of();
    };
  }

  private static List<String> deno(Permissions permissions, List<String> readable) {
    List<String> flags = new ArrayList<>(List.of("--allow-ffi"));
    Rules env = permissions.rules(Area.ENV);
    List<String> variables = new ArrayList<>(WORKER_VARIABLES);
    variables.addAll(env.allowed());
    add(flags, "env", new Rules(env.all(), variables, env.denied()));
    Rules read = permissions.rules(Area.READ);
    add(flags, "read", new Rules(read.all(), readable, read.denied()));
    add(flags, "write", permissions.rules(Area.WRITE));
    add(flags, "net", permissions.rules(Area.NET));
    add(flags, "run", permissions.rules(Area.RUN));
    add(flags, "sys", permissions.rules(Area.SYS));
    add(flags, "import", permissions.rules(Area.IMPORT));
    return flags;
  }

  private static void add(List<String> flags, String what, Rules rules) {
    if (rules.all()) {
      flags.add("--allow-" + what);
    } else if (!rules.allowed().isEmpty()) {
      flags.add("--allow-" + what + "=" + joined(rules.allowed()));
    }
    if (!rules.denied().isEmpty()) {
      flags.add("--deny-" + what + "=" + joined(rules.denied()));
    }
  }

  /** Deno takes two commas for one that is part of a name. */
  private static String joined(List<String> names) {
    return String.join(",", names.stream().map(name -> name.replace(",", ",,")).toList());
  }

  private static List<String> node(
      Permissions permissions, List<String> readable, ProcessOptions options, Map<String, String> environment) {
    List<String> flags = new ArrayList<>(List.of("--permission"));
    Rules write = permissions.rules(Area.WRITE);
    if (permissions.rules(Area.READ).all()) {
      flags.add("--allow-fs-read=*");
    } else {
      readable.forEach(path -> flags.add("--allow-fs-read=" + path));
    }
    if (write.all()) {
      flags.add("--allow-fs-write=*");
    } else {
      write.allowed().forEach(path -> flags.add("--allow-fs-write=" + path));
    }
    if (permissions.rules(Area.RUN).all()) {
      flags.add("--allow-child-process");
    }
    boolean ffi = WorkerCommand.usesFfi(options, environment);
    flags.add(ffi ? "--allow-ffi" : "--allow-addons");
    return flags;
  }
}
