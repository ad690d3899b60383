package dev.intarsia.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PackageCirclesTest {
  @Test
  void shouldHaveNone() {
    PackageCircles production = new PackageCircles(ProductionCode.classes(), "dev.intarsia");
    assertThat(production.circles())
        .as(() -> "circles of packages; these dependencies close them:\n" + String.join("\n", production.edges()))
        .isEmpty();
  }

  @Test
  void shouldSeeThePlantedOne() {
    String planted = "dev.intarsia.conformance.architecture.planted";
    PackageCircles circles = new PackageCircles(new ClassFileImporter().importPackages(planted), planted);

    assertThat(circles.circles()).containsExactly(packages(planted, "one", "two"));
    assertThat(circles.edges())
        .hasSize(2)
        .anySatisfy(edge -> assertThat(edge).startsWith(planted + ".one -> " + planted + ".two: "))
        .anySatisfy(edge -> assertThat(edge).startsWith(planted + ".two -> " + planted + ".one: "));
  }

  private static Set<String> packages(String root, String... names) {
    return Arrays.stream(names)
        .map(name -> name.isEmpty() ? root : root + "." + name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
