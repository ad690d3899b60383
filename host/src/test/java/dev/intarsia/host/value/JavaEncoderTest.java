package dev.intarsia.host.value;

import static dev.intarsia.host.value.RecordingSink.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.host.JsError;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JavaEncoderTest {
  enum Color {
    RED
  }

  record Point(int x, double y) {}

  record Holder(@Nullable Object inner) {}

  record Nothing() {}

  public static class User {
    public final String zone = "utc";
    private final List<String> tags = List.of("a");
    private final String name = "n";

    public String getName() {
      return name;
    }

    public List<String> getTags() {
      return tags;
    }

    public boolean isAdmin() {
      return true;
    }

    public String getURL() {
      return "u";
    }
  }

  @Test
  void shouldEncodeEveryJavaNumberAsANumber() {
    assertThat(List.of(encode((byte) -1), encode((short) 2), encode(3), encode(1.5f), encode(-0.25), encode(1L << 52)))
        .containsExactly("number -1", "number 2", "number 3", "number 1.5", "number -0.25", "number 4503599627370496");
  }

  @Test
  void shouldRejectLongBeyondSafeIntegersAndNameBigInteger() {
    assertThat(encode(9007199254740991L)).isEqualTo("number 9007199254740991");
    assertThatThrownBy(() -> encode(-9007199254740992L))
        .isInstanceOf(PayloadException.class)
        .hasMessageContaining("-9007199254740992")
        .hasMessageContaining("BigInteger");
    assertThat(encode(BigInteger.ONE.shiftLeft(80))).isEqualTo("bigint 1208925819614629174706176n");
  }

  @Test
  void shouldEncodeScalars() {
    assertThat(encode("é")).isEqualTo("string é");
    assertThat(encode('c')).isEqualTo("string c");
    assertThat(encode(CharBuffer.wrap("sb"))).isEqualTo("string sb");
    assertThat(encode(true)).isEqualTo("bool true");
    assertThat(encode(null)).isEqualTo("nul");
    assertThat(encode(Undefined.UNDEFINED)).isEqualTo("undefined");
    assertThat(encode(Optional.empty())).isEqualTo("undefined");
    assertThat(encode(Optional.of(2))).isEqualTo("number 2");
    assertThat(encode(Color.RED)).isEqualTo("string RED");
    assertThat(encode(new Symbol("s"))).isEqualTo("symbol s");
    assertThat(encode(Instant.ofEpochMilli(-1))).isEqualTo("date -1");
    assertThat(encode(InvalidDate.INVALID_DATE)).isEqualTo("date NaN");
  }

  @Test
  void shouldEncodeArraysAsTypedArrays() {
    assertThat(encode(new byte[] {1, -1})).isEqualTo("binary UINT8_ARRAY 01ff");
    assertThat(encode(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2))).isEqualTo("binary UINT8_ARRAY 0203");
    assertThat(encode(ByteBuffer.allocateDirect(1).asReadOnlyBuffer())).isEqualTo("binary UINT8_ARRAY 00");
    assertThat(encode(new int[] {1})).isEqualTo("binary INT32_ARRAY 01000000");
    assertThat(encode(new long[] {1})).isEqualTo("binary BIGINT64_ARRAY 0100000000000000");
    assertThat(encode(new double[] {1})).isEqualTo("binary FLOAT64_ARRAY 000000000000f03f");
    assertThat(encode(NumericArray.of(1))).isEqualTo("binary NUMERIC_ARRAY 000000000000f03f");
    assertThat(encode(JsBinary.arrayBuffer(new byte[] {7}))).isEqualTo("binary ARRAY_BUFFER 07");
  }

  @Test
  void shouldEncodeEnvelopes() {
    assertThat(encode(new Envelope("h", new byte[] {1}))).isEqualTo("envelope h false 01");
    assertThat(encode(new Envelope(Map.of("a", 1), new byte[0]))).isEqualTo("envelope {\"a\":1} true ");
    assertThat(encode(new Envelope(null, new byte[0]))).isEqualTo("envelope null true ");
    assertThatThrownBy(() -> encode(new Envelope(Map.of("a", new Object()), new byte[0])))
        .hasMessageStartingWith("at $.header.a: ");
  }

  @Test
  void shouldEncodeErrorsWithTheirCauses() {
    assertThat(encode(new IllegalStateException("outer", new JsError("TypeError", "inner", null, "why"))))
        .startsWith(
            "error {\"name\":\"IllegalStateException\",\"message\":\"outer\",\"stack\":\"IllegalStateException: outer\\n    at ")
        .endsWith("\"cause\":{\"name\":\"TypeError\",\"message\":\"inner\",\"cause\":\"why\"}}");
  }

  @Test
  void shouldEncodeRecordsBeansAndCollectionsAsJson() {
    assertThat(encode(new Point(1, 2.5))).isEqualTo("json {\"x\":1,\"y\":2.5}");
    assertThat(encode(new Nothing())).isEqualTo("json {}");
    assertThat(encode(new User()))
        .isEqualTo("json {\"zone\":\"utc\",\"tags\":[\"a\"],\"name\":\"n\",\"URL\":\"u\",\"admin\":true}");
    assertThat(encode(List.of(new Point(0, 0), Color.RED, 'c', Instant.EPOCH, new double[] {1}, new String[] {"s"})))
        .isEqualTo("json [{\"x\":0,\"y\":0},\"RED\",\"c\",\"1970-01-01T00:00:00.000Z\",[1],[\"s\"]]");
  }

  @Test
  void shouldFollowJsonStringifyInMembersAndKeys() {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("b", Double.NaN);
    map.put("2", Undefined.UNDEFINED);
    map.put(10, Optional.empty());
    map.put("4294967295", "late");
    map.put(1, "one");
    map.put("01", -0.0);
    map.put("0", new Symbol("gone").key());
    assertThat(encode(map))
        .isEqualTo("json {\"0\":\"gone\",\"1\":\"one\",\"b\":null,\"4294967295\":\"late\",\"01\":0}");
    assertThat(encode(Arrays.asList(Undefined.UNDEFINED, null, new Symbol("s"), Optional.empty())))
        .isEqualTo("json [null,null,null,null]");
  }

  @Test
  void shouldNameThePathToWhatCantCross() {
    Map<String, Object> user = new HashMap<>();
    user.put("tags", List.of("a", "b", "c", new Object()));
    assertThatThrownBy(() -> encode(new Holder(Map.of("user", user))))
        .isInstanceOf(PayloadException.class)
        .hasMessageStartingWith("at $.inner.user.tags[3]: a value of java.lang.Object can't cross");
    assertThatThrownBy(() -> encode(Map.of("a b", 1L << 60))).hasMessageStartingWith("at $[\"a b\"]: the long");
    assertThatThrownBy(() -> encode(Map.of("n", BigInteger.ONE)))
        .hasMessageStartingWith("at $.n: a bigint has no JSON form");
    assertThatThrownBy(() -> encode(Map.of("c", new char[1])))
        .hasMessageStartingWith("at $.c: a char[] has no JSON form");
    assertThatThrownBy(() -> encode(new long[][] {{1}, {1, Long.MAX_VALUE}}))
        .hasMessageStartingWith("at $[1][1]: the long");
  }

  @Test
  void shouldRejectTypesThatAreNoData() {
    List<Object> refused =
        List.of(new Object(), Thread.currentThread(), new AtomicInteger(), (Runnable) () -> {}, new char[1]);
    assertThat(refused)
        .allSatisfy(value -> assertThatThrownBy(() -> encode(value))
            .isInstanceOf(PayloadException.class)
            .hasMessageStartingWith("at $: "));
  }

  @Test
  void shouldRejectCyclesNamingWhereTheyClose() {
    List<Object> list = new ArrayList<>();
    list.add(0);
    list.add(Map.of("self", list));
    assertThatThrownBy(() -> encode(list))
        .isInstanceOf(PayloadException.class)
        .hasMessageStartingWith("at $[1].self: the value holds itself");
  }

  @Test
  void shouldRejectNestingBeyondTheLimit() {
    Object deep = 1;
    for (int i = 0; i < 512; i++) {
      deep = List.of(deep);
    }
    assertThat(encode(deep)).startsWith("json [[[");
    Object tooDeep = List.of(deep);
    assertThatThrownBy(() -> encode(tooDeep))
        .isInstanceOf(PayloadException.class)
        .hasMessageContaining("deeper than 512 levels");
  }
}
