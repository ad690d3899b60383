package dev.intarsia.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.PoolClosedException;
import dev.intarsia.host.TaskTimeoutException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs small test classes as JUnit does and looks at what they were given. */
class IntarsiaPoolTest {
  private static final String PROBE = "classpath:tasks/probe.mjs";

  /** Pools that the classes below saw, in order. */
  private static final List<Pool> SEEN = new ArrayList<>();

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  private static TestExecutionSummary run(Class<?> type) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(type)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }

  private static void assertPasses(Class<?> type, int tests) {
    TestExecutionSummary summary = run(type);
    assertThat(summary.getFailures())
        .extracting(failure -> String.valueOf(failure.getException()))
        .isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(tests);
  }

  private static String failureOf(Class<?> type) {
    List<TestExecutionSummary.Failure> failures = run(type).getFailures();
    assertThat(failures).hasSize(1);
    return String.valueOf(failures.getFirst().getException().getMessage());
  }

  private static void assertAllClosed() {
    assertThat(SEEN)
        .isNotEmpty()
        .allSatisfy(
            pool -> assertThatThrownBy(() -> pool.callBlocking("count", null)).isInstanceOf(PoolClosedException.class));
  }

  @IntarsiaPool(modules = PROBE)
  static class PerClass {
    @FromPool
    private static Pool shared;

    @BeforeAll
    static void first(Pool pool) {
      assertThat(pool).isSameAs(shared);
    }

    @Test
    void one(Pool pool) {
      SEEN.add(pool);
    }

    @Test
    void two(Pool pool) {
      SEEN.add(pool);
    }

    @Test
    @IntarsiaPool(modules = PROBE)
    void own(Pool pool) {
      assertThat(pool).isNotSameAs(shared);
      SEEN.add(pool);
    }

    @Nested
    class Within {
      @Test
      void three(Pool pool) {
        SEEN.add(pool);
      }
    }

    @Nested
    @IntarsiaPool(modules = PROBE)
    class Apart {
      @Test
      void four(Pool pool) {
        assertThat(pool).isNotSameAs(shared);
        SEEN.add(pool);
      }
    }

    @AfterAll
    static void last(Pool pool) {
      assertThat(pool.callBlocking("count", null, Integer.class)).isEqualTo(1);
    }
  }

  @Test
  void shouldShareOnePoolInAClass() {
    assertPasses(PerClass.class, 5);
    assertThat(SEEN).hasSize(5);
    assertThat(Set.copyOf(SEEN)).hasSize(3);
    assertAllClosed();
  }

  @IntarsiaPool(modules = PROBE, per = IntarsiaPool.Per.METHOD)
  static class PerMethod {
    interface Probe {
      int count();
    }

    @FromPool
    private Probe probe;

    @BeforeEach
    void prepare(Pool pool) {
      SEEN.add(pool);
    }

    @Test
    void one() {
      assertThat(probe.count()).isEqualTo(1);
    }

    @Test
    void two() {
      assertThat(probe.count()).isEqualTo(1);
    }

    @Nested
    class Within {
      @Test
      void three(@FromPool Probe same) {
        assertThat(same.count()).isEqualTo(1);
        assertThat(probe.count()).isEqualTo(2);
      }
    }
  }

  @Test
  void shouldMakeAPoolForEachTest() {
    assertPasses(PerMethod.class, 3);
    assertThat(SEEN).hasSize(3).doesNotHaveDuplicates();
    assertAllClosed();
  }

  static final class Cubes implements PoolSetup {
    @Override
    public void configure(PoolBuilder builder) {
      builder.workers(JavaWorkers.of(1).task("cube", Double.class, Double.class, x -> x * x * x));
    }
  }

  @IntarsiaPool(modules = PROBE, allow = @Allow(env = "PATH"), setup = Cubes.class)
  static class Options {
    @Test
    void reach(Pool pool) {
      assertThat(pool.callBlocking("cube", 3.0, Double.class)).isEqualTo(27.0);
      assertThat(pool.callBlocking("variable", "PATH", String.class)).isEqualTo(System.getenv("PATH"));
      assertThat(pool.callBlocking("variable", "HOME")).isNull();
      pool.callBlocking("print", "seen by the test");
    }
  }

  @IntarsiaPool(modules = PROBE, hardTimeoutMs = 500)
  static class Limited {
    @Test
    void spin(Pool pool) {
      assertThatThrownBy(() -> pool.callBlocking("spin", null)).isInstanceOf(TaskTimeoutException.class);
    }
  }

  @Test
  void shouldStopWhatTakesTooLong() {
    assertPasses(Limited.class, 1);
  }

  @Test
  void shouldSetWhatTheAnnotationSays() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertPasses(Options.class, 1);
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("[" + PROBE + "] seen by the test");
  }

  @IntarsiaPool(modules = PROBE, per = IntarsiaPool.Per.METHOD)
  static class TooEarly {
    @BeforeAll
    static void first(Pool pool) {
      SEEN.add(pool);
    }

    @Test
    void one(TestInfo test) {
      assertThat(test).isNotNull();
    }
  }

  @IntarsiaPool(modules = PROBE)
  static class Fixed {
    @FromPool
    private final List<String> fixed = List.of();

    @Test
    void one() {
      assertThat(fixed).isEmpty();
    }
  }

  @IntarsiaPool(modules = "classpath:tasks/missing.mjs")
  static class Missing {
    @Test
    void one(Pool pool) {
      SEEN.add(pool);
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThat(failureOf(TooEarly.class)).contains("there is no pool yet").contains("per = METHOD");
    assertThat(failureOf(Fixed.class)).contains("is final, so it can't be set");
    assertThat(failureOf(Missing.class)).contains("tasks/missing.mjs");
    assertThat(SEEN).isEmpty();
  }
}
