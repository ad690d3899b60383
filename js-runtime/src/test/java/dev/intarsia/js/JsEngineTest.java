package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsEngineTest {
  @Test
  void shouldCompileWhereTheJdkCan() {
    assertThat(JsEngine.implementationName()).isNotEqualTo("Interpreted");
    assertThat(JsEngine.jit()).isTrue();
  }
}
