package dev.intarsia.host.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.TaskName;
import dev.intarsia.host.UnknownTaskException;
import dev.intarsia.host.value.ConversionException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TypedCallsTest {
  record Point(int x, double y) {}

  interface Tasks {
    int square(double value);

    CompletableFuture<Long> count(List<String> words);

    @TaskName("square")
    CompletionStage<Double> squareLater(double value);

    List<Point> points();

    void fails();

    default int fourth(double value) {
      return square(square(value));
    }
  }

  interface TwoParameters {
    double square(double a, double b);
  }

  interface Missing {
    void sqare();
  }

  private final Pool pool = Pool.builder()
      .workers(JavaWorkers.of(1)
          .task("square", Double.class, Double.class, x -> x * x)
          .task("count", Object[].class, Integer.class, words -> words.length)
          .task("points", Object.class, Object.class, nothing -> List.of(Map.of("x", 1, "y", 2.5)))
          .task("fails", Object.class, Object.class, nothing -> {
            throw new IllegalStateException("on purpose");
          }))
      .build();

  private final Tasks tasks = pool.as(Tasks.class);

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void shouldConvertArgumentsAndResults() {
    assertThat(tasks.square(3)).isEqualTo(9);
    assertThat(tasks.points()).containsExactly(new Point(1, 2.5));
    assertThat(tasks.fourth(2)).isEqualTo(16);
  }

  @Test
  void shouldReturnStagesAtOnce() throws Exception {
    assertThat(tasks.count(List.of("a", "b")).get(10, TimeUnit.SECONDS)).isEqualTo(2L);
    assertThat(tasks.squareLater(1.5).toCompletableFuture().get(10, TimeUnit.SECONDS))
        .isEqualTo(2.25);
  }

  @Test
  void shouldThrowWhatTheTaskThrew() {
    assertThatThrownBy(tasks::fails).isInstanceOf(TaskException.class).hasMessageContaining("on purpose");
  }

  @Test
  void shouldRejectResultsThatAreNotWhatTheMethodReturns() {
    assertThatThrownBy(() -> tasks.square(1.5))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("2.25");
  }

  @Test
  void shouldRejectSeveralParametersAndSayWhatToDo() {
    assertThatThrownBy(() -> pool.as(TwoParameters.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TwoParameters.square has 2 parameters")
        .hasMessageContaining("record");
  }

  @Test
  void shouldRejectUnknownTasksAndClasses() {
    assertThatThrownBy(() -> pool.as(Missing.class))
        .isInstanceOf(UnknownTaskException.class)
        .hasMessageContaining("square");
    assertThatThrownBy(() -> pool.as(String.class)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldBehaveAsAnObject() {
    assertThat(Set.of(tasks)).contains(tasks);
    assertThat(tasks).isNotEqualTo(pool.as(Tasks.class)).hasToString("Tasks on a pool");
  }
}
