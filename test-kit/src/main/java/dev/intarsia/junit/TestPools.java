package dev.intarsia.junit;

import dev.intarsia.host.ModuleSource;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.JsWorkers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.platform.commons.support.ReflectionSupport;

/** Builds pools from annotations. */
final class TestPools {
  private static final String CLASS_PATH = "classpath:";
  private static final String ALL = "*";

  private TestPools() {}

  static Pool build(IntarsiaPool wanted) {
    PoolBuilder builder = Pool.builder();
    if (wanted.hardTimeoutMs() > 0) {
      builder.hardTimeout(Duration.ofMillis(wanted.hardTimeoutMs()));
    }
    for (String module : wanted.modules()) {
      builder.workers(JsWorkers.of(source(module))
          .threads(wanted.threads())
          .permissions(permissions(wanted))
          .log((level, text) -> System.out.println("[" + module + "] " + text)));
    }
    ReflectionSupport.newInstance(wanted.setup()).configure(builder);
    return builder.build();
  }

  private static ModuleSource source(String module) {
    return module.startsWith(CLASS_PATH)
        ? ModuleSource.resource(module.substring(CLASS_PATH.length()))
        : ModuleSource.file(module);
  }

  private static Permissions permissions(IntarsiaPool wanted) {
    Allow allow = wanted.allow();
    Permissions.Builder builder =
        Permissions.builder(Path.of(allow.folder())).noRead().console(wanted.console());
    allow(allow.read(), builder::readAll, names -> builder.read(paths(names)));
    allow(allow.write(), builder::writeAll, names -> builder.write(paths(names)));
    allow(allow.net(), builder::netAll, names -> builder.net(Set.copyOf(names)));
    allow(allow.env(), builder::envAll, names -> builder.env(Set.copyOf(names)));
    return builder.build();
  }

  private static void allow(String[] names, Runnable all, Consumer<List<String>> some) {
    List<String> listed = List.of(names);
    if (listed.contains(ALL)) {
      all.run();
    } else if (!listed.isEmpty()) {
      some.accept(listed);
    }
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }
}
