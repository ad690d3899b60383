package dev.intarsia.host.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A parsed object is a map like another: LinkedHashMap is what it is held against. */
class JsonObjectTest {
  private final JavaFactory factory = new JavaFactory();

  @SuppressWarnings("unchecked") // the text is an object
  private Map<String, @Nullable Object> parse(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return (Map<String, @Nullable Object>) factory.json(MemorySegment.ofArray(utf8), 0, utf8.length);
  }

  @Test
  void shouldBeTheMapThatWasWritten() {
    Map<String, @Nullable Object> map = parse("{\"a\":1,\"b\":null,\"c\":\"x\"}");
    assertThat(map)
        .isInstanceOf(JsonObject.class)
        .containsExactly(Map.entry("a", 1.0), entry("b", null), Map.entry("c", "x"));
    assertThat(map.containsKey("b")).isTrue();
    assertThat(map.containsKey("d")).isFalse();
    assertThat(map.get("d")).isNull();
    assertThat(map).hasSameHashCodeAs(new LinkedHashMap<>(map)).hasToString("{a=1.0, b=null, c=x}");
  }

  private static Map.Entry<String, @Nullable Object> entry(String name, @Nullable Object value) {
    return new java.util.AbstractMap.SimpleEntry<>(name, value);
  }

  @Test
  void shouldChangeAsAnyMapDoes() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 300; round++) {
      Map<String, @Nullable Object> map = parse("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}");
      Map<String, @Nullable Object> model = new LinkedHashMap<>(map);
      for (int step = 0; step < 12; step++) {
        String name = String.valueOf((char) ('a' + random.nextInt(6)));
        switch (random.nextInt(8)) {
          case 0, 1 -> assertThat(map.put(name, step)).isEqualTo(model.put(name, step));
          case 2, 3 -> assertThat(map.remove(name)).isEqualTo(model.remove(name));
          case 4 ->
            assertThat(map.keySet().removeIf(key -> key.compareTo(name) > 0))
                .isEqualTo(model.keySet().removeIf(key -> key.compareTo(name) > 0));
          case 5 -> {
            map.replaceAll((key, value) -> key + value);
            model.replaceAll((key, value) -> key + value);
          }
          case 6 ->
            assertThat(map.entrySet().remove(entry(name, 2.0)))
                .isEqualTo(model.entrySet().remove(entry(name, 2.0)));
          default ->
            assertThat(map.values().remove(3.0)).isEqualTo(model.values().remove(3.0));
        }
        assertThat(map.entrySet()).containsExactlyElementsOf(model.entrySet());
        assertThat(map).isEqualTo(model).hasSize(model.size());
      }
    }
  }

  /** Shapes outlive their text: a long name makes none. */
  @Test
  void shouldMakeAnOrdinaryMapOfLongNames() {
    String longest = "n".repeat(64);
    assertThat(parse("{\"" + longest + "\":1}")).isInstanceOf(JsonObject.class);
    Map<String, @Nullable Object> map = parse("{\"a\":0,\"" + longest + "n\":1,\"b\":2}");
    assertThat(map)
        .isNotInstanceOf(JsonObject.class)
        .containsExactly(Map.entry("a", 0.0), Map.entry(longest + "n", 1.0), Map.entry("b", 2.0));
  }

  @Test
  void shouldNoticeAChangeBehindAnIterator() {
    Map<String, @Nullable Object> map = parse("{\"a\":1,\"b\":2}");
    Iterator<String> names = map.keySet().iterator();
    names.next();
    map.remove("b");
    map.put("c", 1.0);
    assertThatThrownBy(names::next).isInstanceOf(ConcurrentModificationException.class);
    map.clear();
    assertThat(map).isEmpty();
  }

  @Test
  void shouldWriteWhatItHolds() {
    JsonWalker walker = new JsonWalker();
    Map<String, @Nullable Object> map = parse("{\"z\":1,\"y\":{\"2\":0,\"1\":[]},\"x\":null}");
    assertThat(walker.text(map)).isEqualTo("{\"z\":1,\"y\":{\"1\":[],\"2\":0},\"x\":null}");
    map.put("y", Undefined.UNDEFINED);
    assertThat(walker.text(map)).isEqualTo("{\"z\":1,\"x\":null}");
    map.put("w", true);
    assertThat(walker.text(map)).isEqualTo("{\"z\":1,\"x\":null,\"w\":true}");
    map.put("self", map);
    assertThatThrownBy(() -> walker.text(map)).hasMessageContaining("the value holds itself");
  }
}
