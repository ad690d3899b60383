package dev.intarsia.cli.bench;

import dev.intarsia.bridge.json.JsonText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/**
 * The medians of one subject.
 *
 * @param shapes microseconds per call by shape, in the order they ran
 */
public record BenchResult(String runtime, String kind, Map<String, Double> shapes) {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  /** The object that {@code bench --json} prints. */
  public String toJson() {
    JsonText out = new JsonText().beginObject();
    out.key("runtime").string(runtime).key("kind").string(kind).key("unit").string("microseconds per call");
    out.key("shapes").beginObject();
    shapes.forEach((name, us) -> out.key(name).number(rounded(us)));
    return out.endObject().endObject().toString();
  }

  /** The column's title in tables: what {@code --kind} or {@code --peer} calls it. */
  public String label() {
    if (runtime.equals("intarsia") || runtime.equals("jdk")) {
      return kind;
    }
    return kind.equals("thread") ? runtime : runtime + "+" + kind;
  }

  static double rounded(double us) {
    return new BigDecimal(us).round(FOUR_DIGITS).doubleValue();
  }
}
