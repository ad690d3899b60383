package dev.intarsia.cli;

import dev.intarsia.bridge.json.JsonText;
import dev.intarsia.host.value.Envelope;
import dev.intarsia.host.value.Undefined;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task's result as one JSON value, numbers as JavaScript writes them. What JSON lacks is written as
 * an object: bytes as {@code {"bytes": "<hex>"}}, bigints as {@code {"bigint": "<decimal>"}}.
 */
final class ResultNotation {
  private ResultNotation() {}

  /** The JSON text; null for undefined, which is printed as nothing. */
  static @Nullable String text(@Nullable Object value) {
    if (value == Undefined.UNDEFINED) {
      return null;
    }
    JsonText out = new JsonText().reset();
    write(out, value);
    return out.toString();
  }

  private static void write(JsonText out, @Nullable Object value) {
    switch (value) {
      case null -> out.nul();
      case Boolean bool -> out.bool(bool);
      case Number number when !(number instanceof BigInteger) -> out.number(number.doubleValue());
      case BigInteger bigint -> tagged(out, "bigint", bigint.toString());
      case byte[] bytes -> tagged(out, "bytes", HexFormat.of().formatHex(bytes));
      case int[] numbers -> {
        out.beginArray();
        for (int number : numbers) {
          out.number(number);
        }
        out.endArray();
      }
      case double[] numbers -> {
        out.beginArray();
        for (double number : numbers) {
          out.number(number);
        }
        out.endArray();
      }
      case long[] bigints -> {
        out.beginArray();
        for (long bigint : bigints) {
          tagged(out, "bigint", Long.toString(bigint));
        }
        out.endArray();
      }
      case Instant date -> out.string(date.toString());
      case Envelope envelope -> {
        out.beginObject().key("header");
        write(out, envelope.header());
        out.key("body");
        write(out, envelope.body());
        out.endObject();
      }
      case Throwable error -> {
        out.beginObject().key("error").string(String.valueOf(error)).endObject();
      }
      case List<?> list -> {
        out.beginArray();
        list.forEach(item -> write(out, item));
        out.endArray();
      }
      case Map<?, ?> map -> {
        out.beginObject();
        map.forEach((key, item) -> {
          out.key(String.valueOf(key));
          write(out, item);
        });
        out.endObject();
      }
      default -> out.string(value.toString());
    }
  }

  private static void tagged(JsonText out, String tag, String value) {
    out.beginObject().key(tag).string(value).endObject();
  }
}
