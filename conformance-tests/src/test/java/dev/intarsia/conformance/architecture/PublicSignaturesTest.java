package dev.intarsia.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicSignaturesTest {
  private static final Pattern EXPORT = Pattern.compile("\\bexports\\s+([\\w.]+)\\s*;");

  @Test
  void shouldNameExportedTypesOnly() throws IOException {
    Set<String> exported = exportedPackages();
    assertThat(exported).contains("dev.intarsia.host", "dev.intarsia.js", "dev.intarsia.bridge.mailbox");

    assertThat(new PublicSignatures(ProductionCode.classes(), "dev.intarsia", exported::contains).leaks())
        .as("public signatures that name types which users of the module cannot see")
        .isEmpty();
  }

  @Test
  void shouldSeeThePlantedOnes() {
    String planted = "dev.intarsia.conformance.architecture.planted";
    List<String> leaks = new PublicSignatures(
            new ClassFileImporter().importPackages(planted), planted, name -> !name.endsWith(".hidden"))
        .leaks();

    assertThat(leaks).hasSize(3).allSatisfy(leak -> assertThat(leak).endsWith(" names " + planted + ".hidden.Hidden"));
    assertThat(leaks)
        .anySatisfy(leak -> assertThat(leak).contains("First.field"))
        .anySatisfy(leak -> assertThat(leak).contains("First.take("));
  }

  private static Set<String> exportedPackages() throws IOException {
    Set<String> found = new HashSet<>();
    try (Stream<Path> modules = Files.list(Repository.root())) {
      for (Path module : modules.toList()) {
        Path descriptor = module.resolve("src/main/java/module-info.java");
        if (Files.isRegularFile(descriptor)) {
          Matcher export = EXPORT.matcher(Files.readString(descriptor));
          while (export.find()) {
            found.add(export.group(1));
          }
        }
      }
    }
    return found;
  }
}
