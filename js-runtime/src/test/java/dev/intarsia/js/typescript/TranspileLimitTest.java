package dev.intarsia.js.typescript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.js.module.ModuleException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TypeScript that would keep the transpiler busy. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TranspileLimitTest {
  private static final Path FILE = Path.of("/modules/hostile.ts");
  private static final String TYPED = "const a: number = 1;";

  @TempDir
  private Path folder;

  private TypeScriptTranspiler transpiler(TranspileLimit limit) {
    return new TypeScriptTranspiler(TranspileCache.at(folder.resolve("cache")), limit);
  }

  @Test
  void shouldEndAFileThatTakesTooLongAndGoOnWithTheNext() throws ModuleException {
    TypeScriptTranspiler transpiler = transpiler(new TranspileLimit(1_000_000, 300, 0));
    String chain = "a" + ".b()".repeat(200_000);
    assertThatThrownBy(() -> transpiler.transpile(FILE, chain, false))
        .isInstanceOf(ModuleException.class)
        .hasMessageContaining(FILE + ": transpiling its 800001 characters took more than 300 ms of processor time");
    assertThat(transpiler(TranspileLimit.DEFAULT).transpile(FILE, TYPED, false)).isEqualTo("const a = 1;");
    assertThat(transpiler.transpile(FILE, "let b: string", false)).isEqualTo("let b");
  }

  @Test
  void shouldRefuseWhatIsTooLongOrTooDeepAndTakeWhatIsNot() throws ModuleException {
    TypeScriptTranspiler transpiler = transpiler(new TranspileLimit(300_000, 120_000, 0));
    assertThatThrownBy(() -> transpiler.transpile(FILE, " ".repeat(300_001), false))
        .isInstanceOf(ModuleException.class)
        .hasMessageContaining(FILE + ": it has 300001 characters and at most 300000 are transpiled");
    for (String deep :
        new String[] {"(".repeat(100_000) + "1" + ")".repeat(100_000), "let x: " + "A<".repeat(100_000)}) {
      assertThatThrownBy(() -> transpiler.transpile(FILE, deep, false))
          .isInstanceOf(ModuleException.class)
          .hasMessageContaining(FILE + ": it is nested too deeply");
    }
    String nested = "const a = " + "(".repeat(1_000) + "1" + ")".repeat(1_000) + ";";
    assertThat(transpiler.transpile(FILE, nested, false)).isEqualTo(nested);
  }
}
