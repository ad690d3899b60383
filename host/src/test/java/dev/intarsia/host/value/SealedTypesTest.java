package dev.intarsia.host.value;

import static dev.intarsia.host.value.RecordingSink.cross;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealedTypesTest {
  @TypeTag("kind")
  sealed interface Shape permits Circle, Polygon {}

  @TypeTag("circle")
  record Circle(double radius) implements Shape {}

  sealed interface Polygon extends Shape permits Square {}

  record Square(double side) implements Polygon {}

  record Drawing(String name, List<Shape> shapes) {}

  sealed interface Untagged permits Only {}

  record Only(int x) implements Untagged {}

  @Test
  void shouldBringSealedTypesBackByTheirTag() {
    Drawing drawing = new Drawing("d", List.of(new Circle(1), new Square(2)));
    assertThat(cross(new Circle(1))).isEqualTo(Map.of("kind", "circle", "radius", 1.0));
    assertThat(Conversions.convert(cross(drawing), Drawing.class)).isEqualTo(drawing);
    assertThat(Conversions.convert(Map.of("kind", "Square", "side", 2.0), Shape.class))
        .isEqualTo(new Square(2));
  }

  @Test
  void shouldNameTheKindsWhenTheTagIsUnknown() {
    assertThatThrownBy(() ->
            Conversions.convert(cross(Map.of("name", "d", "shapes", List.of(Map.of("kind", "star")))), Drawing.class))
        .isInstanceOf(ConversionException.class)
        .hasMessage("at $.shapes[0].kind: the string \"star\" is no kind of Shape; there are [circle, Square]");
    assertThatThrownBy(() -> Conversions.convert(Map.of("side", 2.0), Shape.class))
        .hasMessageContaining("at $.kind: null is no kind of Shape");
  }

  @Test
  void shouldAdviseATagForSealedTypesWithoutOne() {
    assertThatThrownBy(() -> Conversions.to(Untagged.class))
        .hasMessageContaining("as it is abstract")
        .hasMessageEndingWith("@TypeTag");
  }

  @Test
  void shouldWriteRecordsOfUntaggedTypesAsBefore() {
    assertThat(cross(new Only(1))).isEqualTo(Map.of("x", 1.0));
  }
}
