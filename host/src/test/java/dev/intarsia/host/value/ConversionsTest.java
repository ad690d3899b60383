package dev.intarsia.host.value;

import static dev.intarsia.host.value.RecordingSink.cross;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.JsError;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversionsTest {
  enum Color {
    RED
  }

  record Point(int x, double y) {}

  record Line(
      Point from,
      List<Point> via,
      Optional<Color> color,
      @Nullable Instant at) {}

  record Tree(String name, List<Tree> children) {}

  record Pair<A, B>(A first, B second) {}

  public static class Bean {
    public int count;
    private String name = "";

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }
  }

  /** Type literals, as a typed proxy sees them. */
  interface Types {
    List<Point> points();

    Map<Integer, Set<String>> byNumber();

    Pair<String, List<Point>> pair();

    List<Point>[] arrays();
  }

  private static Type type(String method) {
    try {
      return Types.class.getDeclaredMethod(method).getGenericReturnType();
    } catch (NoSuchMethodException missing) {
      throw new LinkageError(missing.getMessage(), missing);
    }
  }

  private static <T> T convert(@Nullable Object crossed, Class<T> type) {
    return Objects.requireNonNull(Conversions.convert(cross(crossed), type));
  }

  @Test
  void shouldBringEveryKindBackAsItself() {
    List<Object> values = List.of(
        1.5,
        "text",
        true,
        BigInteger.TEN,
        Undefined.UNDEFINED,
        new Symbol("k"),
        Instant.ofEpochMilli(5),
        InvalidDate.INVALID_DATE,
        new Envelope("h", new byte[] {1}),
        new ExternalPayload("[1]"),
        NumericArray.of(1, 2));
    assertThat(values).allSatisfy(value -> assertThat(cross(value)).isEqualTo(value));
    assertThat(cross(new byte[] {1, 2})).isEqualTo(new byte[] {1, 2});
    assertThat(cross(new int[] {1, -2})).isEqualTo(new int[] {1, -2});
    assertThat(cross(new long[] {Long.MIN_VALUE})).isEqualTo(new long[] {Long.MIN_VALUE});
    assertThat(cross(new double[] {0.5})).isEqualTo(new double[] {0.5});
    assertThat(cross(Map.of("a", Arrays.asList(1, null)))).isEqualTo(Map.of("a", Arrays.asList(1.0, null)));
  }

  @Test
  void shouldConvertWholeNumbersExactly() {
    assertThat(convert(3.0, Integer.class)).isEqualTo(3);
    assertThat(Conversions.convert(3.0, int.class)).isEqualTo(3);
    assertThat(convert(1e15, Long.class)).isEqualTo(1_000_000_000_000_000L);
    assertThat(convert(7, Byte.class)).isEqualTo((byte) 7);
    assertThat(convert(7, Short.class)).isEqualTo((short) 7);
    assertThat(convert(7, Float.class)).isEqualTo(7f);
    assertThat(convert(7, BigInteger.class)).isEqualTo(BigInteger.valueOf(7));
    assertThat(convert(0.1, BigDecimal.class)).isEqualTo(new BigDecimal("0.1"));
    assertThat(convert(BigInteger.TWO, Long.class)).isEqualTo(2L);
  }

  @Test
  void shouldRejectNumbersThatDontFit() {
    assertThatThrownBy(() -> convert(3.5, Integer.class))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("3.5")
        .hasMessageContaining("not whole");
    assertThatThrownBy(() -> convert(3e9, Integer.class)).hasMessageContaining("too large");
    assertThatThrownBy(() -> convert(300, Byte.class)).hasMessageContaining("out of range");
    assertThatThrownBy(() -> convert(1e19, Long.class)).hasMessageContaining("out of range");
    assertThatThrownBy(() -> convert(BigInteger.ONE.shiftLeft(64), Long.class)).hasMessageContaining("BigInteger");
    assertThatThrownBy(() -> convert("3", Integer.class)).hasMessageContaining("the string \"3\"");
    assertThatThrownBy(() -> convert(null, int.class)).hasMessageContaining("null is no int");
    assertThatThrownBy(() -> convert(1, String.class)).hasMessageContaining("the number 1 is no java.lang.String");
  }

  @Test
  void shouldReadNullAndUndefinedAsNullOrEmpty() {
    assertThat(Conversions.convert(cross(Undefined.UNDEFINED), String.class)).isNull();
    assertThat(Conversions.convert(cross(null), Point.class)).isNull();
    assertThat((Object) convert(null, Optional.class)).isEqualTo(Optional.empty());
    assertThat((Object) convert("x", Optional.class)).isEqualTo(Optional.of("x"));
    assertThat(Conversions.convert(cross("anything"), void.class)).isNull();
  }

  @Test
  void shouldConvertJsonToRecordsAndBeans() {
    Line line = new Line(new Point(1, 2), List.of(new Point(3, 4.5)), Optional.of(Color.RED), Instant.ofEpochMilli(7));
    assertThat(convert(line, Line.class)).isEqualTo(line);
    assertThat(convert(Map.of("from", Map.of("x", 1, "y", 2), "via", List.of(), "extra", 1), Line.class))
        .isEqualTo(new Line(new Point(1, 2), List.of(), Optional.empty(), null));
    Tree tree = new Tree("r", List.of(new Tree("c", List.of())));
    assertThat(convert(tree, Tree.class)).isEqualTo(tree);
    Bean bean = convert(Map.of("count", 2, "name", "n", "other", true), Bean.class);
    assertThat(bean.count).isEqualTo(2);
    assertThat(bean.getName()).isEqualTo("n");
  }

  @Test
  void shouldConvertGenericTypes() {
    assertThat(Conversions.to(type("points")).convert(cross(List.of(new Point(1, 2)))))
        .isEqualTo(List.of(new Point(1, 2)));
    assertThat(Conversions.to(type("byNumber")).convert(cross(Map.of("5", List.of("a")))))
        .isEqualTo(Map.of(5, Set.of("a")));
    assertThat(Conversions.to(type("pair")).convert(cross(new Pair<>("k", List.of(new Point(1, 2))))))
        .isEqualTo(new Pair<>("k", List.of(new Point(1, 2))));
    assertThat((Object[]) Conversions.to(type("arrays")).convert(cross(List.of(List.of(new Point(1, 2))))))
        .containsExactly(List.of(new Point(1, 2)));
    assertThat(convert(List.of(1, 2), int[].class)).containsExactly(1, 2);
    assertThat(convert(NumericArray.of(1, 2), double[].class)).containsExactly(1, 2);
    assertThat(convert(new byte[] {1}, ByteBuffer.class)).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
  }

  @Test
  void shouldNameThePathOfWhatDoesNotConvert() {
    assertThatThrownBy(() -> convert(Map.of("from", Map.of("x", 1.5, "y", 0)), Line.class))
        .isInstanceOf(ConversionException.class)
        .hasMessageStartingWith("at $.from.x: the number 1.5");
    assertThatThrownBy(() -> convert(Map.of("from", Map.of("y", 0)), Line.class))
        .hasMessageStartingWith("at $.from.x: undefined is no int");
    assertThatThrownBy(() -> Conversions.to(type("points")).convert(cross(List.of(new Point(1, 2), "p"))))
        .hasMessageStartingWith("at $[1]: the string \"p\" is no Point");
    assertThatThrownBy(() -> convert("GREEN", Color.class)).hasMessageContaining("there are [RED]");
    assertThatThrownBy(() -> Conversions.to(Runnable.class))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("abstract");
  }

  @Test
  void shouldKeepErrorsReadable() {
    JsError error = convert(new IllegalStateException("outer", new IllegalArgumentException("inner")), JsError.class);
    assertThat(error).hasMessage("outer").hasToString("IllegalStateException: outer");
    assertThat(error.getCause()).isInstanceOf(JsError.class).hasMessage("inner");
    assertThat(error.getStackTrace()[0].getMethodName()).isEqualTo("shouldKeepErrorsReadable");
    assertThat(JavaValues.factory().error("no json"))
        .isInstanceOf(JsError.class)
        .asString()
        .isEqualTo("Error: no json");
  }
}
