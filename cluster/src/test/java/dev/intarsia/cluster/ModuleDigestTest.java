package dev.intarsia.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal sources have equal digests, and any change of them shows. */
class ModuleDigestTest {
  @TempDir
  private Path folder;

  private Path module(String place, String helper) throws Exception {
    Path at = Files.createDirectories(folder.resolve(place));
    Files.writeString(at.resolve("tasks.ts"), "import { help } from './lib/helper'; export const task = help;");
    Files.createDirectories(at.resolve("lib"));
    Files.writeString(at.resolve("lib/helper.ts"), helper);
    return at.resolve("tasks.ts");
  }

  @Test
  void shouldBeEqualWhereverTheFolderLies() throws Exception {
    String one = ModuleDigest.of(List.of(module("a", "export const help = () => 1;")));
    assertThat(ModuleDigest.of(List.of(module("b/c", "export const help = () => 1;"))))
        .isEqualTo(one)
        .hasSize(64);
  }

  @Test
  void shouldChangeWithAnImportedFile() throws Exception {
    String one = ModuleDigest.of(List.of(module("a", "export const help = () => 1;")));
    assertThat(ModuleDigest.of(List.of(module("a", "export const help = () => 2;"))))
        .isNotEqualTo(one);
  }

  @Test
  void shouldFollowImportsThatGoRound() throws Exception {
    String one = ModuleDigest.of(List.of(module("a", "import '../tasks.ts'; import './nothing.js';")));
    assertThat(one).hasSize(64);
  }

  @Test
  void shouldRefuseAModuleThatIsNotThere() {
    List<Path> missing = List.of(folder.resolve("none.ts"));
    assertThatThrownBy(() -> ModuleDigest.of(missing)).isInstanceOf(UncheckedIOException.class);
  }
}
