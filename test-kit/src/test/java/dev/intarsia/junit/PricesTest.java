package dev.intarsia.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.Pool;
import java.util.List;
import org.junit.jupiter.api.Test;

@IntarsiaPool(modules = "classpath:tasks/prices.ts", threads = 2)
class PricesTest {
  record Order(String item, int count, double price) {}

  record Label(String text, boolean cheap) {}

  interface Prices {
    double total(List<Order> orders);

    Label label(Order order);
  }

  @FromPool
  private Prices prices;

  @Test
  void shouldAddOrders() {
    assertThat(prices.total(List.of(new Order("tea", 2, 4.5), new Order("pot", 1, 30))))
        .isEqualTo(39.0);
  }

  @Test
  void shouldLabelAnOrder(Pool pool) {
    assertThat(pool.call("label", new Order("tea", 2, 4.5), Label.class).await())
        .isEqualTo(new Label("2 × tea", true));
  }
}
