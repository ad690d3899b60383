package dev.intarsia.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerProgramTest {
  private static final String MAIN = WorkerProcess.class.getName();

  @ParameterizedTest
  @CsvSource({
    "jar:nested:/srv/my%20app.jar/!BOOT-INF/lib/host.jar!/dev/X.class, /srv/my app.jar",
    "jar:file:/srv/app.jar!/BOOT-INF/lib/host.jar!/dev/X.class, /srv/app.jar",
    "jar:file:/srv/host.jar!/dev/X.class,",
    "file:/srv/classes/dev/X.class,",
    "jrt:/dev.intarsia.host/dev/X.class,",
  })
  void shouldFindTheJarThatHoldsTheJarOfAClass(String place, String outer) {
    assertThat(WorkerProgram.outerJar(place)).isEqualTo(outer);
  }

  @Test
  void shouldStartFromAJarOfJarsByItsOwnLauncher() {
    assertThat(WorkerProgram.ofNestedJar("/srv/app.jar", "a.PropertiesLauncher").arguments())
        .containsExactly(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            "/srv/app.jar",
            "-Dloader.main=" + MAIN,
            "a.PropertiesLauncher");
    assertThatThrownBy(() -> WorkerProgram.ofNestedJar("/srv/app.jar", null))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("unpack the jar")
        .hasMessageContaining("INTARSIA_BINARY");
  }

  @Test
  void shouldStartFromAModulePathAndFromAnImageOfModules() {
    List<String> modules = List.of("dev.intarsia.bridge", "dev.intarsia.host", "java.base");
    String cwd = Path.of("").toAbsolutePath().toString();
    assertThat(
            WorkerProgram.ofModules("dev.intarsia.host", "mods:/m", "", modules).arguments())
        .containsExactly(
            "--enable-native-access=ALL-UNNAMED,dev.intarsia.bridge",
            "--module-path",
            cwd + "/mods:/m",
            "--add-modules",
            "dev.intarsia.bridge,dev.intarsia.host,java.base",
            "-m",
            "dev.intarsia.host/" + MAIN);
    assertThat(WorkerProgram.ofModules("dev.intarsia.host", "", "", modules).arguments())
        .doesNotContain("--module-path", "-cp");
  }

  @Test
  void shouldMakeAClassPathAbsolute() {
    String cwd = Path.of("").toAbsolutePath().toString();
    assertThat(WorkerProgram.ofClassPath("lib/a.jar:/b.jar:").arguments())
        .containsExactly("--enable-native-access=ALL-UNNAMED", "-cp", cwd + "/lib/a.jar:/b.jar:" + cwd, MAIN);
  }
}
