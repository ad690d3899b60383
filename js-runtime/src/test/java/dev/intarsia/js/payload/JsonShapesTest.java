package dev.intarsia.js.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.TextSink;
import dev.intarsia.js.module.ModuleFileSystem;
import dev.intarsia.js.realm.GraalRealm;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JsonShapesTest {
  private static final int ROUNDS = 16;
  private static final int ENOUGH_TO_LEARN = 40;

  private final GraalRealm realm =
      new GraalRealm(new ModuleFileSystem(), Permissions.strict(Path.of("")), (level, text) -> {}, List.of(), null);

  @BeforeEach
  void enter() {
    realm.context().enter();
  }

  @AfterEach
  void leave() {
    realm.context().leave();
    realm.close();
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = Objects.requireNonNull(JsonShapesTest.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Value read(JsValues values, String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return values.json(MemorySegment.ofArray(utf8), 0, utf8.length);
  }

  private static String write(JsValues values, Value value) {
    TextSink sink = new TextSink();
    assertThat(values.encode(value, sink)).isTrue();
    return sink.text();
  }

  /** {@code read} and {@code write} of a codec that knows no shape yet. */
  private ProxyObject codec() {
    JsValues values = new JsValues(realm);
    ProxyExecutable read = arguments -> read(values, arguments[0].asString());
    ProxyExecutable write = arguments -> write(values, arguments[0]);
    return ProxyObject.fromMap(Map.of("read", read, "write", write));
  }

  @Test
  void shouldGiveWhatJsonGives() throws IOException {
    Value check = realm.context().eval("js", text("json-shapes-check.js"));
    Value outcome = check.execute((ProxyExecutable) _ -> codec(), ROUNDS);
    assertThat(outcome.isNumber() ? "right" : outcome.asString()).isEqualTo("right");
    assertThat(outcome.asInt()).isEqualTo(ROUNDS * 100);
  }

  @Test
  void shouldWriteWhatHasMoreThanAShape() {
    Value check = realm.context().eval("js", """
                (shapes) => {
                  const plain = () => ({ a: 1, b: "x" });
                  const nested = (c) => ({ a: 1, b: "x", c });
                  for (let i = 0; i < 100; i++) shapes.write(i % 2 ? plain() : nested({ d: 1 }));
                  const values = [
                    plain(), { a: NaN, b: "x" }, { a: 1, b: "x", c: 2 }, { b: "x", a: 1 }, { a: 1, b: undefined }, { a: -0, b: null },
                    Object.defineProperty(plain(), "toJSON", { value: () => "own" }), { a: () => 1, b: Symbol() },
                    Object.assign(Object.create(null), plain()), [1, "x"], { a: 1n === 1 ? 0 : 1, b: "\\ud800" },
                    { get a() { return 5; }, b: "x" }, new Proxy(plain(), {}), { a: new Number(4), b: new String("y") },
                    nested({ d: 2 }), nested(Object.assign(Object.create({ toJSON: () => "inherited" }), { d: 1 })),
                    nested({ d: 1, toJSON: () => "own" }), nested([1]), nested(null), nested(Object.create(null, { d: { value: 1 } })),
                  ];
                  let wrong = values.filter((v) => shapes.write(v) !== JSON.stringify(v)).length;
                  Object.prototype.toJSON = () => "everywhere";
                  wrong += shapes.write(plain()) === '"everywhere"' ? 0 : 1;
                  delete Object.prototype.toJSON;
                  return wrong;
                }""");
    assertThat(check.execute(codec()).asInt()).isZero();
  }

  @Test
  void shouldBeRightWhereTasksReplaceWhatItIsMadeWith() {
    Value check = realm.context().eval("js", """
                (before, after) => {
                  const plain = () => ({ x: 1, y: "x" });
                  for (let i = 0; i < 100; i++) before.write(plain());
                  String.prototype.startsWith = () => true;
                  Array.prototype.join = () => "joined";
                  Array.prototype.map = () => ["mapped"];
                  Array.prototype.push = () => 0;
                  Array.prototype.some = () => false;
                  Object.prototype[Symbol.iterator] = Array.prototype[Symbol.iterator] = function* () { yield "turned"; };
                  const right = (codec) => codec.read('{"x":1,"y":"x"}').x === 1 && codec.write(plain()) === '{"x":1,"y":"x"}';
                  let wrong = 0;
                  for (let i = 0; i < 100; i++) wrong += right(before) && right(after) ? 0 : 1;
                  return wrong;
                }""");
    assertThat(check.execute(codec(), codec()).asInt()).isZero();
  }

  @Test
  void shouldReadWhatResultsHaveTaught() {
    JsValues values = new JsValues(realm);
    Value plain = realm.context().eval("js", "(n) => ({ n })");
    for (int i = 0; i < ENOUGH_TO_LEARN; i++) {
      assertThat(write(values, plain.execute(i))).isEqualTo("{\"n\":" + i + "}");
      assertThat(read(values, "{\"n\":" + i + "}").getMember("n").asInt()).isEqualTo(i);
    }
    assertThat(read(values, "{\"n\":\"" + "long".repeat(2000) + "\"}")
            .getMember("n")
            .asString())
        .hasSize(8000);
  }

  @Test
  void shouldKeepNumbersAsJsDoes() {
    JsValues values = new JsValues(realm);
    for (int i = 0; i < ENOUGH_TO_LEARN; i++) {
      Value _ = read(values, "{\"n\":" + i + "}");
    }
    Value isNegativeZero = realm.context().eval("js", "(value) => Object.is(value.n, -0)");
    assertThat(isNegativeZero.execute(read(values, "{\"n\":-0}")).asBoolean()).isTrue();
    assertThat(isNegativeZero.execute(read(values, "{\"n\":0}")).asBoolean()).isFalse();
    assertThat(read(values, "{\"n\":2147483648}").getMember("n").asDouble()).isEqualTo(2147483648.0);
    assertThat(read(values, "{\"n\":null}").getMember("n").isNull()).isTrue();
  }
}
