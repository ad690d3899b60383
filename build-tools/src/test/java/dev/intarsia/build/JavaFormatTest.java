package dev.intarsia.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test plants one violation of the format, which the build's check has to find. */
class JavaFormatTest {
  private static final String FORMATTED = """
      package planted;

      import static java.util.Objects.requireNonNull;

      import java.util.List;
      import org.jspecify.annotations.Nullable;

      class Planted {
        @Nullable String first(List<String> list) {
          return requireNonNull(list).isEmpty() ? null : list.getFirst();
        }
      }
      """;

  @TempDir
  Path root;

  private Path file;
  private Path index;

  @BeforeEach
  void plantFolders() throws IOException {
    Path folder = Files.createDirectories(root.resolve("module/src/main/java/planted"));
    file = folder.resolve("Planted.java");
    index = root.resolve("target/index");
  }

  @Test
  void shouldFindNothingInFormattedFile() throws IOException {
    shouldFind(FORMATTED, false);
  }

  @Test
  void shouldFindImportsOutOfOrder() throws IOException {
    shouldFind(
        FORMATTED.replace(
            "import java.util.List;\nimport org.jspecify.annotations.Nullable;",
            "import org.jspecify.annotations.Nullable;\nimport java.util.List;"),
        true);
  }

  @Test
  void shouldFindStaticImportsBehindTheOthers() throws IOException {
    String line = "import static java.util.Objects.requireNonNull;\n";
    shouldFind(FORMATTED.replace(line + "\n", "").replace("Nullable;\n", "Nullable;\n\n" + line), true);
  }

  @Test
  void shouldFindUnusedImport() throws IOException {
    shouldFind(FORMATTED.replace("import java.util.List;\n", "import java.util.List;\nimport java.util.Map;\n"), true);
  }

  @Test
  void shouldFindOtherIndentation() throws IOException {
    shouldFind(FORMATTED.replace("    return", "      return"), true);
  }

  @Test
  void shouldFindLineOfMoreThan120Characters() throws IOException {
    String name = "aListWhoseNameIsSoLongThatTheLineDoesNotFitAnyMore";
    shouldFind(FORMATTED.replace("list", name), true);
  }

  @Test
  void shouldFindNullableOnALineOfItsOwn() throws IOException {
    shouldFind(FORMATTED.replace("@Nullable String first", "@Nullable\n  String first"), true);
  }

  @Test
  void shouldFindWhatChangedSinceTheIndexWasWritten() throws IOException {
    shouldFind(FORMATTED, false);
    shouldFind(FORMATTED.replace("    return", "  return"), true);
    assertThat(check()).isTrue();
  }

  @Test
  void shouldNotLookAtBuiltFiles() throws IOException {
    Path built = Files.createDirectories(root.resolve("module/target"));
    Files.writeString(built.resolve("Built.java"), FORMATTED.replace("    return", "return"));
    shouldFind(FORMATTED, false);
  }

  @Test
  void shouldNameTheFileThatIsNoJava() throws IOException {
    Files.writeString(file, "class {");
    assertThatThrownBy(this::check).hasStackTraceContaining("Planted.java");
  }

  private void shouldFind(String text, boolean violation) throws IOException {
    Files.writeString(file, text);
    assertThat(check()).isEqualTo(violation);
    assertThat(file).hasContent(text);
    if (violation) {
      new JavaFormat(root, FormattedIndex.read(root.resolve("other"))).run(true);
      assertThat(Files.readString(file)).isNotEqualTo(text);
      Files.writeString(file, text);
    }
  }

  private boolean check() throws IOException {
    return !new JavaFormat(root, FormattedIndex.read(index)).run(false).isEmpty();
  }
}
