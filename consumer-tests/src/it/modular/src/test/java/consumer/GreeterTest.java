package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GreeterTest {
  @Test
  void shouldRunTypeScriptOnTheModulePath() {
    assertTrue(Greeter.class.getModule().isNamed(), "the test runs on the module path");
    assertEquals("Hello, world!", Greeter.greet("world"));
  }

  @Test
  void shouldHaveTheCompilerOfIntarsiaJit() {
    assertTrue(ModuleLayer.boot()
            .findModule("jdk.graal.compiler")
            .orElseThrow()
            .getPackages()
            .size()
        > 10);
  }
}
