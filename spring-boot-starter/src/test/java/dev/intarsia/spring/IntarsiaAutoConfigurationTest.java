package dev.intarsia.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.QueueFullException;
import dev.intarsia.host.TaskTimeoutException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What properties make of a pool. */
@Timeout(180)
class IntarsiaAutoConfigurationTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String MODULE = "intarsia.pools.words.js.modules=classpath:tasks/words.mjs";

  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withConfiguration(AutoConfigurations.of(IntarsiaAutoConfiguration.class, PoolHealthAutoConfiguration.class));

  /** Java tasks for every pool. */
  @Configuration(proxyBeanMethods = false)
  static class JavaTasks {
    final CountDownLatch mayEnd = new CountDownLatch(1);

    @Bean
    PoolCustomizer javaTasks() {
      return (name, builder) -> builder.workers(JavaWorkers.of(1)
          .task("name", Object.class, String.class, ignored -> name)
          .task("wait", Object.class, String.class, ignored -> {
            mayEnd.await();
            return "done";
          }));
    }
  }

  /** The package whose clients are found. */
  @Configuration(proxyBeanMethods = false)
  @AutoConfigurationPackage
  static class Application {}

  @Test
  void shouldMakeOneBeanForEachPool() {
    runner
        .withUserConfiguration(JavaTasks.class)
        .withPropertyValues("intarsia.pools.first.drain=1s", "intarsia.pools.second.drain=1s")
        .run(context -> {
          assertThat(context).getBeans(Pool.class).containsOnlyKeys("first", "second");
          assertThat(pool(context, "first").callBlocking("name", null)).isEqualTo("first");
          assertThat(pool(context, "second").callBlocking("name", null)).isEqualTo("second");
        });
  }

  @Test
  void shouldDoNothingWithoutPools() {
    runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Pool.class));
  }

  @Test
  void shouldCallModulesOfTheClassPathThroughClients() {
    runner
        .withUserConfiguration(Application.class)
        .withPropertyValues(MODULE, "intarsia.pools.words.js.threads=2", "intarsia.pools.words.prewarm=true")
        .run(context -> {
          assertThat(context.getBean(Words.class).greet("world")).isEqualTo("Hello, world!");
          assertThat(pool(context, "words").statistics().lanes()).hasSize(2);
        });
  }

  @Test
  void shouldGiveModulesThePermissionsOfTheProperties() {
    String variable = System.getenv().keySet().stream()
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElseThrow();
    runner
        .withPropertyValues(MODULE)
        .run(context -> assertThat(pool(context, "words").callBlocking("variable", variable))
            .isNull());
    runner
        .withPropertyValues(MODULE, "intarsia.pools.words.js.permissions.env=" + variable)
        .run(context -> assertThat(pool(context, "words").callBlocking("variable", variable))
            .isEqualTo(System.getenv(variable)));
    runner
        .withPropertyValues(MODULE, "intarsia.pools.words.js.permissions.env=*")
        .run(context -> assertThat(pool(context, "words").callBlocking("variable", variable))
            .isEqualTo(System.getenv(variable)));
  }

  @Test
  void shouldLimitCallsAsThePropertiesSay() {
    runner
        .withPropertyValues(MODULE, "intarsia.pools.words.hard-timeout=200ms")
        .run(context -> assertThatThrownBy(() -> pool(context, "words").callBlocking("spin", null))
            .isInstanceOf(TaskTimeoutException.class));
    runner
        .withUserConfiguration(JavaTasks.class)
        .withPropertyValues("intarsia.pools.waiting.queue-limit=1")
        .run(context -> {
          List<PoolCall<@Nullable Object>> calls = new ArrayList<>();
          for (int i = 0; i < 64; i++) {
            calls.add(pool(context, "waiting").call("wait"));
          }
          assertThatThrownBy(() -> calls.getLast().await()).isInstanceOf(QueueFullException.class);
          context.getBean(JavaTasks.class).mayEnd.countDown();
        });
  }

  @Test
  void shouldSayWhichPropertyIsMissing() {
    runner
        .withPropertyValues("intarsia.pools.words.js.threads=2")
        .run(context -> assertThat(context)
            .getFailure()
            .rootCause()
            .hasMessageContaining("intarsia.pools.words.js.modules is empty"));
  }

  @Test
  void shouldTellTheHealthOfEachLane() {
    runner
        .withUserConfiguration(JavaTasks.class)
        .withPropertyValues("intarsia.pools.waiting.prewarm=true")
        .run(context -> {
          Health health = health(context, "waiting");
          assertThat(health.getStatus()).isEqualTo(Status.UP);
          assertThat(health.getDetails())
              .extracting("lanes")
              .extracting("java worker 0")
              .extracting("state")
              .isEqualTo("ready");
        });
    runner
        .withBean(
            PoolCustomizer.class,
            () -> (name, builder) -> builder.workers(
                JavaWorkers.of(1).task("x", Object.class, Object.class, x -> x).bootstrap((index, count) -> {
                  throw new IllegalStateException("on purpose");
                })))
        .withPropertyValues("intarsia.pools.broken.drain=1s")
        .run(context -> await()
            .atMost(LIMIT)
            .untilAsserted(
                () -> assertThat(health(context, "broken").getStatus()).isEqualTo(Status.DOWN)));
  }

  @Test
  void shouldMeterEveryPoolWhereThereIsARegistry() {
    runner
        .withUserConfiguration(JavaTasks.class)
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withPropertyValues("intarsia.pools.metered.drain=1s")
        .run(context -> {
          pool(context, "metered").callBlocking("name", null);
          MeterRegistry meters = context.getBean(MeterRegistry.class);
          await()
              .atMost(LIMIT)
              .untilAsserted(() -> assertThat(meters
                      .get("intarsia.calls")
                      .tag("pool", "metered")
                      .tag("task", "name")
                      .timer()
                      .count())
                  .isEqualTo(1));
        });
  }

  @Test
  void shouldStartWithoutHealthMetersAndWeb() {
    runner
        .withUserConfiguration(JavaTasks.class)
        .withClassLoader(
            new FilteredClassLoader("org.springframework.boot.health", "org.springframework.web", "io.micrometer"))
        .withPropertyValues("intarsia.pools.plain.drain=1s")
        .run(context ->
            assertThat(pool(context, "plain").callBlocking("name", null)).isEqualTo("plain"));
  }

  @Test
  void shouldWaitForCallsUnderWayWhenTheApplicationStops() {
    List<PoolCall<@Nullable Object>> calls = new ArrayList<>();
    runner
        .withUserConfiguration(JavaTasks.class)
        .withPropertyValues("intarsia.pools.slow.drain=60s")
        .run(context -> {
          calls.add(pool(context, "slow").call("wait"));
          CountDownLatch mayEnd = context.getBean(JavaTasks.class).mayEnd;
          PoolLifecycle lifecycle = context.getBean(PoolLifecycle.class);
          Thread stopping = Thread.ofVirtual().start(lifecycle::stop);
          assertThat(stopping.join(Duration.ofMillis(200)))
              .as("it waits for the call")
              .isFalse();
          mayEnd.countDown();
          assertThat(stopping.join(LIMIT)).isTrue();
          assertThat(lifecycle.isRunning()).isFalse();
        });
    assertThat(calls.getFirst().await()).isEqualTo("done");
  }

  private static Pool pool(ApplicationContext context, String name) {
    return context.getBean(name, Pool.class);
  }

  private static Health health(ApplicationContext context, String pool) {
    CompositeHealthContributor all = context.getBean("intarsiaHealthContributor", CompositeHealthContributor.class);
    HealthIndicator indicator = (HealthIndicator) Objects.requireNonNull(all.getContributor(pool));
    return Objects.requireNonNull(indicator.health());
  }
}
