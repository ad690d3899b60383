package dev.intarsia.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One named kind of round.
 *
 * @param name as it is printed, such as {@code batch-100/string1k}
 * @param calls calls a round
 * @param payload what each call carries; null where the shape makes its own arguments
 * @param workers of the pool
 * @param big whether the pool has payload buffers of 64 to 256 MiB
 */
public record BenchShape(
    String name, Mode mode, int calls, @Nullable Object payload, int workers, boolean big) {
  /** How a round's calls are made. */
  public enum Mode {
    /** Each awaited before the next. */
    SEQUENTIAL,
    /** All issued, then all awaited. */
    BATCH,
    /** The whole count of primes; its unit is the round. */
    PRIMES,
    /** One call after a silence. */
    IDLE,
    /** A pool from nothing to its first result. */
    START
  }

  private static final int SEQUENTIAL_CALLS = 200;
  private static final int PRIMES_CALLS = 16;
  private static final int BIG_BATCH = 64;
  private static final int[] BATCHES = {1, 25, 100, 1000};
  private static final int[] BIG_BYTES = {1024, 16_384, 262_144, 1_048_576};

  /** Every shape, in the order in which they run. */
  public static List<BenchShape> all() {
    List<BenchShape> shapes = new ArrayList<>();
    shapes.add(new BenchShape("sequential/f64", Mode.SEQUENTIAL, SEQUENTIAL_CALLS, null, 1, false));
    for (int calls : BATCHES) {
      shapes.add(batch(calls, "f64"));
    }
    for (int calls : new int[] {1, 100}) {
      for (String kind : BenchValues.KINDS) {
        shapes.add(batch(calls, kind));
      }
    }
    for (String kind : new String[] {"string", "u8"}) {
      for (int bytes : BIG_BYTES) {
        Object payload = kind.equals("u8") ? BenchValues.bytes(bytes) : BenchValues.ascii(bytes);
        String name = "batch-" + BIG_BATCH + "/" + kind + "-" + bytes;
        shapes.add(new BenchShape(name, Mode.BATCH, BIG_BATCH, payload, 1, true));
      }
    }
    shapes.add(new BenchShape("primes/1-workers", Mode.PRIMES, PRIMES_CALLS, null, 1, false));
    shapes.add(new BenchShape("primes/2-workers", Mode.PRIMES, PRIMES_CALLS, null, 2, false));
    shapes.add(new BenchShape("idle-wake/f64", Mode.IDLE, 1, null, 1, false));
    shapes.add(new BenchShape("start/first-result", Mode.START, 1, null, 1, false));
    return shapes;
  }

  /** The shapes that one of the globs matches, {@code *} standing for anything; all of them without globs. */
  public static List<BenchShape> matching(List<String> globs) {
    if (globs.isEmpty()) {
      return all();
    }
    List<Pattern> patterns = globs.stream().map(BenchShape::pattern).toList();
    return all().stream()
        .filter(shape ->
            patterns.stream().anyMatch(pattern -> pattern.matcher(shape.name).matches()))
        .toList();
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (String part : glob.split("(?=[*?])|(?<=[*?])")) {
      regex.append(part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }

  private static BenchShape batch(int calls, String kind) {
    return new BenchShape("batch-" + calls + "/" + kind, Mode.BATCH, calls, BenchValues.of(kind), 1, false);
  }
}
