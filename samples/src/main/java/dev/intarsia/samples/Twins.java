package dev.intarsia.samples;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.js.JsWorkers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same two tasks in Java and in JS: the share of random points in a circle gives pi, and primes are counted. Run it from the project's root. */
public final class Twins {
  private static final int PARTS = 8;
  private static final int POINTS = 200_000;
  private static final int LIMIT = 200_000;

  private Twins() {}

  /** Where a part's random numbers begin, and how many points it throws. */
  public record Throws(int seed, int points) {}

  /** The numbers from {@code from}, inclusive, to {@code to}, exclusive. */
  public record Range(int from, int to) {}

  public static void main(String[] args) {
    System.out.println(compare(Path.of(args.length > 0 ? args[0] : "samples/tasks/twins.mjs")));
  }

  /** Both tasks in both languages: pi and the number of primes below the limit. */
  static String compare(Path module) {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(2)
            .task("javaHits", Throws.class, Integer.class, Twins::hits)
            .task("javaPrimes", Range.class, Integer.class, Twins::primes))
        .workers(JsWorkers.of(module).threads(2))
        .build()) {
      return report(pool, "java", "javaHits", "javaPrimes") + "\n" + report(pool, "js", "jsHits", "jsPrimes");
    }
  }

  private static String report(Pool pool, String language, String hits, String primes) {
    List<PoolCall<Integer>> inside = new ArrayList<>();
    List<PoolCall<Integer>> found = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      inside.add(pool.call(hits, new Throws(part + 1, POINTS), Integer.class));
      found.add(pool.call(primes, new Range(LIMIT / PARTS * part, LIMIT / PARTS * (part + 1)), Integer.class));
    }
    double pi = 4.0 * sum(inside) / (PARTS * POINTS);
    return language + ": pi is about " + pi + ", " + sum(found) + " primes below " + LIMIT;
  }

  private static int sum(List<PoolCall<Integer>> calls) {
    return calls.stream().mapToInt(PoolCall::await).sum();
  }

  /** How many random points of the unit square lie in its quarter of the circle. The generator is Marsaglia's 32-bit xorshift. */
  static int hits(Throws work) {
    int state = work.seed();
    int inside = 0;
    for (int i = 0; i < work.points(); i++) {
      state = next(state);
      double x = (state >>> 8) / 0x1.0p24;
      state = next(state);
      double y = (state >>> 8) / 0x1.0p24;
      inside += x * x + y * y < 1 ? 1 : 0;
    }
    return inside;
  }

  private static int next(int state) {
    int x = state;
    x ^= x << 13;
    x ^= x >>> 17;
    return x ^ (x << 5);
  }

  /** How many primes a range has, by trial division. */
  static int primes(Range range) {
    int found = 0;
    for (int n = Math.max(2, range.from()); n < range.to(); n++) {
      boolean prime = true;
      for (int d = 2; prime && d * d <= n; d++) {
        prime = n % d != 0;
      }
      found += prime ? 1 : 0;
    }
    return found;
  }
}
