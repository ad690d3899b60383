package dev.intarsia.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BenchTest {
  private static final ShapeRunner QUICK = new ShapeRunner(Duration.ofMillis(1), Duration.ofMillis(1));

  @Test
  void shouldKnowEveryShapeByItsName() {
    assertThat(BenchShape.all())
        .extracting(BenchShape::name)
        .hasSize(33)
        .doesNotHaveDuplicates()
        .contains(
            "sequential/f64",
            "batch-1000/f64",
            "batch-100/bigint",
            "batch-64/u8-1048576",
            "primes/2-workers",
            "start/first-result");
    assertThat(BenchShape.matching(List.of("batch-1/*", "idle*"))).hasSize(10);
  }

  @Test
  void shouldMeasureEverySmallShapeOnAPool() throws InterruptedException {
    List<BenchShape> small = BenchShape.all().stream()
        .filter(shape -> !shape.big() && shape.mode() != BenchShape.Mode.IDLE)
        .toList();
    List<BenchResult> results = new BenchRun(QUICK, 1, name -> {}).run(List.of(PoolSubject.java()), List.of(), small);
    assertThat(results.getFirst().shapes()).hasSize(small.size());
    assertThat(results.getFirst().shapes().values())
        .allSatisfy(us -> assertThat(us).isPositive());
  }

  @Test
  void shouldRunTheSameTasksAsAModule() throws Exception {
    BenchSubject subject = PoolSubject.graaljs();
    assertThat(
            QUICK.measure(subject, BenchShape.matching(List.of("batch-25/f64")).getFirst()))
        .isPositive();
    try (BenchSubject.Session session = subject.open(1, false)) {
      assertThat(session.primes(1, 100).get()).isEqualTo(25.0);
      assertThat(session.primes(90, 113).get()).isEqualTo(Primes.count(90, 113));
    }
  }

  @Test
  void shouldRejectAWrongValue() {
    BenchSubject wrong = new Stub(value -> "other");
    BenchShape shape = BenchShape.matching(List.of("batch-25/f64")).getFirst();
    assertThatThrownBy(() -> QUICK.measure(wrong, shape))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("wrong value");
  }

  @Test
  void shouldPrintTheObjectThatProgramsRead() {
    Map<String, Double> shapes = new LinkedHashMap<>();
    shapes.put("batch-1/f64", 1.23456);
    shapes.put("primes/1-workers", 123456.7);
    assertThat(new BenchResult("intarsia", "java", shapes).toJson())
        .isEqualTo(
            "{\"runtime\":\"intarsia\",\"kind\":\"java\",\"unit\":\"microseconds per call\",\"shapes\":{\"batch-1/f64\":1.235,\"primes/1-workers\":123500}}");
  }

  @Test
  void shouldCompareTheFirstWithTheFastestOther() {
    List<BenchResult> results = List.of(
        new BenchResult("intarsia", "java", Map.of("batch-1/f64", 1.0)),
        new BenchResult("node", "thread", Map.of("batch-1/f64", 4.0)),
        new BenchResult("bun", "thread", Map.of("batch-1/f64", 2.0)),
        new BenchResult("bun", "process:bun", Map.of("batch-1/f64", 3.0)));
    assertThat(ResultTable.lines(results).getFirst())
        .matches(".* java +node +bun +bun\\+process:bun +java : best other");
    assertThat(ResultTable.lines(results).get(1)).matches("batch-1/f64 +1 +4 +2 +3 +0\\.50");
    assertThat(ResultPage.of(results, "a <machine>"))
        .contains("<svg", "a &lt;machine>", "0.50", "color-scheme: light dark", "name=\"viewport\"")
        .doesNotContain("<machine>");
  }

  @Test
  void shouldSoakWithoutLosses() throws InterruptedException {
    SoakReport report = new SoakRun(PoolSubject.java(), Duration.ofSeconds(2), sample -> {}).run();
    assertThat(report.calls()).isPositive();
    assertThat(List.of(report.lost(), report.crossed(), report.failed())).containsOnly(0L);
    assertThat(report.toJson()).contains("\"lost\":0");
  }

  @Test
  void shouldSeeCrossedAndFailedCalls() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();
    BenchSubject faulty = new Stub(value -> {
      int call = count.incrementAndGet();
      if (call % 1000 == 0) {
        throw new IllegalStateException("on purpose");
      }
      return call % 1001 == 0 ? "another call's" : value;
    });
    SoakReport report = new SoakRun(faulty, Duration.ofMillis(300), sample -> {}).run();
    assertThat(report.crossed()).isPositive();
    assertThat(report.failed()).isPositive();
    assertThat(report.passed()).isFalse();
  }

  @Test
  void shouldSeeGrowth() {
    List<SoakSample> growing = LongStream.range(0, 40)
        .mapToObj(i -> new SoakSample(i, i, 1 << 20, 100L << 20, 10 + i))
        .toList();
    assertThat(new SoakReport("java", 1, 0, 0, 0, growing).passed()).isFalse();
    List<SoakSample> flat = growing.stream()
        .map(s -> new SoakSample(s.atMs(), s.calls(), s.heapBytes(), s.rssBytes(), 10))
        .toList();
    assertThat(new SoakReport("java", 1, 0, 0, 0, flat).passed()).isTrue();
  }

  /** Answers in the caller's thread. */
  private record Stub(UnaryOperator<@Nullable Object> echo) implements BenchSubject, BenchSubject.Session {
    @Override
    public String runtime() {
      return "test";
    }

    @Override
    public String kind() {
      return "stub";
    }

    @Override
    public Session open(int workers, boolean big) {
      return this;
    }

    @Override
    public Future<? extends @Nullable Object> echo(@Nullable Object value) {
      try {
        return CompletableFuture.completedFuture(echo.apply(value));
      } catch (IllegalStateException thrown) {
        return CompletableFuture.failedFuture(thrown);
      }
    }

    @Override
    public Future<? extends @Nullable Object> primes(int first, int last) {
      return CompletableFuture.completedFuture(Primes.count(first, last));
    }

    @Override
    public void close() {}
  }
}
