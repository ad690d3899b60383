package dev.intarsia.js.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.JsEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JsonShapesTest {
  private static final int ROUNDS = 16;

  private static String text(String resource) throws IOException {
    try (InputStream in = Objects.requireNonNull(JsonShapesTest.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Value shapes(Context context) throws IOException {
    return context.eval(Source.newBuilder("js", text("json-shapes.js"), "json-shapes.js").build());
  }

  @Test
  void shouldGiveWhatJsonGives() throws IOException {
    assertThat(JsEngine.implementationName()).isNotEmpty();
    try (Context context = Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build()) {
      context.getBindings("js").putMember("source", text("json-shapes.js"));
      Value make = context.eval("js", "() => (0, eval)(source)");
      Value check = context.eval("js", text("json-shapes-check.js"));
      Value outcome = check.execute(make, ROUNDS);
      assertThat(outcome.isNumber() ? "right" : outcome.asString()).isEqualTo("right");
      assertThat(outcome.asInt()).isEqualTo(ROUNDS * 100);
    }
  }

  @Test
  void shouldWriteWhatHasMoreThanAShape() throws IOException {
    try (Context context = Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build()) {
      context.getBindings("js").putMember("shapes", shapes(context));
      assertThat(
              context
                  .eval(
                      "js",
                      """
                      const plain = () => ({ a: 1, b: "x" });
                      for (let i = 0; i < 100; i++) shapes.write(plain());
                      const values = [
                        plain(), { a: NaN, b: "x" }, { a: 1, b: "x", c: 2 }, { b: "x", a: 1 }, { a: 1, b: undefined },
                        Object.defineProperty(plain(), "toJSON", { value: () => "own" }),
                        Object.assign(Object.create({ toJSON: () => "inherited" }), plain()),
                        Object.assign(Object.create(null), plain()), [1, "x"], { a: 1n === 1 ? 0 : 1, b: "\\ud800" },
                        { get a() { return 5; }, b: "x" }, new Proxy(plain(), {}),
                      ];
                      let wrong = values.filter((v) => shapes.write(v) !== JSON.stringify(v)).length;
                      Object.prototype.toJSON = () => "everywhere";
                      wrong += shapes.write(plain()) === '"everywhere"' ? 0 : 1;
                      delete Object.prototype.toJSON;
                      String.prototype.startsWith = () => true;
                      wrong += shapes.read('{"x":1,"y":"x"}').x === 1 ? 0 : 1;
                      wrong""")
                  .asInt())
          .isZero();
    }
  }
}
