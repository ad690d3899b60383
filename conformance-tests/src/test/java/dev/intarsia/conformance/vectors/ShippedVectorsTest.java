package dev.intarsia.conformance.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import dev.intarsia.conformance.subject.BridgeSubject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every vector that is shipped, against this codec: one test each. */
class ShippedVectorsTest {
  @TestFactory
  Stream<DynamicNode> shouldDoAsTheReferenceDid() {
    List<Vector> vectors = VectorFolder.read(Repository.vectors());
    assertThat(vectors).hasSizeGreaterThan(900);
    VectorRunner runner = new VectorRunner(new BridgeSubject(), RequirementMap.shipped(), ExpectedFailures.none());
    return Stream.of(Section.values())
        .map(section -> DynamicContainer.dynamicContainer(
            section.title(),
            vectors.stream().filter(v -> v.section() == section).map(v -> test(runner, v))));
  }

  private static DynamicTest test(VectorRunner runner, Vector vector) {
    return DynamicTest.dynamicTest(vector.id(), () -> {
      Result result = runner.run(vector);
      assertThat(result.status())
          .as(
              "%s [%s] %s: expected %s, was %s",
              vector.location(), result.requirement(), result.path(), result.expected(), result.actual())
          .isEqualTo(Result.Status.PASSED);
    });
  }
}
