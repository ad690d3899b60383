package dev.intarsia.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

class JsonTextTest {
  private static final String CHARACTERS = "ab ?\"\\/\b\f\n\r\t\u0000\u001f\u007f\u0080é߿ࠀ日\uffff🧶";

  /** Jackson is the second opinion: it reads from our bytes what was written. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 31, 32, 33, 300})
  void shouldWriteStringsThatReadTheSame(int length) {
    ObjectMapper jackson = new ObjectMapper();
    SplittableRandom random = new SplittableRandom(length);
    JsonText out = new JsonText();
    for (int i = 0; i < 500; i++) {
      String value = random(random, length, i % 10);
      out.reset().string(value);
      assertThat(jackson.readTree(out.utf8(), 0, out.length()).asString()).isEqualTo(value);
    }
  }

  /** Text of which most is plain: so that every place within eight bytes meets an odd character alone. */
  private static String random(SplittableRandom random, int length, int oddOnes) {
    int[] points = CHARACTERS.codePoints().toArray();
    StringBuilder value = new StringBuilder("x".repeat(length));
    for (int i = 0; i < oddOnes && length > 0; i++) {
      int at = random.nextInt(length);
      String character = Character.toString(points[random.nextInt(points.length)]);
      if (character.length() == 1 && !Character.isSurrogate(value.charAt(at))) {
        value.setCharAt(at, character.charAt(0));
      } else if (i == 0) {
        value.append(character);
      }
    }
    return value.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "\udc00", "\ud800x", "x\udbff"})
  void shouldEscapeLoneSurrogatesInShortAndLongStrings(String lone) {
    for (String around : new String[] {"", "y".repeat(40)}) {
      String written = JsonText.quoted(around + lone + around);
      assertThat(written).contains("\\ud").doesNotContain("?");
      assertThat(new ObjectMapper().readTree(written).asString()).isEqualTo(around + lone + around);
    }
  }

  @Test
  void shouldWriteUtf8AndCountItsBytes() {
    JsonText out = new JsonText()
        .beginObject()
        .key("é")
        .string("日🧶")
        .key("n")
        .number(-0.5)
        .endObject();
    assertThat(out).hasToString("{\"é\":\"日🧶\",\"n\":-0.5}");
    assertThat(out.length()).isEqualTo(out.toString().getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void shouldWriteNamesAnewWhenTheirHashesCollide() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    JsonText out = new JsonText().beginObject();
    assertThat(out.key("Aa").nul().key("BB").nul().key("Aa").nul().endObject())
        .hasToString("{\"Aa\":null,\"BB\":null,\"Aa\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 9, 10, -10, 999_999_999_999_999_999L, 1_000_000_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
  void shouldWriteIntegers(long value) {
    assertThat(new JsonText().number(value)).hasToString(Long.toString(value));
  }

  @Test
  void shouldForgetWhatCameAfterABeginning() {
    JsonText out = new JsonText().beginArray().number(1).beginObject();
    int begun = out.length();
    out.key("a").number(2);
    assertThat(out.backTo(begun).key("b").number(3).endObject().endArray()).hasToString("[1,{\"b\":3}]");
  }
}
