package dev.intarsia.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.payload.PayloadException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

class JsonParserTest {
  private final JsonParser<StringBuilder> parser = new JsonParser<>(new Echo());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\":1,\"b\":[true,false,null]}",
        "{\"a\":1,\"a\":2}",
        "\"\\ud800\"",
        "[0.1,1e+21,1e-7,5e-324,1.7976931348623157e+308,123456789012345680000,-0.5]",
        "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\"",
        "\"é日🧶\"",
      })
  void shouldReadWhatJsonTextWrites(String json) {
    assertThat(parser.parse(json)).hasToString(json);
  }

  @Test
  void shouldReadSpacesEscapesAndNumbersOfAnyForm() {
    assertThat(parser.parse(" { \"\\u0061\\/\" : [ 1.0 , -0, 10E2, 12345678901234567890 ] }\n"))
        .hasToString("{\"a/\":[1,0,1000,12345678901234567000]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "-",
        "1e",
        "1e+",
        "+1",
        "tru",
        "nul",
        "\"",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\t\"",
        "1 2",
        "NaN",
        "'a'",
        "[1}",
        "\"\\u00G0\"",
      })
  void shouldRejectWhatIsNotJson(String json) {
    assertThatThrownBy(() -> parser.parse(json))
        .isInstanceOf(PayloadException.class)
        .hasMessageStartingWith("not JSON: ");
  }

  @Test
  void shouldRejectNestingBeyondTheLimit() {
    String atLimit = "[".repeat(JsonParser.MAX_DEPTH) + "]".repeat(JsonParser.MAX_DEPTH);
    assertThat(parser.parse(atLimit)).hasToString(atLimit);
    assertThatThrownBy(() -> parser.parse("[" + atLimit + "]"))
        .isInstanceOf(PayloadException.class)
        .hasMessageContaining("deeper than 512");
  }

  @Test
  void shouldReadObjectsThatAreNotAsTheOneBefore() {
    String[] objects = {
      "{\"id\":1,\"name\":2,\"n\":3}",
      "{\"id\":1,\"name\":2}",
      "{\"id\":1,\"name\":2,\"n\":3,\"o\":4}",
      "{\"id\":1,\"nome\":2,\"n\":3}",
      "{\"id\":1}",
      "{}",
      "{\"id\":{\"id\":1,\"name\":2,\"n\":[{\"id\":1}]},\"n\":3}",
    };
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      String json = "[" + objects[random.nextInt(objects.length)] + "," + objects[random.nextInt(objects.length)] + "]";
      assertThat(parser.parse(json)).hasToString(json);
    }
  }

  @Test
  void shouldReadAnObjectOfManyMembers() {
    StringJoiner members = new StringJoiner(",", "{", "}");
    for (int i = 0; i < 5000; i++) {
      members.add("\"m" + i + "\":" + i);
    }
    assertThat(parser.parse(members.toString())).hasToString(members.toString());
    assertThat(parser.parse("{\"m0\":0}")).hasToString("{\"m0\":0}");
  }

  /** Bytes that are no UTF-8 read as the text that Java's decoder makes of them. */
  @Test
  void shouldReadDamagedUtf8AsItsReplacement() {
    SplittableRandom random = new SplittableRandom(11);
    byte[] seed = "{\"né\":\"日本🧶 and more than eight\",\"k\":[\"\\n é\"]}".getBytes(StandardCharsets.UTF_8);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = seed.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      String decoded = new String(damaged, StandardCharsets.UTF_8);
      String read = outcome(() -> parser.parse(MemorySegment.ofArray(damaged), 0, damaged.length));
      assertThat(read).isEqualTo(outcome(() -> parser.parse(decoded)));
      taken += read.startsWith("{") ? 1 : 0;
    }
    assertThat(taken).isBetween(500, 19_500);
  }

  private static String outcome(Supplier<@Nullable StringBuilder> parse) {
    try {
      return String.valueOf(parse.get());
    } catch (PayloadException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  /** Jackson is the second opinion: both take a mutated document, or neither. */
  @Test
  void shouldAgreeWithJacksonOnDamagedDocuments() {
    ObjectMapper jackson = new ObjectMapper();
    SplittableRandom random = new SplittableRandom(7);
    String seed = "{\"k\":[1,-2.5e3,\"a\\u00e9\\n\",true,false,null,{}],\"\":{\"x\":[[]]}}";
    String alphabet = "{}[]:,\"\\0123456789.eE+-truefalsn \n";
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder damaged = new StringBuilder(seed);
      for (int j = random.nextInt(1, 4); j > 0; j--) {
        damaged.setCharAt(random.nextInt(damaged.length()), alphabet.charAt(random.nextInt(alphabet.length())));
      }
      boolean ours = takes(() -> parser.parse(damaged.toString()));
      boolean theirs = takes(() -> jackson.readTree(damaged.toString()));
      assertThat(ours).as(damaged.toString()).isEqualTo(theirs);
      taken += ours ? 1 : 0;
    }
    assertThat(taken).isBetween(500, 19_500);
  }

  @SuppressWarnings({"ReturnValueIgnored", "CatchAndPrintStackTrace"})
  private static boolean takes(Runnable parse) {
    try {
      parse.run();
      return true;
    } catch (RuntimeException refused) {
      return false;
    }
  }

  /** Writes what was read. */
  private static final class Echo implements JsonTree<StringBuilder> {
    @Override
    public StringBuilder object(JsonShape shape, @Nullable Object[] values) {
      @Nullable String[] names = new @Nullable String[shape.size()];
      Arrays.setAll(names, shape::name);
      return object(names, values, 0, shape.size());
    }

    @Override
    public StringBuilder object(@Nullable String[] names, @Nullable Object[] values, int from, int to) {
      StringJoiner out = new StringJoiner(",", "{", "}");
      for (int i = from; i < to; i++) {
        out.add(JsonText.quoted(String.valueOf(names[i])) + ":" + values[i]);
      }
      return new StringBuilder(out.toString());
    }

    @Override
    public StringBuilder array(@Nullable Object[] values, int from, int to) {
      StringJoiner out = new StringJoiner(",", "[", "]");
      for (int i = from; i < to; i++) {
        out.add(String.valueOf(values[i]));
      }
      return new StringBuilder(out.toString());
    }

    @Override
    public StringBuilder string(String value) {
      return new StringBuilder(JsonText.quoted(value));
    }

    @Override
    public StringBuilder number(double value) {
      return new StringBuilder(EcmaNumbers.toString(value));
    }

    @Override
    public StringBuilder bool(boolean value) {
      return new StringBuilder(String.valueOf(value));
    }

    @Override
    public StringBuilder nul() {
      return new StringBuilder("null");
    }
  }
}
