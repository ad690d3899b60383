package dev.intarsia.host.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameRulesTest {
  private static final Path CWD = Path.of("/");

  @Test
  void shouldAllowTheVariableThatNamesABuildUnlessItIsDenied() {
    assertThat(Permissions.strict(CWD).mayReadEnv("NODE_ENV")).isTrue();
    assertThat(Permissions.strict(CWD).mayReadEnv("HOME")).isFalse();
    Permissions denied =
        Permissions.builder(CWD).envAll().denyEnv(Set.of("NODE_ENV")).build();
    assertThat(denied.mayReadEnv("NODE_ENV")).isFalse();
    assertThat(Permissions.strict(CWD).within(denied).mayReadEnv("NODE_ENV")).isFalse();
  }

  @Test
  void shouldNotAllowACommandOrAMachinesFactOfThatName() {
    assertThat(Permissions.strict(CWD).mayRun("NODE_ENV")).isFalse();
    assertThat(Permissions.strict(CWD).maySys("NODE_ENV")).isFalse();
  }
}
