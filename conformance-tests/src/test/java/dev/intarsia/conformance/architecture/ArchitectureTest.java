package dev.intarsia.conformance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may use whom, as the design says. */
class ArchitectureTest {
  /** Each may use those before it. */
  private static final List<String> LAYERS = List.of(
      "dev.intarsia.protocol..",
      "dev.intarsia.bridge..",
      "dev.intarsia.host..",
      "dev.intarsia.js..",
      "dev.intarsia.cli..");

  private static final String JS = "dev.intarsia.js..";
  private static final String CLUSTER = "dev.intarsia.cluster..";
  private static final String CONFORMANCE = "dev.intarsia.conformance..";

  private final JavaClasses classes = ProductionCode.classes();

  @Test
  void shouldDependOnlyOnModulesBelow() {
    assertThat(classes.size()).isGreaterThan(100);
    for (int i = 0; i < LAYERS.size(); i++) {
      String[] above = LAYERS.subList(i + 1, LAYERS.size()).toArray(String[]::new);
      if (above.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(LAYERS.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above)
            .check(classes);
        noClasses()
            .that()
            .resideInAPackage(LAYERS.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONFORMANCE)
            .check(classes);
      }
    }
    noClasses()
        .that()
        .resideInAPackage(CONFORMANCE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JS, "dev.intarsia.cli..")
        .check(classes);
  }

  @Test
  void shouldKeepTheClusterOnTopOfTheHostAlone() {
    assertThat(classes.stream().filter(type -> type.getPackageName().startsWith("dev.intarsia.cluster")))
        .isNotEmpty();
    noClasses()
        .that()
        .resideInAPackage(CLUSTER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JS, "dev.intarsia.cli..", CONFORMANCE)
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackages(CLUSTER, "dev.intarsia.cli.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CLUSTER)
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackage(CLUSTER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.pekko..")
        .check(classes);
  }

  @Test
  void shouldUsePicocliOnlyForCommands() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(classes);
  }

  @Test
  void shouldUseGraalOnlyInTheJsRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackage(JS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.graalvm..")
        .check(classes);
  }

  @Test
  void shouldKeepMetersAndEventsOutOfTheCore() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.intarsia.host.micrometer..", "dev.intarsia.spring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "dev.intarsia.host.micrometer..")
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.intarsia.host.jfr..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jdk.jfr..", "dev.intarsia.host.jfr..")
        .check(classes);
  }

  @Test
  void shouldNameNoPackageForNothing() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..")
        .check(classes);
  }
}
