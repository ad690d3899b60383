package dev.intarsia.spring;

import dev.intarsia.host.ModuleSource;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.JsWorkers;
import dev.intarsia.spring.IntarsiaProperties.JsProperties;
import dev.intarsia.spring.IntarsiaProperties.PermissionProperties;
import dev.intarsia.spring.IntarsiaProperties.PoolProperties;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.ClassUtils;

/** Builds pools from properties. */
final class PoolFactory {
  private static final String CLASS_PATH = "classpath:";
  private static final String ALL = "*";

  private final List<PoolCustomizer> customizers;

  PoolFactory(Stream<PoolCustomizer> customizers) {
    this.customizers = customizers.toList();
  }

  Pool create(String name, PoolProperties properties) {
    PoolBuilder builder = Pool.builder().closeLimit(properties.drain());
    set(properties.hardTimeout(), builder::hardTimeout);
    set(properties.queueTimeout(), builder::queueTimeout);
    set(properties.queueLimit(), limit -> builder.queueLimit(limit, properties.queuePolicy()));
    set(properties.js(), js -> addModules(builder, name, js));
    if (properties.prewarm()) {
      builder.prewarm();
    }
    customizers.forEach(customizer -> customizer.customize(name, builder));
    return builder.build();
  }

  private static <T> void set(@org.jspecify.annotations.Nullable T value, Consumer<T> option) {
    if (value != null) {
      option.accept(value);
    }
  }

  private static void addModules(PoolBuilder builder, String pool, JsProperties js) {
    if (js.modules().isEmpty()) {
      throw new IllegalArgumentException("intarsia.pools." + pool
          + ".js.modules is empty; name at least one module, such as classpath:tasks/resize.mjs");
    }
    Log log = LogFactory.getLog("intarsia." + pool);
    for (String module : js.modules()) {
      builder.workers(JsWorkers.of(source(module))
          .threads(js.threads())
          .permissions(permissions(js))
          .log((level, text) -> write(log, level, text)));
    }
  }

  private static ModuleSource source(String module) {
    if (!module.startsWith(CLASS_PATH)) {
      return ModuleSource.file(module);
    }
    String name = module.substring(CLASS_PATH.length());
    return ModuleSource.resource(
        Objects.requireNonNullElse(ClassUtils.getDefaultClassLoader(), PoolFactory.class.getClassLoader()),
        name.startsWith("/") ? name.substring(1) : name);
  }

  private static Permissions permissions(JsProperties js) {
    PermissionProperties allowed = js.permissions();
    Permissions.Builder builder = Permissions.builder(Path.of(Objects.requireNonNullElse(allowed.folder(), "")))
        .noRead()
        .console(js.console());
    allow(allowed.read(), builder::readAll, paths -> builder.read(paths(paths)));
    allow(allowed.write(), builder::writeAll, paths -> builder.write(paths(paths)));
    allow(allowed.net(), builder::netAll, hosts -> builder.net(Set.copyOf(hosts)));
    allow(allowed.env(), builder::envAll, names -> builder.env(Set.copyOf(names)));
    return builder.build();
  }

  private static void allow(List<String> names, Runnable all, Consumer<List<String>> some) {
    if (names.contains(ALL)) {
      all.run();
    } else if (!names.isEmpty()) {
      some.accept(names);
    }
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }

  private static void write(Log log, String level, String text) {
    switch (level.toLowerCase(Locale.ROOT)) {
      case "error" -> log.error(text);
      case "warn" -> log.warn(text);
      case "debug" -> log.debug(text);
      default -> log.info(text);
    }
  }
}
