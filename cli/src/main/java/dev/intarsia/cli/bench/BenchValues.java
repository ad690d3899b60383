package dev.intarsia.cli.bench;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The payloads of the shapes, and whether what came back is what was sent. */
final class BenchValues {
  static final List<String> KINDS =
      List.of("string16", "string1k", "json200", "u8_480", "u8_1024", "f64_1024", "date", "bigint");

  private static final String SENTENCE = "The quick brown fox jumps over the lazy dog 0123456789. ";

  private BenchValues() {}

  static Object of(String kind) {
    return switch (kind) {
      case "f64" -> 3.141592653589793;
      case "string16" -> ascii(16);
      case "string1k" -> ascii(1024);
      case "json200" -> json();
      case "u8_480" -> bytes(480);
      case "u8_1024" -> bytes(1024);
      case "f64_1024" -> doubles();
      case "date" -> Instant.ofEpochMilli(1_763_708_400_123L);
      case "bigint" -> BigInteger.valueOf(0x7123_4567_89ab_cdefL);
      default -> throw new IllegalArgumentException("no payload is called " + kind);
    };
  }

  static String ascii(int length) {
    return SENTENCE.repeat(length / SENTENCE.length() + 1).substring(0, length);
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    return bytes;
  }

  private static double[] doubles() {
    double[] values = new double[128];
    Arrays.setAll(values, i -> i * 1.25 - 7);
    return values;
  }

  private static Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> address = new LinkedHashMap<>();
    address.put("street", "12 St James Square");
    address.put("city", "London");
    address.put("zip", "SW1Y 4JH");
    Map<String, @Nullable Object> person = new LinkedHashMap<>();
    person.put("id", 48_213.0);
    person.put("name", "Ada Lovelace");
    person.put("email", "ada@example.org");
    person.put("tags", List.of("math", "engine", "notes"));
    person.put("active", true);
    person.put("score", 97.25);
    person.put("address", address);
    person.put("n", null);
    return person;
  }

  static boolean same(@Nullable Object sent, @Nullable Object received) {
    return switch (sent) {
      case byte[] bytes -> received instanceof byte[] other && Arrays.equals(bytes, other);
      case double[] values -> received instanceof double[] other && Arrays.equals(values, other);
      case null, default -> Objects.equals(sent, received);
    };
  }
}
