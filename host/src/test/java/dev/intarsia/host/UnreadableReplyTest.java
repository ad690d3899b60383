package dev.intarsia.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.host.value.JavaValues;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnreadableReplyTest {
  private static final String TOO_MUCH = "more than there is memory for";

  /** Reads what the usual factory reads, but for one text, for which there is no memory. */
  @SuppressWarnings("unchecked")
  private static PayloadFactory<Object> shortOfMemory() {
    PayloadFactory<Object> usual = JavaValues.factory();
    return (PayloadFactory<Object>) Proxy.newProxyInstance(
        PayloadFactory.class.getClassLoader(), new Class<?>[] {PayloadFactory.class}, (proxy, method, arguments) -> {
          if (method.getName().equals("string") && TOO_MUCH.equals(arguments[0])) {
            throw new OutOfMemoryError("of a test");
          }
          try {
            return method.invoke(usual, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  @Test
  void shouldFailOnlyTheCallWhoseReplyCanNotBeRead() throws Exception {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1).task("echo", Object.class, Object.class, value -> value))
        .replies(UnreadableReplyTest::shortOfMemory)
        .build()) {
      for (int round = 0; round < 20; round++) {
        List<PoolCall<?>> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
          calls.add(pool.call("echo", i == 15 ? TOO_MUCH : (Object) (double) i));
        }
        for (int i = 0; i < 30; i++) {
          PoolCall<?> call = calls.get(i);
          if (i == 15) {
            assertThatThrownBy(() -> call.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class);
          } else {
            assertThat(call.toCompletableFuture().get(20, TimeUnit.SECONDS)).isEqualTo((double) i);
          }
        }
      }
    }
  }
}
