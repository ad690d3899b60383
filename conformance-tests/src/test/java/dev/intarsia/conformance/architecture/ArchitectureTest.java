package dev.intarsia.conformance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.intarsia.conformance.Repository;
import org.junit.jupiter.api.Test;

/** Who may use whom, as the design says. */
class ArchitectureTest {
  private static final int MOST_LINES = 400;
  private static final String PROTOCOL = "dev.intarsia.protocol..";
  private static final String BRIDGE = "dev.intarsia.bridge..";
  private static final String JS = "dev.intarsia.js..";
  private static final String HOST = "dev.intarsia.host..";
  private static final String CONFORMANCE = "dev.intarsia.conformance..";

  private final JavaClasses classes =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.intarsia");

  @Test
  void shouldDependOnlyOnModulesBelow() {
    assertThat(classes.size()).isGreaterThan(100);
    noClasses().that().resideInAPackage(PROTOCOL).should().dependOnClassesThat()
        .resideInAnyPackage(BRIDGE, JS, HOST, CONFORMANCE).check(classes);
    noClasses().that().resideInAPackage(BRIDGE).should().dependOnClassesThat()
        .resideInAnyPackage(JS, HOST, CONFORMANCE).check(classes);
    noClasses().that().resideInAPackage(JS).should().dependOnClassesThat()
        .resideInAnyPackage(HOST, CONFORMANCE).allowEmptyShould(true).check(classes);
    noClasses().that().resideInAPackage(HOST).should().dependOnClassesThat()
        .resideInAPackage(CONFORMANCE).check(classes);
  }

  @Test
  void shouldUsePicocliOnlyForCommands() {
    noClasses().that().resideOutsideOfPackage("..cli..").should().dependOnClassesThat()
        .resideInAPackage("picocli..").check(classes);
  }

  @Test
  void shouldUseGraalOnlyInTheJsRuntime() {
    noClasses().that().resideOutsideOfPackage(JS).should().dependOnClassesThat()
        .resideInAPackage("org.graalvm..").check(classes);
  }

  @Test
  void shouldKeepMetersAndEventsOutOfTheCore() {
    noClasses().that().resideOutsideOfPackage("dev.intarsia.host.micrometer..").should().dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "dev.intarsia.host.micrometer..").check(classes);
    noClasses().that().resideOutsideOfPackage("dev.intarsia.host.jfr..").should().dependOnClassesThat()
        .resideInAnyPackage("jdk.jfr..", "dev.intarsia.host.jfr..").check(classes);
  }

  @Test
  void shouldNameNoPackageForNothing() {
    noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..").check(classes);
  }

  @Test
  void shouldKeepFilesShortOrSayWhyNot() {
    List<String> tooLong = new ArrayList<>();
    for (String module : List.of("protocol-spec", "bridge", "js-runtime", "host", "conformance-tests", "samples")) {
      Path folder = Repository.root().resolve(module).resolve("src/main/java");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files
              .filter(file -> file.toString().endsWith(".java") && isTooLong(file))
              .forEach(file -> tooLong.add(file.toString()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    assertThat(tooLong).as("files over 400 lines whose header does not say why they are one file").isEmpty();
  }

  private static boolean isTooLong(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      String header =
          String.join("\n", lines.stream().takeWhile(line -> !line.contains("class ")).toList()).toLowerCase(Locale.ROOT);
      return lines.size() > MOST_LINES && !header.contains("one file") && !header.contains("one class");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
