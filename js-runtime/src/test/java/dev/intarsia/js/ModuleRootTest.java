package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.task.JsWorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where modules may come from, and what may be read, when only permissions are given, or nothing at all. */
class ModuleRootTest {
  @TempDir
  Path outside;

  private Path root;
  private Path module;

  @BeforeEach
  void makeFiles() throws IOException {
    root = Files.createDirectories(outside.resolve("jail/root"));
    module = root.resolve("tasks.mjs");
    WorkerHarness.files(outside, "secret.json", "{\"password\":\"hunter2\"}");
  }

  private JsWorkerOptions options() {
    return JsWorkerOptions.of(List.of(module));
  }

  private String run(JsWorkerOptions options, String body) {
    WorkerHarness.files(
        root,
        "tasks.mjs",
        "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"
            + "export const attempt = async () => { " + body + " };");
    try (WorkerHarness worker = WorkerHarness.open(root, _ -> options, "tasks.mjs")) {
      return worker.call("attempt", "null");
    }
  }

  @Test
  void shouldTakeThePermissionsFolderAsRoot() {
    JsWorkerOptions strict = options().withPermissions(Permissions.strict(root));
    assertThat(strict.root()).isEqualTo(root);
    for (String way : List.of(
        "require('%s')",
        "(await import('%s', { with: { type: 'json' } })).default", "(await import('file://%s?x')).default")) {
      String read = run(strict, "return JSON.stringify(" + way.formatted(outside.resolve("secret.json")) + ");");
      assertThat(read).startsWith("!error").doesNotContain("hunter2");
    }
  }

  @Test
  void shouldLoadFromOutsideWhatPermissionsLetRead() {
    JsWorkerOptions reading = options()
        .withPermissions(Permissions.builder(root).read(List.of(outside)).build());
    assertThat(run(reading, "return require('" + outside.resolve("secret.json") + "').password;"))
        .isEqualTo("'hunter2'");
  }

  @Test
  void shouldKeepARootThatWasFixed() {
    assertThat(options()
            .withRoot(outside)
            .withPermissions(Permissions.strict(root))
            .root())
        .isEqualTo(outside);
    assertThat(options()
            .withPermissions(Permissions.strict(root))
            .withRoot(outside)
            .root())
        .isEqualTo(outside);
  }

  @Test
  void shouldReadNoFilesWithoutPermissions() throws IOException {
    Files.writeString(root.resolve(".env.local"), "KEY=hunter2");
    Files.writeString(root.resolve("data.txt"), "hunter2");
    for (String file : List.of(".env.local", "data.txt")) {
      assertThat(run(options(), "return require('node:fs').readFileSync('" + root.resolve(file) + "', 'utf8');"))
          .startsWith("!error")
          .contains("needs the permission")
          .doesNotContain("hunter2");
    }
    assertThat(run(options(), "return require('node:fs').readdirSync('" + root + "');"))
        .startsWith("!error");
  }

  @Test
  void shouldLoadNeighboursAndPackagesWithoutPermissions() {
    WorkerHarness.files(
        root,
        "near.mjs",
        "export default 1;",
        "node_modules/p/package.json",
        "{\"main\":\"m.js\"}",
        "node_modules/p/m.js",
        "module.exports = 2;");
    assertThat(run(options(), "return [(await import('./near.mjs')).default, require('p')];"))
        .isEqualTo("[1,2]");
  }

  @Test
  void shouldNotTakeAHomeOrTheWholeFileSystemAsRoot() throws IOException {
    Path slash = root.getRoot();
    assertThat(JsWorkerOptions.defaultRoot(List.of(module), slash)).isEqualTo(root);
    Files.writeString(outside.resolve("jail/package.json"), "{}");
    Files.writeString(outside.resolve("package.json"), "{}");
    assertThat(JsWorkerOptions.defaultRoot(List.of(module), slash)).isEqualTo(outside.resolve("jail"));
    Path home = Path.of(System.getProperty("user.home"));
    assertThat(JsWorkerOptions.defaultRoot(List.of(home.resolve("app/m.mjs")), home))
        .isEqualTo(home.resolve("app"));
    assertThat(JsWorkerOptions.defaultRoot(List.of(module), outside)).isEqualTo(outside);
  }
}
