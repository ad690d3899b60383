package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.ModuleSource;
import dev.intarsia.host.Pool;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Modules that are no files: in a folder or a jar of the class path, and as text. */
@Timeout(120)
class ModuleSourceTest {
  /** A module, its neighbour, a package beside it, a package above it, and a class that is nobody's import. */
  private static final Map<String, String> FILES = Map.of(
      "tasks/sum.mjs",
      """
          import { twice } from './parts/twice.mjs';
          import beside from 'beside';
          import above from 'above';
          export const sum = (x) => twice(x) + beside + above;
          """,
      "tasks/parts/twice.mjs",
      "export const twice = (x) => 2 * x;",
      "tasks/node_modules/beside/package.json",
      "{\"name\": \"beside\", \"type\": \"module\", \"exports\": \"./index.js\"}",
      "tasks/node_modules/beside/index.js",
      "export default 100;",
      "node_modules/above/package.json",
      "{\"name\": \"above\", \"type\": \"module\", \"exports\": \"./index.js\"}",
      "node_modules/above/index.js",
      "export default 1000;",
      "com/example/Other.class",
      "no class");

  private static void shouldSum(Path classPath) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classPath.toUri().toURL()}, null)) {
      ModuleSource source = ModuleSource.resource(loader, "tasks/sum.mjs");
      try (Pool pool = Pool.builder().workers(JsWorkers.of(source)).build()) {
        assertThat(pool.callBlocking("sum", 4.0, Double.class)).isEqualTo(1108.0);
      }
      assertThat(Objects.requireNonNull(source.root()).resolve("com")).doesNotExist();
    }
  }

  @Test
  void shouldLoadAModuleFromAFolderOfTheClassPath(@TempDir Path folder) throws Exception {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    shouldSum(folder);
  }

  @Test
  void shouldLoadAModuleFromAJar(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("app.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        entries.putNextEntry(new JarEntry(file.getKey()));
        entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    shouldSum(jar);
  }

  @Test
  void shouldLoadAModuleFromText() {
    ModuleSource text = ModuleSource.text("rules.ts", "export const half = (x: number): number => x / 2;");
    try (Pool pool = Pool.builder().workers(JsWorkers.of(text)).build()) {
      assertThat(pool.callBlocking("half", 3.0, Double.class)).isEqualTo(1.5);
    }
  }

  @Test
  void shouldRejectAResourceThatIsNotThereAndANameThatIsAPath() {
    assertThatThrownBy(() -> JsWorkers.of(ModuleSource.resource("tasks/none.mjs")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tasks/none.mjs");
    assertThatThrownBy(() -> ModuleSource.text("../rules.ts", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("../rules.ts");
  }
}
