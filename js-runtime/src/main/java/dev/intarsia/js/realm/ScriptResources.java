package dev.intarsia.js.realm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Source;

/** Scripts kept as resources, read once per JVM, so that the engine parses each once. */
final class ScriptResources {
  private static final ConcurrentHashMap<String, Source> SOURCES = new ConcurrentHashMap<>();

  private ScriptResources() {}

  static Source source(Class<?> owner, String resource) {
    return SOURCES.computeIfAbsent(owner.getPackageName() + "/" + resource, key -> read(owner, resource));
  }

  private static Source read(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + resource + " next to " + owner.getName());
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Source.newBuilder("js", text, "intarsia:" + resource)
          .internal(true)
          .cached(true)
          .build();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
